import type { Soundtrack } from '../cutting-room.ts';
import type { Kept } from './decode.ts';
import { type Dip, dipsIn, edge, type Passage, type Ramp } from './passage.ts';
import { rate } from './raw.ts';

/** Samples over which looped music crossfades with itself: 1 s, or less for a short piece. */
const longestSeam = rate;

/** Music from the film's beginning to its end: cut to its length, or looped. */
export function musicPassages(
  { samples, file, lowered }: Kept,
  { volume, fadeIn, fadeOut }: NonNullable<Soundtrack['music']>,
  end: number,
  dips: readonly Dip[],
): readonly Passage[] {
  const seam = Math.min(longestSeam, Math.floor(samples / 4));
  const fades: readonly Ramp[] = [
    { kind: 'rise', begin: 0, end: Math.max(edge, Math.round(fadeIn * rate)) },
    { kind: 'fall', begin: end - Math.max(edge, Math.round(fadeOut * rate)), end },
  ];
  const passages: Passage[] = [];
  let stop = 0;
  for (let start = 0; stop < end; start += samples - seam) {
    stop = start + samples;
    const ramps: Ramp[] = [...fades];
    if (start > 0) ramps.push({ kind: 'rise', begin: start, end: start + seam });
    if (stop < end) ramps.push({ kind: 'fall', begin: stop - seam, end: stop });
    passages.push({
      file,
      start,
      end: Math.min(stop, end),
      from: 0,
      gain: volume + lowered,
      ramps,
      dips: dipsIn(dips, start, stop),
    });
  }
  return passages;
}
