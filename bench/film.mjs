// Films of clips with motion and noise in them, cut by the built library.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { findTools } from '../dist/media/tools.js';
import { renderAhead } from '../dist/stitch/render-ahead.js';
import { stitch } from '../dist/stitch/stitch.js';

export const run = promisify(execFile);
export const fps = 24;
export const size = { width: 1280, height: 720 };

const found = await findTools({
  path: process.env.PATH,
  ffmpegPath: process.env.FFMPEG_PATH,
});
if (!found.ok) throw new Error(found.error.message);
export const tools = found.value;

/**
 * `fade` frames of dissolve between all clips, 0 for hard cuts. A clip that is null has not been made. `other`: the
 * transition behind the clip `at` is of this type and length instead.
 */
function filmOf({ clips, seconds, fade, sound, other }) {
  const frames = seconds * fps;
  const joinOf = (i) => {
    if (i === clips.length - 1) return { overlap: 0, transition: { type: 'cut' } };
    const { type, fade: overlap } = { type: 'dissolve', fade, ...(i === other?.at && other) };
    return { overlap, transition: overlap > 0 ? { type, duration: overlap / fps } : { type: 'cut' } };
  };
  let start = 0;
  const entries = clips.map((clip, i) => {
    const join = joinOf(i);
    const entry = {
      segment: `s${i}`,
      scene: 'bench',
      footage: { kind: 'clip', job: `j${i}`, fingerprint: `f${i}`, ...(clip && { clip }) },
      start,
      frames,
      sourceStart: 0,
      ...join,
      fit: 'pad',
      speaks: false,
    };
    start += frames - join.overlap;
    return entry;
  });
  const length = entries.at(-1).start + frames;
  return {
    timeline: { fps, entries, frames: length, chapters: [], captions: [], narration: [], cues: [] },
    size,
    sound,
    burnCaptions: false,
    quality: 'full',
    title: 'Bench',
  };
}

export const roomIn = (folder) => ({
  tools,
  bring: async (hash) => ({ ok: true, value: join(folder, 'clips', hash) }),
  cacheFolder: join(folder, 'cache'),
  readAsset: () => undefined,
  used: new Map(),
  asked: new Set(),
  workFolder: join(folder, 'work'),
  emit: () => undefined,
  signal: new AbortController().signal,
});

/** Cuts a film as `order` says: a process is given it as JSON. `more`: what else is in the room. */
export async function cut({ folder, ahead = false, ...order }, more = {}) {
  const cutting = { ...roomIn(folder), ...more, film: filmOf(order) };
  if (ahead) return renderAhead(cutting);
  const done = await stitch(cutting, join(folder, 'storycut.mp4'), { partial: false });
  if (!done.ok) throw new Error(done.error.map(({ message }) => message).join('\n'));
  return done.value;
}

/**
 * Names of clips in the folder's store: a handful of kinds, each told apart by a few bytes behind its end.
 * `args` encode the picture.
 */
export async function makeClips(folder, { count, seconds, args, noise = 60, seed = 0, kinds = 4 }) {
  await mkdir(join(folder, 'clips'), { recursive: true });
  const made = [];
  for (let kind = 0; kind < Math.min(kinds, count); kind++) {
    const file = join(folder, `made-${seed}-${kind}.mp4`);
    await run(tools.ffmpeg.path, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', moving(seed * kinds + kind, seconds, noise)],
      ...['-f', 'lavfi', '-t', String(seconds), '-i', `sine=f=${220 * (kind + 1)}:r=48000`],
      ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709', '-color_primaries', 'bt709'],
      ...[
        '-color_trc',
        'bt709',
        '-color_range',
        'tv',
        ...args,
        '-c:a',
        'aac',
        '-ar',
        '48000',
        '-ac',
        '2',
        file,
      ],
    ]);
    made.push(file);
  }
  const clips = [];
  for (let i = 0; i < count; i++) clips.push(await adopt(folder, made[i % made.length], i));
  return clips;
}

/** A test picture that moves and turns its colours, with coarse noise over it: what encoders have to work on. */
const moving = (seed, seconds, noise) =>
  `testsrc=s=${size.width / 4}x${size.height / 4}:r=${fps},format=yuv420p,hue=h=t*${20 + 10 * seed},` +
  `noise=alls=${noise}:allf=t:all_seed=${seed},scale=${size.width}:${size.height},trim=end_frame=${seconds * fps}`;

export async function adopt(folder, file, number) {
  const draft = join(folder, 'clips', 'draft');
  await copyFile(file, draft);
  const free = Buffer.alloc(12);
  free.writeUInt32BE(12, 0);
  free.write('free', 4);
  free.writeUInt32BE(number, 8);
  await appendFile(draft, free);
  const hash = createHash('sha256');
  await pipeline(createReadStream(draft), hash);
  const name = hash.digest('hex');
  await rename(draft, join(folder, 'clips', name));
  return name;
}
