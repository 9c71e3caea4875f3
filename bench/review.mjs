/**
 * What the page of `storycut review` takes for a long film, in a headless Chromium on PATH. `npm run build && node bench/review.mjs [segments]`
 *
 * 500 segments with 3 takes each, every take another clip of a second, made once by ffmpeg and stored by a run:
 *
 * - the document, and how long the server takes to tell it
 * - from opening the link to the first paint, to the tiles, and to the first frame of footage
 * - scrolling through the whole strip: frames drawn, of those that 60 a second would be, and the longest one
 * - seeking: from a key to footage that is sought, at places all over the film
 * - the page's memory: JavaScript's heap, elements, and the browser's processes
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { machine, runFilm } from '../dist/index.js';
import { findTools } from '../dist/media/tools.js';
import { openReview } from '../dist/review/open-review.js';
import { memoryOf } from './measure.mjs';

const model = {
  ...{ model: 'm', lengths: { kind: 'set', seconds: [1] }, edit: false, fps: 24, sound: 'always' },
  ...{ sizes: { kind: 'any', min: 16, max: 4096 }, options: {}, promptLimit: 1000, price: { kind: 'free' } },
  extend: { kind: 'none' },
  inputs: { firstFrame: 'any', references: { images: 0 }, characters: 0 },
  pace: { base: 0, perSecond: 1 },
};
const segments = Number(process.argv[2] ?? 500);
const takes = 3;
const folder = await mkdtemp(join(tmpdir(), 'storycut-review-bench-'));
const root = join(import.meta.dirname, '..');

function storyboard() {
  const scenes = Array.from({ length: Math.ceil(segments / 20) }, (_, scene) => {
    const own = Array.from({ length: Math.min(20, segments - 20 * scene) }, (_, i) => 20 * scene + i);
    const lines = own.map(
      (i) => `      - { id: s${i}, prompt: Shot ${i}, transition: ${i % 5 ? 'cut' : 0.25} }\n`,
    );
    return `  - id: scene-${scene}\n    title: Scene ${scene}\n    segments:\n${lines.join('')}`;
  });
  return `storyboard: 1
title: Long
format: { size: 160x90, fps: 24 }
provider: served
defaults: { duration: 1, takes: ${takes} }
scenes:
${scenes.join('')}`;
}

/** A run with a provider whose clips are there already. */
async function makeFilm() {
  const clips = await mkdtemp(join(folder, 'clips-'));
  const tools = await findTools({ path: process.env.PATH });
  if (!tools.ok) throw new Error(tools.error.message);
  const count = segments * takes;
  execFileSync(tools.value.ffmpeg.path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=160x90:r=24:d=${count}`],
    ...['-f', 'lavfi', '-i', `sine=f=220:d=${count}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '24'],
    ...[
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-f',
      'segment',
      '-segment_time',
      '1',
      '-reset_timestamps',
      '1',
    ],
    join(clips, '%05d.mp4'),
  ]);
  const made = await readdir(clips);
  let next = 0;
  const served = {
    name: 'served',
    unconfigured: () => [
      {
        data: { name: 'served', defaultModel: 'm', resubmit: 'safe', models: [model] },
        open: async () => ({
          submit: async () => ({ kind: 'accepted', remote: made[next++] }),
          poll: async () => ({ kind: 'completed' }),
          download: async (remote, to) => {
            await copyFile(join(clips, remote), to);
            return { kind: 'done' };
          },
          pollDelay: () => 0,
        }),
      },
    ],
  };
  const world = machine({ cwd: folder, path: process.env.PATH, providers: [served] });
  const request = { overrides: { vars: {} }, stitch: false };
  const end = await runFilm(world, request, new AbortController().signal);
  if (end.kind !== 'finished') throw new Error(JSON.stringify(end).slice(0, 2000));
  return { world, request };
}

async function measure(film) {
  const started = performance.now();
  const review = await openReview(film);
  if (!review.ok) throw new Error(JSON.stringify(review.error));
  const opening = performance.now() - started;
  const { drivenBrowser } = await import(await bundled('test/player/driven.ts'));
  const browser = await drivenBrowser();
  try {
    await browser.open('about:blank');
    const blank = await browserMemory();
    const opened = await browser.open(review.value.link());
    await opened.until(`${seen}.length > 0`);
    row('server opened', opening, 'ms');
    for (const [what, value] of await opened.look(loading))
      row(what, value, what.includes('document') ? 'kB' : 'ms');
    row('first frame of footage', await opened.look(`${seen}[0] ? performance.now() : 0`), 'ms at most');
    await opened.until("document.querySelectorAll('.tile img[src]').length > 4");
    const { frames, longest, seconds } = await opened.look(scrolling);
    row('scrolling, frames drawn', (100 * frames) / (60 * seconds), '% of 60 a second');
    row('scrolling, longest frame', longest, 'ms');
    const seeks = await opened.look(seeking);
    row('seek, median', seeks[seeks.length >> 1], 'ms');
    row('seek, slowest', seeks.at(-1), 'ms');
    await opened.press('ArrowDown');
    row('segment by key', await opened.look(stepping), 'ms');
    row("heap of the page's code", (await opened.look('performance.memory.usedJSHeapSize')) / 1e6, 'MB');
    row('elements', await opened.look("document.querySelectorAll('*').length"), '');
    row('browser, more than before', (await browserMemory()) - blank, 'MB');
    if (opened.complaints.length > 0) console.log(opened.complaints.slice(0, 5));
  } finally {
    await browser.close();
    await review.value.close();
  }
}

const seen =
  "[...document.querySelectorAll('.layer video')].filter((one) => one.readyState >= 2 && one.closest('.layer').style.visibility === 'visible')";

const loading = `(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const film = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/film.json'));
  return [
    ['the document', film.decodedBodySize / 1000],
    ['told by the server after', film.responseEnd - film.startTime],
    ['first paint', paint.startTime],
  ];
})()`;

/** Through the whole strip in ten seconds. */
const scrolling = `new Promise((done) => {
  const strip = document.querySelector('.strip-scroll');
  const begin = performance.now();
  let [last, frames, longest] = [begin, 0, 0];
  const draw = (now) => {
    const seconds = (now - begin) / 1000;
    longest = Math.max(longest, now - last);
    last = now;
    frames += 1;
    strip.scrollLeft = (strip.scrollWidth - strip.clientWidth) * seconds / 10;
    if (seconds < 10) requestAnimationFrame(draw);
    else done({ frames, longest, seconds });
  };
  requestAnimationFrame(draw);
})`;

/** From an address to its frame, all over the film. */
const seeking = `(async () => {
  const seen = () => ${seen};
  const times = [];
  const frames = Number(document.querySelector('.transport input').max);
  for (let i = 0; i < 40; i++) {
    const frame = Math.floor(frames * ((i * 0.618) % 1));
    const begin = performance.now();
    location.hash = '#frame=' + frame;
    await new Promise((done) => {
      const look = () => {
        const videos = seen();
        if (videos.length > 0 && videos.every((one) => !one.seeking)) done();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(() => requestAnimationFrame(look));
    });
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b);
})()`;

/** From a key to the next segment in the inspector. */
const stepping = `new Promise((done) => {
  const begin = performance.now();
  dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
})`;

const browserMemory = async () => (await memoryOf(process.pid)) - process.memoryUsage().rss / 1e6;

/** A part of the tests, as it can be loaded here. */
async function bundled(file) {
  const made = await rolldown({ input: join(root, file), platform: 'node' });
  const to = join(folder, 'driven.mjs');
  await made.write({ file: to, format: 'esm' });
  await made.close();
  return pathToFileURL(to).href;
}

function row(what, value, unit) {
  console.log(`${what.padEnd(28)} ${value.toFixed(0).padStart(7)} ${unit}`);
}

try {
  await writeFile(join(folder, 'film.storyboard.yaml'), storyboard());
  await measure(await makeFilm());
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
