import { bitsOf } from './bits.ts';

/** What a picture parameter set says of the slices that refer to it (H.264, 7.3.2.2). */
export interface PictureSetFacts {
  readonly sequence: number;
  /** Whether slices are coded arithmetically (CABAC). */
  readonly arithmetic: boolean;
  /** Whether slices say how far a picture's fields are apart. */
  readonly fields: boolean;
  readonly groups: number;
  /** How many pictures a slice refers to if it doesn't say. */
  readonly references: readonly [number, number];
  readonly weighted: boolean;
  readonly weightedBoth: boolean;
  readonly deblocking: boolean;
  readonly redundant: boolean;
}

/** Undefined if slices are divided into groups. */
export function readPictureSet(unit: Uint8Array): PictureSetFacts | undefined {
  const bits = bitsOf(unit.subarray(1));
  bits.unsigned();
  const sequence = bits.unsigned();
  const arithmetic = bits.flag();
  const fields = bits.flag();
  const groups = bits.unsigned() + 1;
  if (groups > 1) return undefined;
  const references = [bits.unsigned() + 1, bits.unsigned() + 1] as const;
  const weighted = bits.flag();
  const weightedBoth = bits.fixed(2) === 1;
  for (let i = 0; i < 3; i++) bits.signed();
  const deblocking = bits.flag();
  bits.flag();
  const redundant = bits.flag();
  return { sequence, arithmetic, fields, groups, references, weighted, weightedBoth, deblocking, redundant };
}
