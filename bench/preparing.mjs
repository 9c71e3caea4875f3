// What it costs to cut a film of clips with one keyframe each, dissolved into each other, from nothing, and what becomes of
// their pictures: by Storycut, by another build of it in --before, and by one xfade graph with the same encoder. PSNR and SSIM: of the frames outside joins against the clips' own, and of the joins against a graph that
// loses nothing. Needs `npm run build`, GNU time, and an ffmpeg with xfade, psnr and ssim (FFMPEG_PATH).
//
//   node bench/preparing.mjs [--quick] [--rounds 5] [--kinds generated,filmed] [--preset slow] [--before FOLDER]
//                           [--folder FOLDER]
import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { mp4, picture, sound } from '../dist/media/encoding.js';
import { fps, run, tools } from './film.mjs';
import { clipsOf, kinds, makeReference } from './material.mjs';
import { compare } from './measure.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    kinds: { type: 'string', default: Object.keys(kinds).join(',') },
    preset: { type: 'string', default: 'slow' },
    before: { type: 'string' },
    folder: { type: 'string' },
    // How this program calls itself, so that each cut is a process of its own.
    cut: { type: 'string' },
  },
});
const [count, seconds] = values.quick ? [4, 4] : [8, 6];
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
const fade = fps / 2;
const length = seconds * fps;
const ffmpeg = tools.ffmpeg.path;

if (values.cut) {
  const { from, ...order } = JSON.parse(values.cut);
  const { cut } = await import(pathToFileURL(join(from, 'bench', 'film.mjs')));
  await cut(order);
} else {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'storycut-bench-')));
  try {
    console.log(
      `${count} clips of ${seconds} s (${values.preset}), dissolves of 0.5 s, ${rounds} rounds, ${tools.ffmpeg.version}`,
    );
    for (const kind of values.kinds.split(',')) await measureKind(kind, join(folder, kind));
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function measureKind(kind, folder) {
  await mkdir(folder, { recursive: true });
  const coding = ['-preset', values.preset, '-crf', '18'];
  const clips = await clipsOf(kind, folder, { ffmpeg, count, seconds, coding });
  const film = { folder, clips, seconds, fade, sound: { keep: true } };
  const builds = {
    ...(values.before && { before: values.before }),
    storycut: join(import.meta.dirname, '..'),
  };
  const contenders = [
    { name: 'graph', command: graph(film, picture(fps), 'graph.mp4') },
    ...Object.entries(builds).map(([name, from]) => {
      const own = join(folder, name);
      return {
        name,
        command: storycut({ ...film, from, folder: own }),
        before: async () => {
          await rm(own, { recursive: true, force: true });
          await mkdir(own);
          await symlink(join(folder, 'clips'), join(own, 'clips'));
        },
      };
    }),
  ];
  const costs = await compare(contenders, rounds);
  await makeReference(ffmpeg, film);
  const lines = [];
  for (const { name, cpu, wall } of costs) {
    const file = join(folder, name === 'graph' ? 'graph.mp4' : join(name, 'storycut.mp4'));
    const bytes = (await stat(file)).size;
    const likeness = await likenessOf(file, join(folder, 'lossless.mp4'));
    lines.push({ name, cpu, wall, bytes, ...likeness });
  }
  print(kind, lines);
}

function print(kind, lines) {
  const [base] = lines;
  console.log(
    `\n${kind.padEnd(10)}${['CPU', 'of graph', 'wall', 'of graph', 'MB', 'of graph'].map((title) => title.padStart(9)).join('')}` +
      ['outside: PSNR', 'worst', 'SSIM', 'joins: PSNR', 'SSIM'].map((title) => title.padStart(15)).join(''),
  );
  for (const { name, cpu, wall, bytes, outside, joins } of lines) {
    const costs = [cpu, cpu / base.cpu, wall, wall / base.wall, bytes / 1e6, bytes / base.bytes];
    const likeness = [outside.psnr, outside.worst, outside.ssim, joins.psnr, joins.ssim];
    console.log(
      name.padEnd(10) +
        costs.map((value) => value.toFixed(2).padStart(9)).join('') +
        likeness.map((value) => value.toFixed(value > 1 ? 2 : 4).padStart(15)).join(''),
    );
  }
}

function storycut(order) {
  return [process.execPath, fileURLToPath(import.meta.url), '--cut', JSON.stringify(order)];
}

/** What other tools build: a chain of xfade and acrossfade over all clips, exact to the frame. */
function graph({ folder, clips }, encoding, name) {
  const ready = clips.map((_, i) => `[${i}:v]settb=1/${fps},setpts=N,fps=${fps}[n${i}]`);
  const steps = clips.slice(1).flatMap((_, i) => {
    const [video, audio] = i === 0 ? ['n0', '0:a'] : [`v${i}`, `a${i}`];
    const offset = ((i + 1) * (length - fade)) / fps;
    return [
      `[${video}][n${i + 1}]xfade=duration=${fade / fps}:offset=${offset}[v${i + 1}]`,
      `[${audio}][${i + 1}:a]acrossfade=d=${fade / fps}:c1=qsin:c2=qsin[a${i + 1}]`,
    ];
  });
  const last = clips.length - 1;
  return [
    ffmpeg,
    ...['-v', 'error', '-y', ...clips.flatMap((clip) => ['-i', join(folder, 'clips', clip)])],
    ...['-filter_complex', [...ready, ...steps].join(';'), '-map', `[v${last}]`, '-map', `[a${last}]`],
    ...[...encoding, ...sound, ...mp4(fps), join(folder, name)],
  ];
}

/** Of each frame of a film against another's, decibels and SSIM; the means inside and outside of joins, and the worst frame. */
async function likenessOf(file, reference) {
  const even = `settb=1/${fps},setpts=N,split`;
  const compared = `[0:v]${even}[a][b];[1:v]${even}[c][d];[a][c]psnr=stats_file=-[p];[b][d]ssim=stats_file=-[s]`;
  const { stdout } = await run(
    ffmpeg,
    [
      '-v',
      'error',
      '-i',
      file,
      '-i',
      reference,
      '-filter_complex',
      compared,
      '-map',
      '[p]',
      '-map',
      '[s]',
      '-f',
      'null',
      '-',
    ],
    { maxBuffer: 1 << 26 },
  );
  const frames = (count - 1) * (length - fade) + length;
  const valuesOf = (pattern) => {
    const found = new Map(
      [...stdout.matchAll(pattern)].map(([, n, value]) => [Number(n) - 1, Number(value)]),
    );
    if (found.size !== frames) throw new Error(`${file} has ${found.size} of ${frames} frames`);
    return found;
  };
  // An error per pixel is averaged, not decibels.
  const errors = valuesOf(/n:(\d+) mse_avg:([\d.]+)/g);
  const likeness = valuesOf(/n:(\d+) Y:[\d.]+ U:[\d.]+ V:[\d.]+ All:([\d.]+)/g);
  const isJoin = (frame) => frame >= length - fade && frame % (length - fade) < fade;
  const mean = (of, which) => {
    const chosen = [...of].filter(([frame]) => isJoin(frame) === which).map(([, value]) => value);
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
  };
  const decibels = (error) => 10 * Math.log10(255 ** 2 / Math.max(error, 1e-4));
  const part = (which) => ({ psnr: decibels(mean(errors, which)), ssim: mean(likeness, which) });
  const worst = Math.max(...[...errors].filter(([frame]) => !isJoin(frame)).map(([, value]) => value));
  return { outside: { ...part(false), worst: decibels(worst) }, joins: part(true) };
}
