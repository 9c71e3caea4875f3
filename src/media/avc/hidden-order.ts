import type { AvcPackets } from '../footage-facts.ts';
import { withFile } from '../open-file.ts';
import { bitsOf } from './bits.ts';
import { typeOf, unitsOf, unitType } from './units.ts';

/** Samples that are looked into. Encoders that reorder pictures do so at once. */
const enough = 100;

/**
 * Whether an index says that pictures are shown as they are decoded, though some refer to later ones: some containers don't tell
 * when pictures are shown, and what is copied from them would go back and forth.
 */
export function hidesOrder(file: string, { times, offsets, sizes }: AvcPackets): Promise<boolean> {
  if (times.some((time, i) => i > 0 && time <= (times[i - 1] ?? 0))) return Promise.resolve(false);
  return withFile(file, async ({ read }) => {
    for (let i = 0; i < Math.min(enough, sizes.length); i++) {
      const sample = await read(offsets[i] ?? 0, sizes[i] ?? 0);
      if (unitsOf(sample).some(refersToLater)) return true;
    }
    return false;
  });
}

/** A slice of a B picture (H.264, 7.3.3). */
function refersToLater(unit: Uint8Array): boolean {
  if (typeOf(unit) !== unitType.slice) return false;
  const bits = bitsOf(unit.subarray(0, 32));
  bits.fixed(8);
  bits.unsigned();
  return bits.unsigned() % 5 === 1;
}
