// A film's sound brought to a loudness by Storycut and by two passes of ffmpeg's loudnorm, both from exact samples to
// the same AAC, as ratios. Needs `npm run build` and GNU time.
//
//   node bench/loudness.mjs [--seconds 225] [--rounds 3] [--target -16]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readAsset } from '../dist/media/asset.js';
import { sound as aac } from '../dist/media/encoding.js';
import { onCleanTable } from '../dist/stitch/cache.js';
import { renderSound } from '../dist/stitch/sound/render-sound.js';
import { fps, roomIn, run, size, tools } from './film.mjs';
import { compare, measured, printRatios } from './measure.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '225' },
    rounds: { type: 'string', default: '3' },
    target: { type: 'string', default: '-16' },
    // How this program calls itself, so that each contender is a process of its own.
    master: { type: 'string' },
  },
});
/** Of one recording. */
const length = 9;

if (values.master) await master(JSON.parse(values.master));
else await compareMasters();

async function compareMasters() {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-bench-'));
  try {
    const files = await recordings(folder, Math.ceil(Number(values.seconds) / length));
    const mixed = join(folder, 'mixed.wav');
    const inputs = files.flatMap((file) => ['-i', file]);
    const joined = `concat=n=${files.length}:v=0:a=1`;
    await run(tools.ffmpeg.path, ['-v', 'error', ...inputs, '-filter_complex', joined, mixed]);
    const order = (target) => ({ folder, files, target });
    const decode = async () => {
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      await measured(storycut(order(null)));
    };
    const contenders = [
      { name: 'two passes of loudnorm', command: await twoPasses(mixed, join(folder, 'loudnorm.m4a')) },
      { name: 'encoding alone', command: [...read(mixed), ...aac, '-y', join(folder, 'plain.m4a')] },
      { name: 'storycut', command: storycut(order(Number(values.target))), before: decode },
    ];
    console.log(`${files.length * length} s of sound to ${values.target} LUFS, ${tools.ffmpeg.version}`);
    const results = await compare(contenders, Number(values.rounds));
    printRatios(results, contenders[0].name);
    const [theirs, encoding, ours] = results.map(({ cpu }) => cpu);
    const beyond = (ours - encoding) / (theirs - encoding);
    console.log(`CPU beyond encoding: ${beyond.toFixed(3)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function recordings(folder, count) {
  const files = [];
  for (let i = 0; i < count; i++) {
    const file = join(folder, `${i}.wav`);
    await run(tools.ffmpeg.path, ['-v', 'error', '-f', 'lavfi', '-t', String(length), '-i', words(i), file]);
    files.push(file);
  }
  return files;
}

/** Words and pauses over a hum, here and there much louder than the rest. */
function words(seed) {
  const hum = `0.02*sin(2*PI*${110 + seed}*t)`;
  const spoken = `if(lt(mod(t+${seed / 7},2.3),1.6),`;
  const left = `${hum}+${spoken}${0.15 + 0.01 * (seed % 8)}*(random(${seed % 10})-0.5)*(1+2*pow(sin(5*t),8)),0)`;
  const right = `${hum}+${spoken}0.2*sin(2*PI*${300 + seed}*t)*pow(sin(7*t),2),0)`;
  return `aevalsrc='${left}|${right}':s=48000`;
}

function read(file) {
  return [tools.ffmpeg.path, '-v', 'info', '-nostdin', '-nostats', '-i', file];
}

/** Both passes as one command; what the first tells, is asked for here and not measured. */
async function twoPasses(mixed, output) {
  const wish = `loudnorm=I=${values.target}:TP=-1`;
  const first = [...read(mixed), '-af', `${wish}:print_format=json`, '-f', 'null', '-'];
  const [program, ...args] = first;
  const { stderr } = await run(program, args);
  const told = JSON.parse(stderr.slice(stderr.lastIndexOf('{')));
  const measured =
    `measured_I=${told.input_i}:measured_TP=${told.input_tp}:measured_LRA=${told.input_lra}:` +
    `measured_thresh=${told.input_thresh}:offset=${told.target_offset}:linear=true`;
  const second = [...read(mixed), '-af', `${wish}:${measured}`, '-ar', '48000', ...aac, '-y', output];
  const line = (command) => command.map((word) => `'${word}'`).join(' ');
  return ['sh', '-c', `${line(first)} && ${line(second)}`];
}

function storycut(order) {
  return [process.execPath, fileURLToPath(import.meta.url), '--master', JSON.stringify(order)];
}

/** Recordings one behind another, as a film's narration: decoded the first time, and mixed, mastered and encoded. */
async function master({ folder, files, target }) {
  const narration = [];
  for (const [i, absolute] of files.entries()) {
    const read = await readAsset(absolute);
    if (!read.ok) throw new Error(read.error.message);
    const file = { path: absolute, absolute, ...read.value };
    narration.push({ file, start: i * length * fps, frames: length * fps, volume: 0, segment: 's' });
  }
  const timeline = { fps, entries: [], cues: [], frames: files.length * length * fps, narration };
  const film = { timeline, size, sound: { keep: false, ...(target !== null && { loudness: target }) } };
  const cutting = { ...roomIn(folder), film };
  const done = await onCleanTable(cutting, () => renderSound([], cutting, () => undefined));
  if (!done.ok) throw new Error(done.error.map(({ message }) => message).join('\n'));
}
