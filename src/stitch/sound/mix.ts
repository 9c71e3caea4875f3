import { fillEnvelope } from './envelope.ts';
import { dipsIn, type Passage } from './passage.ts';
import { factorOf, fullScale, readRaw } from './raw.ts';

/**
 * Fills `mixed` with what is heard from a sample on, as fractions of full scale; sums may exceed 1. Where nothing is heard it
 * is silent. `spare` has room for at least as much kept sound.
 */
export async function mix(
  mixed: Float32Array,
  passages: readonly Passage[],
  begin: number,
  spare: Int16Array,
): Promise<void> {
  const end = begin + mixed.length / 2;
  mixed.fill(0);
  for (const passage of passages) {
    const start = Math.max(passage.start, begin);
    const stop = Math.min(passage.end, end);
    if (start >= stop) continue;
    const kept = spare.subarray(0, 2 * (stop - start));
    await readRaw(passage.file, passage.from + start - passage.start, kept);
    const into = mixed.subarray(2 * (start - begin), 2 * (stop - begin));
    // Rounded like envelopes, so that both ways of computing a sample agree.
    if (isEven(passage, start, stop)) addEvenly(into, kept, Math.fround(factorOf(passage.gain)) / fullScale);
    else addShaped(into, kept, passage, start);
  }
}

const isEven = ({ ramps, dips }: Passage, start: number, stop: number): boolean =>
  ramps.every(({ begin, end }) => end <= start || begin >= stop) && dipsIn(dips, start, stop).length === 0;

function addEvenly(into: Float32Array, kept: Int16Array, factor: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + (kept[i] ?? 0) * factor;
}

function addShaped(into: Float32Array, kept: Int16Array, passage: Passage, start: number): void {
  const envelope = new Float32Array(into.length / 2);
  fillEnvelope(envelope, passage, start);
  for (let i = 0; i < envelope.length; i++) {
    const factor = (envelope[i] ?? 0) / fullScale;
    into[2 * i] = (into[2 * i] ?? 0) + (kept[2 * i] ?? 0) * factor;
    into[2 * i + 1] = (into[2 * i + 1] ?? 0) + (kept[2 * i + 1] ?? 0) * factor;
  }
}
