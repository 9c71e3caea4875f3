import { type FileHandle, open } from 'node:fs/promises';
import { exactRate } from '../../core/rates.ts';

/**
 * The working format of sound: 48 kHz, interleaved stereo. A sample is one moment of both channels. It is stored as
 * 16-bit integers and mixed as fractions of full scale.
 */
export const rate = 48_000;
export const keptSound: readonly string[] = ['-f', 's16le', '-ar', String(rate), '-ac', '2'];
export const mixedSound: readonly string[] = ['-f', 'f32le', '-ar', String(rate), '-ac', '2'];

/** The length of a file of kept sound. */
export const bytesOf = (samples: number): number => samples * 4;
export const samplesIn = (bytes: number): number => Math.floor(bytes / 4);

/** The sample at which a frame begins. Counted from the film's beginning, so that rounding doesn't accumulate. */
export function sampleAt(frame: number, fps: number): number {
  const { num, den } = exactRate(fps);
  return Math.round((frame * rate * den) / num);
}

/** A number of samples that is enough for this many frames, anywhere in the film. */
export const samplesOf = (frames: number, fps: number): number => sampleAt(frames, fps) + 1;

/** Reads as much raw sound as fits `into`, from a sample on. Beyond the end of the file it is silent. */
export async function readRaw(file: string, from: number, into: Int16Array | Float32Array): Promise<void> {
  const handle = await open(file);
  await fill(into, handle, from).finally(() => handle.close());
}

async function fill(into: Int16Array | Float32Array, handle: FileHandle, from: number): Promise<void> {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from * 2 * into.BYTES_PER_ELEMENT);
  bytes.fill(0, bytesRead);
}

/** Samples per block: one second, which takes a few milliseconds and little memory. */
export const blockSamples = 48_000;

/** Kept sound from beginning to end, block by block, as fractions of full scale; each block overwrites the one before. */
export async function* blocksOf(
  file: string,
  samples: number,
  signal: AbortSignal,
): AsyncGenerator<Float32Array> {
  const most = 2 * Math.min(blockSamples, samples);
  const kept = new Int16Array(most);
  const block = new Float32Array(most);
  const handle = await open(file);
  try {
    for (let at = 0; at < samples; at += blockSamples) {
      signal.throwIfAborted();
      const count = 2 * Math.min(blockSamples, samples - at);
      await fill(kept.subarray(0, count), handle, at);
      for (let i = 0; i < count; i++) block[i] = (kept[i] ?? 0) / fullScale;
      yield block.subarray(0, count);
    }
  } finally {
    await handle.close();
  }
}

/** The integer that corresponds to full scale. */
export const fullScale = 32_768;

/** Decibels → factor. */
export const factorOf = (decibels: number): number => 10 ** (decibels / 20);
