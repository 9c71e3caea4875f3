import type { CuttingRoom } from '../cutting-room.ts';
import { inTenths } from './level.ts';
import { LoudnessMeter } from './loudness-meter.ts';
import { numbersOf } from './numbers.ts';
import { contentOf, type Part } from './part.ts';
import { type Master, play } from './play.ts';

/** Sound that nobody asked a loudness of is left alone, but for what has no room below full scale. */
export const untouched: Master = { gain: 0, ceiling: 0 };

/** dB below full scale: as far below the −1 dB that EBU R 128 allows as AAC has been seen to overshoot. */
const ceiling = -2;
/** LU that the film's loudness may be off before it is corrected once more, and how often it is. */
const near = 0.1;
const corrections = 4;
/** dB that the film is turned up or down at most, and LU of it that may go lost in the limiter: more is distortion. */
const most = 30;
const mostLost = 6;

/** LUFS that the film gets to, undefined for a silent one, and how. */
export interface Mastered {
  readonly master: Master;
  readonly loudness: number | undefined;
}

/**
 * Finds what brings a film to a loudness: it is measured as it is, turned up by what is missing, and measured again,
 * since the limiter takes some of it away. Cached.
 */
export async function masterTo(
  target: number,
  parts: readonly Part[],
  length: number,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Mastered> {
  const limits = { ceiling, near, corrections, most, mostLost };
  const depends = { version: 1, target, parts: contentOf(parts), length, limits };
  const [gain = 0, loudness] = await numbersOf(room, depends, async () => {
    const heard = (gain: number): Promise<number | undefined> =>
      measure(parts, length, { gain, ceiling }, signal);
    return search(target, heard);
  });
  return { master: { gain, ceiling }, loudness };
}

/** The gain, and the loudness that it leads to where there is any. */
async function search(
  target: number,
  heard: (gain: number) => Promise<number | undefined>,
): Promise<readonly number[]> {
  let gain = 0;
  let loudness = await heard(gain);
  if (loudness === undefined) return [gain];
  const enough = Math.min(most, target - loudness + mostLost);
  for (let i = 0; i < corrections && Math.abs(target - loudness) > near; i++) {
    const next = inTenths(Math.max(-most, Math.min(enough, gain + target - loudness)));
    if (next === gain) break;
    gain = next;
    loudness = (await heard(gain)) ?? loudness;
  }
  return [gain, loudness];
}

async function measure(
  parts: readonly Part[],
  length: number,
  master: Master,
  signal: AbortSignal,
): Promise<number | undefined> {
  const meter = new LoudnessMeter();
  for await (const block of play(parts, master, 0, length, signal)) meter.add(block);
  return meter.integrated();
}
