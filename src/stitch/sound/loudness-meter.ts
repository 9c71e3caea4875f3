import { rate } from './raw.ts';

/**
 * Loudness as EBU R 128 and ITU-R BS.1770-4 define it. Sound is weighted like human hearing, its power is measured over
 * 400 ms every 100 ms, and parts that are too quiet are gated out.
 */
export class LoudnessMeter {
  /** Power of each 100 ms so far. */
  readonly #steps: number[] = [];
  readonly #left = newWeighting();
  readonly #right = newWeighting();
  #power = 0;
  #filled = 0;

  /** Adds sound that follows what was added before: interleaved stereo, as fractions of full scale. */
  add(sound: Float32Array): void {
    const samples = sound.length / 2;
    for (let at = 0; at < samples; ) {
      const count = Math.min(step - this.#filled, samples - at);
      this.#power += weigh(sound, 2 * at, count, this.#left) + weigh(sound, 2 * at + 1, count, this.#right);
      this.#filled += count;
      at += count;
      if (this.#filled === step) {
        this.#steps.push(this.#power / step);
        this.#power = 0;
        this.#filled = 0;
      }
    }
  }

  integrated(): number | undefined {
    return integratedOf(this.#steps);
  }

  /** Weighted power of each whole 100 ms of it. */
  get steps(): readonly number[] {
    return this.#steps;
  }
}

/** LUFS of sound, by the weighted power of each 100 ms; undefined if none of it counts: silence, or less than 400 ms. */
export function integratedOf(steps: readonly number[]): number | undefined {
  const blocks = steps.slice(3).map((_, i) => mean(steps.slice(i, i + 4)));
  const heard = blocks.filter((power) => levelOf(power) > absoluteGate);
  if (heard.length === 0) return undefined;
  const gate = levelOf(mean(heard)) + relativeGate;
  return levelOf(mean(heard.filter((power) => levelOf(power) > gate)));
}

/** The same for sound that comes in blocks. */
export async function loudnessOf(sound: AsyncIterable<Float32Array>): Promise<number | undefined> {
  const meter = new LoudnessMeter();
  for await (const block of sound) meter.add(block);
  return meter.integrated();
}

/** Samples in 100 ms. */
const step = rate / 10;
/** LUFS below which a block is silence, and LU below the mean of the others at which it is a pause. */
const absoluteGate = -70;
const relativeGate = -10;

const levelOf = (power: number): number => -0.691 + 10 * Math.log10(power);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The two filters' memories, for one side. */
const newWeighting = (): Float64Array => new Float64Array(4);

/** A head's boost of high frequencies and the ear's deafness to low ones: BS.1770-4, tables 1 and 2, for 48 kHz. */
const head = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
};
const ear = { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 };

/** The power of one side's samples, every other one from `first`, weighted. */
function weigh(sound: Float32Array, first: number, count: number, memory: Float64Array): number {
  let [h1 = 0, h2 = 0, e1 = 0, e2 = 0] = memory;
  let power = 0;
  for (let i = first, last = first + 2 * count; i < last; i += 2) {
    const heard = sound[i] ?? 0;
    const boosted = head.b0 * heard + h1;
    h1 = head.b1 * heard - head.a1 * boosted + h2;
    h2 = head.b2 * heard - head.a2 * boosted;
    const weighted = boosted + e1;
    e1 = ear.b1 * boosted - ear.a1 * weighted + e2;
    e2 = boosted - ear.a2 * weighted;
    power += weighted * weighted;
  }
  // Endless decay leads to denormal numbers, which are slow to compute with.
  memory[0] = settled(h1);
  memory[1] = settled(h2);
  memory[2] = settled(e1);
  memory[3] = settled(e2);
  return power;
}

const settled = (value: number): number => (Math.abs(value) < 1e-30 ? 0 : value);
