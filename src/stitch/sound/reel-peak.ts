import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, type Result } from '../../core/result.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { tableOf } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { recallNumbers, rememberNumbers } from './numbers.ts';
import { blockSamples, mixedSound, readRaw } from './raw.ts';
import { packetSamples, type SoundRun } from './reel.ts';
import { PeakMeter } from './true-peak.ts';

/** A reel's peak in dBTP after decoding, since decoded AAC sometimes exceeds its source. Cached. */
export async function peakOfReel(
  { file, index, count }: SoundRun,
  room: CuttingRoom,
): Promise<Result<number, FfmpegFailure>> {
  const depends = { version: 1, peakOf: basename(file), index, count };
  const [before] = (await recallNumbers(room, depends)) ?? [];
  if (before !== undefined) return ok(before);
  // Equal reels are one file, and may be read at the same time.
  const raw = join(tableOf(room), `${randomUUID()}.pcm`);
  const job = { inputs: [{ file }], args: mixedSound, output: raw };
  const decoded = await runFfmpeg(room.tools, job, { signal: room.signal });
  if (!decoded.ok) return decoded;
  const peak = await measure(raw, index * packetSamples, (index + count) * packetSamples, room.signal);
  await rm(raw);
  // Silence is infinitely far below full scale, and JSON has no infinity.
  await rememberNumbers(room, depends, [Math.max(-200, peak)]);
  return ok(peak);
}

async function measure(raw: string, begin: number, end: number, signal: AbortSignal): Promise<number> {
  const meter = new PeakMeter();
  const room = new Float32Array(2 * blockSamples);
  for (let at = begin; at < end; at += blockSamples) {
    signal.throwIfAborted();
    const block = room.subarray(0, 2 * Math.min(blockSamples, end - at));
    await readRaw(raw, at, block);
    meter.add(block);
  }
  return meter.peak();
}
