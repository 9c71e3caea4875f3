import type { CuttingRoom } from '../cutting-room.ts';
import { inTenths } from './level.ts';
import { LoudnessMeter, loudnessOf } from './loudness-meter.ts';
import { numbersOf } from './numbers.ts';
import { contentOf, type Mix } from './passage.ts';
import { type Master, play } from './play.ts';
import { PeakMeter } from './true-peak.ts';

/** Without a requested loudness, sound is unchanged, except where it exceeds full scale. */
export const untouched: Master = { gain: 0, ceiling: 0 };

/** LU that the film's loudness may be off without another correction, and the maximum number of corrections. */
const near = 0.2;
const corrections = 4;
/** The most dB by which the film is turned up or down, and the most that the limiter may take away: more is distortion. */
const most = 30;
const mostLost = 6;

/** How a film is brought to a loudness. */
export interface Mastered {
  readonly master: Master;
  /** The resulting loudness, in LUFS; undefined for a silent film. */
  readonly loudness: number | undefined;
  /** A loudness that is certainly attainable, if that is less than requested. */
  readonly attainable: number | undefined;
}

/**
 * Finds the settings that bring a film to a loudness without exceeding `ceiling`: measures it, turns it up by the difference,
 * and measures again if the limiter takes some of it away. Cached.
 */
export async function masterTo(
  target: number,
  ceiling: number,
  mix: Mix,
  room: CuttingRoom,
): Promise<Mastered> {
  const limits = { near, corrections, most, mostLost };
  const depends = {
    version: 2,
    target,
    ceiling,
    passages: contentOf(mix.passages),
    length: mix.length,
    limits,
  };
  const [gain = 0, loudness, attainable] = await numbersOf(room, depends, () =>
    search(target, ceiling, (master) => play(mix.passages, master, 0, mix.length, room.signal)),
  );
  return { master: { gain, ceiling }, loudness, attainable };
}

/** The gain in dB, the resulting loudness if any, and an attainable one if that differs. */
async function search(
  target: number,
  ceiling: number,
  played: (master: Master) => AsyncIterable<Float32Array>,
): Promise<readonly number[]> {
  const bare = await measure(played(bareSound));
  if (bare === undefined) return [0];
  let gain = inTenths(Math.max(-most, Math.min(most, target - bare.loudness)));
  const reached = (loudness: number): readonly number[] =>
    Math.abs(target - loudness) <= near
      ? [gain, loudness]
      : [gain, loudness, attainable(bare, ceiling, gain, loudness)];
  if (bare.peak + gain <= ceiling) return reached(bare.loudness + gain);
  const enough = gain + mostLost;
  for (let left = corrections; ; left--) {
    const loudness = (await loudnessOf(played({ gain, ceiling }))) ?? bare.loudness;
    const next = Math.min(enough, inTenths(gain + target - loudness));
    if (Math.abs(target - loudness) <= near || next === gain || left === 0) return reached(loudness);
    gain = next;
  }
}

/** A measurement: LUFS and dBTP. */
interface Measured {
  readonly loudness: number;
  readonly peak: number;
}

/**
 * A loudness that a film can certainly reach, if a gain lost more to the limiter than allowed: the limiter takes more of each
 * further dB.
 */
function attainable(bare: Measured, ceiling: number, gain: number, loudness: number): number {
  const lost = bare.loudness + gain - loudness;
  if (lost <= mostLost) return loudness;
  const free = ceiling - bare.peak;
  return bare.loudness + free + ((gain - free) * mostLost) / lost - mostLost;
}

const bareSound: Master = { gain: 0, ceiling: Number.POSITIVE_INFINITY };

/** Undefined for silence. */
async function measure(sound: AsyncIterable<Float32Array>): Promise<Measured | undefined> {
  const loudness = new LoudnessMeter();
  const peak = new PeakMeter();
  for await (const block of sound) {
    loudness.add(block);
    peak.add(block);
  }
  const integrated = loudness.integrated();
  return integrated === undefined ? undefined : { loudness: integrated, peak: peak.peak() };
}
