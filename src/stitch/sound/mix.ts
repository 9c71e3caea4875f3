import { fillEnvelope } from './envelope.ts';
import type { Part } from './part.ts';
import { factorOf, fullScale, readRaw } from './raw.ts';

/**
 * Adds up what is heard between two samples, as fractions of full scale that may be more than 1. Where nothing is
 * heard it is silent.
 */
export async function mix(parts: readonly Part[], begin: number, end: number): Promise<Float32Array> {
  const mixed = new Float32Array(2 * (end - begin));
  for (const part of parts) {
    const start = Math.max(part.start, begin);
    const stop = Math.min(part.end, end);
    if (start >= stop) continue;
    const kept = new Int16Array(2 * (stop - start));
    await readRaw(part.file, part.from + start - part.start, kept);
    const into = mixed.subarray(2 * (start - begin), 2 * (stop - begin));
    // Rounded as envelopes are, so that it makes no difference which way a sample goes.
    if (isEven(part, start, stop)) addEvenly(into, kept, Math.fround(factorOf(part.gain)) / fullScale);
    else addShaped(into, kept, part, start);
  }
  return mixed;
}

const isEven = ({ ramps, dips }: Part, start: number, stop: number): boolean =>
  dips.length === 0 && ramps.every(({ begin, end }) => end <= start || begin >= stop);

function addEvenly(into: Float32Array, kept: Int16Array, factor: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + (kept[i] ?? 0) * factor;
}

function addShaped(into: Float32Array, kept: Int16Array, part: Part, start: number): void {
  const envelope = new Float32Array(into.length / 2);
  fillEnvelope(envelope, part, start);
  for (let i = 0; i < envelope.length; i++) {
    const factor = (envelope[i] ?? 0) / fullScale;
    into[2 * i] = (into[2 * i] ?? 0) + (kept[2 * i] ?? 0) * factor;
    into[2 * i + 1] = (into[2 * i + 1] ?? 0) + (kept[2 * i + 1] ?? 0) * factor;
  }
}
