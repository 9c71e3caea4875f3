import { bitsOf } from './bits.ts';
import { typeOf, unitsOf, unitType } from './units.ts';

/**
 * H.264's headers (ITU-T H.264, ISO/IEC 14496-15), which are needed to decode a stream's samples. A sample refers to a
 * picture parameter set by number, and that refers to a sequence parameter set. Streams can be concatenated if no number
 * means different things in them.
 */
export interface ParameterSets {
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  /** NAL units by number. */
  readonly sequence: ReadonlyMap<number, Uint8Array>;
  readonly picture: ReadonlyMap<number, Uint8Array>;
}

/** The content of an avcC box. Undefined if it is damaged, or if sample lengths don't take 4 bytes. */
export function readAvcC(avcC: Uint8Array): ParameterSets | undefined {
  const [version, profile = 0, compatibility = 0, level = 0, lengthSize = 0] = avcC;
  if (version !== 1 || (lengthSize & 3) !== 3) return undefined;
  const sequence = new Map<number, Uint8Array>();
  const picture = new Map<number, Uint8Array>();
  let at = 5;
  const readSets = (count: number, into: Map<number, Uint8Array>, skip: number): boolean => {
    for (let i = 0; i < count; i++) {
      const length = (avcC[at] ?? 0) * 256 + (avcC[at + 1] ?? 0);
      const unit = avcC.slice(at + 2, at + 2 + length);
      if (length === 0 || unit.length < length) return false;
      into.set(bitsOf(unit.subarray(1 + skip)).unsigned(), unit);
      at += 2 + length;
    }
    return true;
  };
  if (!readSets((avcC[at++] ?? 0) & 31, sequence, 3)) return undefined;
  if (!readSets(avcC[at++] ?? 0, picture, 0)) return undefined;
  if (sequence.size === 0 || picture.size === 0) return undefined;
  return { profile, compatibility, level, sequence, picture };
}

/** One header for both streams, or undefined if a number means something different in each. */
export function mergeParameterSets(a: ParameterSets, b: ParameterSets): ParameterSets | undefined {
  const sequence = mergeNumbered(a.sequence, b.sequence);
  const picture = mergeNumbered(a.picture, b.picture);
  if (sequence === undefined || picture === undefined) return undefined;
  return {
    profile: Math.max(a.profile, b.profile),
    compatibility: a.compatibility & b.compatibility,
    level: Math.max(a.level, b.level),
    sequence,
    picture,
  };
}

function mergeNumbered(
  a: ReadonlyMap<number, Uint8Array>,
  b: ReadonlyMap<number, Uint8Array>,
): ReadonlyMap<number, Uint8Array> | undefined {
  for (const [number, unit] of b) {
    const other = a.get(number);
    if (other && Buffer.compare(other, unit) !== 0) return undefined;
  }
  return new Map([...a, ...b]);
}

/** The content of an avcC box, as `readAvcC` reads it. */
export function writeAvcC(sets: ParameterSets): Uint8Array {
  const units = (of: ReadonlyMap<number, Uint8Array>): Uint8Array[] =>
    [...of]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([, unit]) => [Uint8Array.of(unit.length >> 8, unit.length & 255), unit]);
  const high = sets.profile >= 100 ? [Uint8Array.of(0xfd, 0xf8, 0xf8, 0)] : [];
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.of(1, sets.profile, sets.compatibility, sets.level, 0xff, 0xe0 | sets.sequence.size),
      ...units(sets.sequence),
      Uint8Array.of(sets.picture.size),
      ...units(sets.picture),
      ...high,
    ]),
  );
}

/**
 * Whether a sample is an IDR picture, with which decoding can begin, and contains no headers except known ones. Other headers
 * would change the meaning of the samples after it.
 */
export function beginsAnew(sample: Uint8Array, sets: ParameterSets): boolean {
  const known = [...sets.sequence.values(), ...sets.picture.values()];
  const units = unitsOf(sample);
  return (
    units.some((unit) => typeOf(unit) === unitType.idr) &&
    units
      .filter((unit) => typeOf(unit) === unitType.sequence || typeOf(unit) === unitType.picture)
      .every((unit) => known.some((other) => Buffer.compare(unit, other) === 0))
  );
}
