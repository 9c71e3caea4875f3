import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../core/result.ts';
import { sound } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { type AacPackets, readSound } from '../../media/read-sound.ts';
import { cached, makeFile, tableOf } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { limiterReach } from './limiter.ts';
import { contentOf, type Mix, windowOf } from './passage.ts';
import { type Master, play } from './play.ts';
import { mixedSound } from './raw.ts';

/** Samples per AAC packet. */
export const packetSamples = 1024;
/** The length of a reel, about 30 s: cores share the film's reels, and a change costs one of them. */
const reelPackets = 1400;
/**
 * Packets that are encoded before and after a reel and discarded. An AAC packet is only complete with its neighbours, and the
 * encoder looks back and ahead; with these packets, the next reel continues seamlessly.
 */
const before = 8;
const after = 2;

/** A run of packets of an AAC file. */
export interface SoundRun {
  readonly file: string;
  readonly packets: AacPackets;
  readonly index: number;
  readonly count: number;
}

/** Packets of the film, from `first` to before `last`. */
export interface Reel {
  readonly first: number;
  readonly last: number;
}

/** Divides a film of this many samples into reels. */
export function reelsOf(samples: number): readonly Reel[] {
  // One more than the samples fill: a packet is only complete with the next one.
  const count = Math.ceil(samples / packetSamples) + 1;
  return Array.from({ length: Math.ceil(count / reelPackets) }, (_, reel) => ({
    first: reel * reelPackets,
    last: Math.min(count, (reel + 1) * reelPackets),
  }));
}

/** The samples of a film of this length that the packets of a reel hang on. */
export function windowOfReel(reel: Reel, length: number): { readonly begin: number; readonly end: number } {
  const { begin, end } = encodedWith(reel, length);
  return { begin: begin - limiterReach, end: end + limiterReach };
}

const encodedWith = ({ first, last }: Reel, length: number): { begin: number; end: number } => ({
  begin: Math.max(0, first - before) * packetSamples,
  end: Math.min(length, (last + after) * packetSamples),
});

/** The packets of a reel. Cached. */
export async function encodeReel(
  reel: Reel,
  { passages, length }: Mix,
  master: Master,
  room: CuttingRoom,
): Promise<Result<SoundRun, FfmpegFailure>> {
  const { first, last } = reel;
  const { begin, end } = encodedWith(reel, length);
  const window = windowOfReel(reel, length);
  const heard = windowOf(passages, window.begin, window.end);
  const samples = end - begin;
  const { version } = room.tools.ffmpeg;
  const depends = { version: 2, heard: contentOf(heard), samples, master, sound, ffmpeg: version };
  const file = cached(room, 'sound', depends, 'm4a');
  const index = first - begin / packetSamples;
  const there = await readReel(file, index, last - first);
  if (there) return ok(there);
  const made = await makeFile<FfmpegFailure>(room, file, async (output) => {
    const raw = join(tableOf(room), `reel-${first}.pcm`);
    const handle = await open(raw, 'w');
    const blocks = play(heard, master, limiterReach, limiterReach + samples, room.signal);
    await write(handle, blocks).finally(() => handle.close());
    const args = [...sound, '-f', 'mp4', '-fflags', '+bitexact'];
    const job = { inputs: [{ file: raw, args: mixedSound }], args, output };
    return runFfmpeg(room.tools, job, { signal: room.signal }).finally(() => rm(raw));
  });
  if (!made.ok) return made;
  const run = await readReel(file, index, last - first);
  if (!run) throw new Error('the AAC encoder makes different packets than before');
  return ok(run);
}

async function write(file: FileHandle, blocks: AsyncIterable<Float32Array>): Promise<void> {
  for await (const block of blocks) {
    await file.write(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
  }
}

/** Undefined if missing, damaged, or with another packet layout. */
async function readReel(file: string, index: number, count: number): Promise<SoundRun | undefined> {
  const packets = await readSound(file).catch(() => undefined);
  const right = packets?.priming === packetSamples && packets.sizes.length >= index + count;
  return right ? { file, packets, index, count } : undefined;
}
