import { open, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { sound } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { type AacPackets, readSound } from '../../media/mp4-read.ts';
import { cached, makeFile, tableOf } from '../cache.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import { inParallel } from '../parallel.ts';
import type { Cutting } from '../picture/pieces.ts';
import { cutFailed, type Problems, stopped } from '../problems.ts';
import { bytesPerSample, decodeSound, rawSound, type SoundPiece } from './sound.ts';

/** Samples that one AAC packet stands for. */
export const packetSamples = 1024;
/** A reel is encoded at a time: about 30 s, so that cores share the film and a change costs one reel. */
const reelPackets = 1400;
/**
 * Packets encoded before and after a reel and thrown away. An AAC packet is heard only together with its
 * neighbours, and the encoder looks at what was and what comes; with these, the next reel's goes on from it.
 */
const before = 8;
const after = 2;
/** Faded in and out at each cut, in samples: 3 ms, too short to be heard, long enough not to click. */
const fade = 144;

/** A run of packets of an AAC file. */
export interface SoundRun {
  readonly file: string;
  readonly packets: AacPackets;
  readonly index: number;
  readonly count: number;
}

/**
 * The film's sound, as packets that follow each other as if they had been encoded as one. Each piece's is
 * decoded and laid out to the sample first: AAC that is joined by copying grows by the encoder's delay at
 * each cut, and drifts away from the picture.
 */
export async function renderSound(
  cuttings: readonly Cutting[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<readonly SoundRun[], Problems>> {
  const cores = availableParallelism();
  const pieces = await inParallel(cuttings, cores, (cutting) => decodeSound(cutting, film, room, signal));
  if (!pieces.ok) return pieces;
  const samples = pieces.value.at(-1)?.end ?? 0;
  // One more than the samples fill: what a packet stands for is heard with the next one.
  const count = Math.ceil(samples / packetSamples) + 1;
  const reels = Array.from({ length: Math.ceil(count / reelPackets) }, (_, reel) => reel * reelPackets);
  const runs = await inParallel(reels, cores, (first) =>
    encodeReel(pieces.value, first, Math.min(count, first + reelPackets), room, signal),
  );
  if (runs.ok) return runs;
  return runs.error.aborted ? stopped : err([cutFailed(runs.error.message)]);
}

/** The packets from `first` to before `last`. Cached. */
async function encodeReel(
  all: readonly SoundPiece[],
  first: number,
  last: number,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<SoundRun, FfmpegFailure>> {
  const begin = Math.max(0, first - before) * packetSamples;
  const end = Math.min(all.at(-1)?.end ?? 0, (last + after) * packetSamples);
  const pieces = all.filter((piece) => piece.start < end && piece.end > begin);
  const depends = {
    version: 1,
    pieces: pieces.map(({ start, end, file }) => [start - begin, end - begin, file && basename(file)]),
    samples: end - begin,
    sound,
    fade,
    ffmpeg: room.tools.ffmpeg.version,
  };
  const file = cached(room, 'sound', depends, 'm4a');
  const index = first - begin / packetSamples;
  const there = await readReel(file, index, last - first);
  if (there) return ok(there);
  const made = await makeFile<FfmpegFailure>(room, file, async (output) => {
    const raw = join(tableOf(room), `reel-${first}.pcm`);
    await writeFile(raw, await layOut(pieces, begin, end));
    const args = [...sound, '-f', 'mp4', '-fflags', '+bitexact'];
    return runFfmpeg(room.tools, { inputs: [{ file: raw, args: rawSound }], args, output }, { signal });
  });
  if (!made.ok) return made;
  const reel = await readReel(file, index, last - first);
  if (!reel) throw new Error('the AAC encoder makes other packets than it used to');
  return ok(reel);
}

/** Undefined: not there, or damaged, or not what the packets are counted by. */
async function readReel(file: string, index: number, count: number): Promise<SoundRun | undefined> {
  const packets = await readSound(file).catch(() => undefined);
  const right = packets?.priming === packetSamples && packets.sizes.length >= index + count;
  return right ? { file, packets, index, count } : undefined;
}

/** The film's raw sound from one sample to before another. Where nothing is put, it is silent. */
async function layOut(pieces: readonly SoundPiece[], begin: number, end: number): Promise<Buffer> {
  const reel = Buffer.alloc((end - begin) * bytesPerSample);
  for (const { start, end: stop, file } of pieces) {
    if (file === undefined) continue;
    const from = Math.max(start, begin);
    const to = Math.min(stop, end);
    const part = reel.subarray((from - begin) * bytesPerSample, (to - begin) * bytesPerSample);
    const handle = await open(file);
    await handle.read(part, 0, part.length, (from - start) * bytesPerSample).finally(() => handle.close());
    fadeEdges(part, from - start, stop - start);
  }
  return reel;
}

/** Turns down the samples at the ends of a piece of `length` samples, of which `part` holds those from `first`. */
function fadeEdges(part: Buffer, first: number, length: number): void {
  for (let edge = 0; edge < fade; edge++) {
    for (const sample of [edge - first, length - 1 - edge - first]) {
      const at = sample * bytesPerSample;
      if (at < 0 || at >= part.length) continue;
      for (const side of [at, at + 2]) {
        part.writeInt16LE(Math.round((part.readInt16LE(side) * edge) / fade), side);
      }
    }
  }
}
