// Hard cuts of the same clips by Storycut and by a bare `ffmpeg -f concat -c copy`, one after another in
// each round, as ratios. Needs `npm run build` and GNU time.
//
//   node bench/stitch.mjs [--clips 60] [--megabytes 240] [--rounds 3] [--folder FOLDER]
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { findTools } from '../dist/media/tools.js';
import { stitch } from '../dist/stitch/stitch.js';

const run = promisify(execFile);
const fps = 24;
const seconds = 8;
const size = { width: 1280, height: 720 };

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '240' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string' },
    // How this program calls itself, so that each cut is a process of its own.
    cut: { type: 'string' },
    sound: { type: 'boolean', default: false },
  },
});

const tools = await findTools({ path: process.env.PATH });
if (!tools.ok) throw new Error(tools.error.message);
if (values.cut) await cutOnce(JSON.parse(values.cut), values.sound);
else await compare();

async function cutOnce({ folder, clips }, keepSound) {
  const frames = seconds * fps;
  const entries = clips.map((clip, i) => ({
    segment: `s${i}`,
    scene: 'bench',
    footage: { kind: 'clip', job: clip, fingerprint: clip, clip },
    start: i * frames,
    frames,
    sourceStart: 0,
    transition: { type: 'cut' },
    overlap: 0,
    fit: 'pad',
    speaks: false,
  }));
  const room = {
    tools: tools.value,
    clipPath: (hash) => join(folder, 'clips', hash),
    cacheFolder: join(folder, 'cache'),
    workFolder: join(folder, 'work'),
    emit: () => undefined,
  };
  const film = {
    timeline: { fps, entries, frames: entries.length * frames, chapters: [], captions: [], narration: [] },
    size,
    sound: { keep: keepSound },
    burnCaptions: false,
    title: 'Bench',
  };
  const signal = new AbortController().signal;
  const cut = await stitch(film, room, join(folder, 'storycut.mp4'), { partial: false }, signal);
  if (!cut.ok) throw new Error(cut.error.map(({ message }) => message).join('\n'));
  if (cut.value.encoded > 0) throw new Error('the clips should all have been copied');
}

async function compare() {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'storycut-bench-')));
  await mkdir(join(folder, 'clips'), { recursive: true });
  try {
    const clips = await makeClips(folder, Number(values.clips), Number(values.megabytes));
    const list = join(folder, 'list.txt');
    await writeFile(list, clips.map((clip) => `file '${join(folder, 'clips', clip)}'\n`).join(''));
    const self = [
      process.execPath,
      fileURLToPath(import.meta.url),
      '--cut',
      JSON.stringify({ folder, clips }),
    ];
    const concat = (...more) => [
      tools.value.ffmpeg.path,
      ...['-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', ...more],
      join(folder, 'concat.mp4'),
    ];
    const forget = (what) => rm(join(folder, what), { recursive: true, force: true });
    const contenders = [
      { name: 'concat copy', command: concat(), before: () => forget('concat.mp4') },
      {
        name: 'concat copy + faststart',
        command: concat('-movflags', '+faststart'),
        before: () => forget('concat.mp4'),
      },
      { name: 'storycut, picture only', command: self, before: () => forget('storycut.mp4') },
      { name: 'storycut, sound cached', command: [...self, '--sound'], before: () => forget('storycut.mp4') },
      {
        name: 'storycut, sound decoded and encoded',
        command: [...self, '--sound'],
        before: async () => {
          await forget('storycut.mp4');
          await forget('cache');
        },
      },
      { name: 'storycut, nothing changed', command: [...self, '--sound'], before: async () => undefined },
    ];
    const bytes = await Promise.all(
      clips.map(async (clip) => (await stat(join(folder, 'clips', clip))).size),
    );
    const total = bytes.reduce((sum, size) => sum + size, 0);
    console.log(
      `${clips.length} clips of ${seconds} s, ${Math.round(total / 1e6)} MB, ${tools.value.ffmpeg.version}`,
    );
    const measured = contenders.map(() => []);
    await run(contenders[3].command[0], contenders[3].command.slice(1));
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const [i, { command, before }] of contenders.entries()) {
        await before();
        measured[i].push(await timed(command));
      }
    }
    const base = medians(measured[0]);
    console.log('                                        wall             CPU        memory');
    for (const [i, { name }] of contenders.entries()) {
      const { wall, cpu, memory } = medians(measured[i]);
      const ratio = (value, of, unit) =>
        `${(value / of).toFixed(2).padStart(6)} (${value.toFixed(2)} ${unit})`;
      console.log(
        `${name.padEnd(36)}${ratio(wall, base.wall, 's')}${ratio(cpu, base.cpu, 's')}${memory.toFixed(0).padStart(7)} MB`,
      );
    }
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** A handful of clips with noise in them, each told apart by a few bytes behind its end. */
async function makeClips(folder, count, megabytes) {
  const rate = Math.round((megabytes * 8e6) / count / seconds);
  const kinds = 4;
  const made = [];
  for (let kind = 0; kind < kinds; kind++) {
    const file = join(folder, `made-${kind}.mp4`);
    await run(tools.value.ffmpeg.path, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i'],
      `color=s=320x180:r=${fps},noise=alls=60:allf=t:all_seed=${kind},scale=${size.width}:${size.height},trim=end_frame=${seconds * fps}`,
      ...['-f', 'lavfi', '-t', String(seconds), '-i', `sine=f=${220 * (kind + 1)}:r=48000`],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '48'],
      ...['-b:v', String(rate), '-minrate', String(rate), '-maxrate', String(rate), '-bufsize', String(rate)],
      ...['-c:a', 'aac', '-ar', '48000', '-ac', '2', file],
    ]);
    made.push(file);
  }
  const clips = [];
  for (let i = 0; i < count; i++) {
    const draft = join(folder, 'clips', 'draft');
    await copyFile(made[i % kinds], draft);
    const free = Buffer.alloc(12);
    free.writeUInt32BE(12, 0);
    free.write('free', 4);
    free.writeUInt32BE(i, 8);
    await appendFile(draft, free);
    const hash = createHash('sha256');
    await pipeline(createReadStream(draft), hash);
    const name = hash.digest('hex');
    await copyFile(draft, join(folder, 'clips', name));
    await rm(draft);
    clips.push(name);
  }
  return clips;
}

/** Of the process and all it starts; memory is that of the largest one. */
async function timed(command) {
  const { stderr } = await run('/usr/bin/time', ['-f', '%e %U %S %M', ...command]);
  const [wall, user, system, memory] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall, cpu: user + system, memory: memory / 1000 };
}

function medians(runs) {
  const middle = (of) => runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  return { wall: middle((r) => r.wall), cpu: middle((r) => r.cpu), memory: middle((r) => r.memory) };
}
