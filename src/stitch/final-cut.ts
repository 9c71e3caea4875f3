import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { exactRate } from '../media/encoding.ts';
import { type ParameterSets, writeAvcC } from '../media/mp4-avc.ts';
import type { Mp4PictureTrack } from '../media/mp4-index.ts';
import { pictureSamples, readFootage, readSound, soundSamples } from '../media/mp4-read.ts';
import { type Mp4Stream, writeMp4 } from '../media/mp4-write.ts';
import { settle } from './cache.ts';
import type { Run } from './copy.ts';
import type { Film } from './cutting-room.ts';
import { sampleAt } from './sound.ts';

/** AAC's samples in one packet. */
const packetSamples = 1024;

/**
 * Writes the film beside its place and moves it there when it is whole: an interrupted cut leaves the film
 * that was there. `sound` is an encoded file as long as the film.
 */
export async function writeFinalCut(
  runs: readonly Run[],
  header: ParameterSets,
  sound: string | undefined,
  film: Film,
  output: string,
  signal: AbortSignal,
): Promise<void> {
  const folder = dirname(output);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${sha256(output).slice(0, 16)}.part`);
  try {
    const streams = [pictureStream(runs, header, film), ...(sound ? [await soundStream(sound, film)] : [])];
    const file = await open(draft, 'w');
    await writeMp4(file, streams, film.title, signal).finally(() => file.close());
    await check(draft, film);
    await settle(draft, output);
  } finally {
    await rm(draft, { force: true });
  }
}

function pictureStream(runs: readonly Run[], header: ParameterSets, film: Film): Mp4Stream {
  const { num, den } = exactRate(film.timeline.fps);
  // Fine enough for players that take milliseconds from it, and every frame is whole in it.
  const fine = Math.max(1, Math.ceil(10_000 / num));
  const frames = runs.reduce((sum, run) => sum + run.shows.length, 0);
  const sizes = new Uint32Array(frames);
  const shows = new Int32Array(frames);
  const keys: number[] = [];
  let at = 0;
  for (const { packets, index, shows: shown } of runs) {
    for (const [i, frame] of shown.entries()) {
      sizes[at + i] = packets.sizes[index + i] ?? 0;
      shows[at + i] = at + frame;
      if (packets.keys[index + i] === 1) keys.push(at + i);
    }
    at += shown.length;
  }
  // Frames are decoded in another order than shown, so all are shown later by the most that one must wait.
  const wait = shows.reduce((most, frame, i) => Math.max(most, i - frame), 0);
  const track: Mp4PictureTrack = {
    kind: 'picture',
    timescale: num * fine,
    step: den * fine,
    lastStep: den * fine,
    skip: wait * den * fine,
    duration: frames * den * fine,
    size: film.size,
    avcC: writeAvcC(header),
    sizes,
    keys,
    delays: Uint16Array.from(shows, (frame, i) => frame - i + wait),
  };
  return { track, samples: samplesOf(runs) };
}

async function* samplesOf(runs: readonly Run[]): AsyncGenerator<Uint8Array> {
  for (const { file, packets, index, shows } of runs) {
    yield* pictureSamples(file, packets, index, shows.length);
  }
}

async function soundStream(file: string, film: Film): Promise<Mp4Stream> {
  const aac = await readSound(file);
  if (!aac) throw new Error(`${file} holds no AAC`);
  const duration = sampleAt(film.timeline.frames, film.timeline.fps);
  const count = Math.ceil((aac.priming + duration) / packetSamples);
  if (aac.sizes.length < count) throw new Error(`${file} holds ${aac.sizes.length} of ${count} packets`);
  return {
    track: {
      kind: 'sound',
      timescale: aac.rate,
      step: packetSamples,
      lastStep: aac.priming + duration - (count - 1) * packetSamples,
      skip: aac.priming,
      duration,
      config: aac.config,
      channels: aac.channels,
      sizes: aac.sizes.slice(0, count),
    },
    samples: soundSamples(file),
  };
}

/** Reads the film back as anyone would. */
async function check(file: string, film: Film): Promise<void> {
  const facts = await readFootage(file);
  const frames = facts?.avc?.times.length;
  if (frames !== film.timeline.frames || facts?.hasSound !== film.keepSound) {
    throw new Error(`the film reads back as ${frames} of ${film.timeline.frames} frames`);
  }
}
