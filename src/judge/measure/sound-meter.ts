import { LoudnessMeter } from '../../stitch/sound/loudness-meter.ts';
import type { SoundFigures } from '../figures.ts';

/** Samples from here on are at full scale, which encoders may lower a little; those from `near` on are shortly below it. */
const full = 0.92;
const near = 0.8;

/** Measures sound, 100 ms after the other. */
export class SoundMeter {
  readonly #loudness = new LoudnessMeter();
  readonly #peak: number[] = [];
  readonly #full: number[] = [];
  readonly #near: number[] = [];

  /** 100 ms of interleaved stereo. */
  hear(sound: Float32Array): void {
    let [peak, atFull, nearFull] = [0, 0, 0];
    for (let i = 0; i < sound.length; i++) {
      const level = Math.abs(sound[i] ?? 0);
      if (level > peak) peak = level;
      if (level >= full) atFull++;
      else if (level >= near) nearFull++;
    }
    this.#loudness.add(sound);
    this.#peak.push(peak);
    this.#full.push(atFull);
    this.#near.push(nearFull);
  }

  figures(): SoundFigures {
    return {
      power: Float32Array.from(this.#loudness.steps),
      peak: Float32Array.from(this.#peak),
      full: Float32Array.from(this.#full),
      near: Float32Array.from(this.#near),
    };
  }
}
