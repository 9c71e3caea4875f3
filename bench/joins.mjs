// Dissolves of 0.5 s between all clips, by Storycut and by one xfade graph over everything with the same encoder,
// as ratios. Needs `npm run build` and GNU time; the graph needs an ffmpeg with xfade (without one, Storycut is measured
// alone).
//
//   node bench/joins.mjs [--clips 8] [--seconds 8] [--noise 60] [--rounds 1] [--only WORDS]
//                        [--graph-ffmpeg PATH] [--folder FOLDER]
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cut, fps, makeClips, tools } from './film.mjs';
import { compare, measured, printRatios } from './measure.mjs';
import { graphOf } from './xfade-graph.mjs';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '8' },
    noise: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    'graph-ffmpeg': { type: 'string', default: tools.ffmpeg.path },
    folder: { type: 'string' },
    // How this program calls itself, so that each cut is a process of its own.
    cut: { type: 'string' },
  },
});

if (values.cut) await cut(JSON.parse(values.cut));
else await inFolder(compareJoins);

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
  const graph = await graphOf({ folder, clips, seconds, fade: fps / 2, by: values['graph-ffmpeg'] });
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

function storycut(order) {
  return [process.execPath, fileURLToPath(import.meta.url), '--cut', JSON.stringify(order)];
}

async function forget(folder, ...names) {
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}
