import { attack, type Dip, type Passage, type Ramp, release } from './passage.ts';
import { factorOf } from './raw.ts';

/** dB by which music is lowered where it makes room. It stays audible, and words are understood. */
const depth = -12;

/** The gain of a passage at each sample from `first`: 1 is as recorded. */
export function fillEnvelope(envelope: Float32Array, { gain, ramps, dips }: Passage, first: number): void {
  envelope.fill(factorOf(gain));
  for (const ramp of ramps) applyRamp(envelope, ramp, first);
  for (const dip of dips) applyDip(envelope, dip, first);
}

function applyRamp(envelope: Float32Array, { kind, begin, end }: Ramp, first: number): void {
  const from = Math.max(0, begin - first);
  const to = Math.min(envelope.length, end - first);
  const angle = Math.PI / 2 / (end - begin);
  const offset = first - begin + 0.5;
  for (let i = from; i < to; i++) {
    const turned = (i + offset) * angle;
    envelope[i] = (envelope[i] ?? 0) * (kind === 'rise' ? Math.sin(turned) : Math.cos(turned));
  }
}

/** The level falls and rises evenly to the ear, in decibels, and smoothly at both ends. */
function applyDip(envelope: Float32Array, { begin, end }: Dip, first: number): void {
  const from = Math.max(0, begin - attack - first);
  const to = Math.min(envelope.length, end + release - first);
  const low = factorOf(depth);
  for (let i = from; i < to; i++) {
    const at = first + i;
    const share = at < begin ? 1 - (begin - at) / attack : at < end ? 1 : 1 - (at - end) / release;
    envelope[i] = (envelope[i] ?? 0) * (share === 1 ? low : low ** (0.5 - 0.5 * Math.cos(Math.PI * share)));
  }
}
