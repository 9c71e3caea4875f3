import type { Place } from '../core/diagnostic.ts';
import { maskedSlice } from '../core/mask-keys.ts';

/** How much of a long source line is written, in characters, and how much of that is before the place. */
const widest = 1000;
const before = 200;

/** For `JSON.stringify`: of a long source line, writes only what is around the place, since many places may be on it. */
export function withShortLines(key: string, value: unknown): unknown {
  return key === 'place' && isPlace(value) ? shortened(value) : value;
}

function shortened(place: Place): Place & { readonly sourceColumn?: number } {
  if (place.source.length <= widest) return place;
  const from = Math.max(0, place.column - 1 - before);
  return {
    ...place,
    source: maskedSlice(place.source, from, from + widest),
    sourceColumn: from + 1,
  };
}

const isPlace = (value: unknown): value is Place =>
  value !== null && typeof value === 'object' && 'column' in value && 'source' in value;
