// Reading what a clip is: Storycut's probe, in a program that runs already, and a process of ffprobe, as ratios.
// Needs `npm run build`.
//
//   node bench/probe.mjs [--clips 40] [--ffprobe PATH]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import carried from '@ffprobe-installer/ffprobe';
import { probe } from '../dist/media/probe.js';
import { makeClips, run } from './film.mjs';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '40' },
    ffprobe: { type: 'string', default: carried.path },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'storycut-bench-'));
try {
  const args = ['-preset', 'ultrafast', '-g', '48'];
  const clips = await makeClips(folder, { count: Number(values.clips), seconds: 8, args });
  const files = clips.map((clip) => join(folder, 'clips', clip));
  const read = async (file) => {
    const facts = await probe(file);
    if (!facts.ok) throw new Error(facts.error.message);
  };
  const question = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json'];
  const asked = await eachTook(files, (file) => run(values.ffprobe, [...question, file]));
  const first = await eachTook(files.slice(0, 1), read);
  const ours = await eachTook(files, read);
  const line = (name, ms) =>
    console.log(`${name.padEnd(28)}${(ms / asked).toFixed(4)}  (${ms.toFixed(2)} ms)`);
  console.log(`${files.length} clips of 8 s`);
  line('ffprobe, a process each', asked);
  line('storycut, the first', first);
  line('storycut, each', ours);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds that each takes, the median. */
async function eachTook(files, work) {
  const times = [];
  for (const file of files) {
    const begin = performance.now();
    await work(file);
    times.push(performance.now() - begin);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
