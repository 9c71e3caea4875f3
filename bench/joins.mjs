// Dissolves of 0.5 s between all clips, by Storycut and by one xfade graph over everything with the same encoder,
// as ratios; with --growth, how both grow with the number of clips. Needs `npm run build` and GNU time; the graph
// needs an ffmpeg with xfade (without one, Storycut is measured alone).
//
//   node bench/joins.mjs [--clips 8] [--seconds 8] [--noise 60] [--rounds 1] [--only WORDS] [--growth 10,50,200,500]
//                        [--graph-ffmpeg PATH] [--folder FOLDER]
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mp4, picture, sound } from '../dist/media/encoding.js';
import { cut, fps, makeClips, run, tools } from './film.mjs';
import { compare, measured, printRatios } from './measure.mjs';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '8' },
    noise: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '1' },
    growth: { type: 'string' },
    only: { type: 'string', default: '' },
    'graph-ffmpeg': { type: 'string', default: tools.ffmpeg.path },
    folder: { type: 'string' },
    // How this program calls itself, so that each cut is a process of its own.
    cut: { type: 'string' },
  },
});

/** Clips beyond which the graph takes minutes and gigabytes. */
const mostInGraph = 50;
const graphTool = values['graph-ffmpeg'];
if (values.cut) await cut(JSON.parse(values.cut));
else await inFolder((folder) => (values.growth ? grow(folder) : compareJoins(folder)));

async function inFolder(work) {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'storycut-bench-')));
  try {
    await work(folder);
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function compareJoins(folder) {
  const count = Number(values.clips);
  const seconds = Number(values.seconds);
  const clipsOf = (group, seed) =>
    makeClips(folder, {
      count,
      seconds,
      noise: values.noise,
      seed,
      args: ['-preset', 'veryfast', '-crf', '23', '-g', String(group)],
    });
  // As providers make them: one keyframe, so that nothing behind a dissolve can be copied until it is prepared.
  const clips = await clipsOf(1000, 0);
  const often = await clipsOf(2 * fps, 1);
  const film = { folder, seconds, fade: fps / 2, sound: { keep: true } };
  const middle = Math.floor(count / 2);
  const changed = clips.with(middle, clips.at(middle - 1));
  const fresh = () => forget(folder, 'storycut.mp4', 'cache');
  const again = () => forget(folder, 'storycut.mp4');
  let kept = false;
  /** Everything is cached of this film, and of no other. */
  const cached = async () => {
    await fresh();
    if (kept) return cp(join(folder, 'kept'), join(folder, 'cache'), { recursive: true });
    await measured(storycut({ ...film, clips }));
    await cp(join(folder, 'cache'), join(folder, 'kept'), { recursive: true });
    kept = true;
  };
  /** The film is there; what else is cached is never looked at. */
  const there = () => measured(storycut({ ...film, clips }));
  const some = (order, which) =>
    storycut({ ...film, clips: order.map((clip, i) => (which(i) ? clip : null)), ahead: true });
  /** No two neighbours at once: each clip is prepared, and no join made. */
  const prepare = async (order) => {
    await measured(some(order, (i) => i % 2 === 0));
    await measured(some(order, (i) => i % 2 === 1));
  };
  const graph = await graphContender(folder, clips, seconds, fps / 2);
  const contenders = [
    ...graph,
    { name: 'storycut, from nothing', command: storycut({ ...film, clips }), before: fresh },
    {
      name: 'storycut, prepared clips',
      command: storycut({ ...film, clips }),
      before: async () => {
        await fresh();
        await prepare(clips);
      },
    },
    {
      name: 'storycut, keyframe every 2 s',
      command: storycut({ ...film, clips: often }),
      before: fresh,
    },
    {
      name: 'storycut, the last clip has come',
      command: storycut({ ...film, clips }),
      before: async () => {
        await fresh();
        await measured(some(clips, (i) => i < count - 1));
      },
    },
    {
      name: 'storycut, one segment changed',
      command: storycut({ ...film, clips: changed }),
      before: cached,
    },
    ...[
      { what: 'type', other: { type: 'wipe-left' } },
      { what: 'length', other: { fade: fps / 4 } },
    ].map(({ what, other }) => ({
      name: `storycut, one transition's ${what} changed`,
      command: storycut({ ...film, clips, other: { at: middle, ...other } }),
      before: cached,
    })),
    {
      name: 'storycut, joins and sound cached',
      command: storycut({ ...film, clips }),
      before: async () => {
        await there();
        await again();
      },
    },
    {
      name: 'storycut, nothing changed',
      command: storycut({ ...film, clips }),
      before: there,
    },
  ];
  console.log(`${count} clips of ${seconds} s, dissolves of 0.5 s, ${tools.ffmpeg.version}`);
  const wanted = contenders.filter(
    ({ name }) => graph.some((one) => one.name === name) || new RegExp(values.only).test(name),
  );
  printRatios(await compare(wanted, Number(values.rounds)), wanted[0].name);
}

async function grow(folder) {
  const seconds = 2;
  const fade = fps / 4;
  for (const count of values.growth.split(',').map(Number)) {
    const args = ['-preset', 'veryfast', '-crf', '23', '-g', String(fps / 4)];
    const clips = await makeClips(folder, { count, seconds, noise: values.noise, args });
    const film = { folder, clips, seconds, fade, sound: { keep: true } };
    const graph = count > mostInGraph ? [] : await graphContender(folder, clips, seconds, fade);
    const before = () => forget(folder, 'storycut.mp4', 'cache');
    console.log(`${count} clips of ${seconds} s, dissolves of 0.25 s`);
    printRatios(await compare([...graph, { name: 'storycut', command: storycut(film), before }], 1));
  }
}

function storycut(order) {
  return [process.execPath, fileURLToPath(import.meta.url), '--cut', JSON.stringify(order)];
}

async function forget(folder, ...names) {
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

/** What other tools build: a chain of xfade and acrossfade over all clips. None where ffmpeg has no xfade. */
async function graphContender(folder, clips, seconds, fade) {
  const { stdout } = await run(graphTool, ['-v', 'error', '-filters']);
  if (!/ xfade /.test(stdout)) {
    console.log('No ffmpeg with xfade (--graph-ffmpeg PATH): ratios are to the first line.');
    return [];
  }
  const length = fade / fps;
  const steps = clips.slice(1).flatMap((_, i) => {
    const [video, audio] = i === 0 ? ['0:v', '0:a'] : [`v${i}`, `a${i}`];
    const offset = (i + 1) * (seconds - length);
    return [
      `[${video}][${i + 1}:v]xfade=duration=${length}:offset=${offset}[v${i + 1}]`,
      `[${audio}][${i + 1}:a]acrossfade=d=${length}:c1=qsin:c2=qsin[a${i + 1}]`,
    ];
  });
  const last = clips.length - 1;
  const command = [
    graphTool,
    ...['-v', 'error', '-y', ...clips.flatMap((clip) => ['-i', join(folder, 'clips', clip)])],
    ...['-filter_complex', steps.join(';'), '-map', `[v${last}]`, '-map', `[a${last}]`],
    ...[...picture(fps), ...sound, ...mp4(fps), join(folder, 'graph.mp4')],
  ];
  return [{ name: 'one xfade graph', command, before: () => forget(folder, 'graph.mp4') }];
}
