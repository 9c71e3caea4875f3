import type { Size } from '../../core/frames.ts';
import { type Bits, bitsOf } from './bits.ts';

export interface SequenceFacts {
  readonly profile: number;
  /** 1 is 4:2:0. */
  readonly chroma: number;
  readonly bitDepth: number;
  readonly progressive: boolean;
  /** After cropping. */
  readonly size: Size;
  /** Whether rows at the top or columns on the left are cropped. */
  readonly cropsFirst: boolean;
  /** The width of a pixel divided by its height, as far as the header says. */
  readonly pixel: number;
  readonly colour: ColourFacts;
  readonly numbering: Numbering;
}

/** How pictures are numbered, so that slices can say which pictures they refer to. */
interface Numbering {
  /** Bits of a picture's number. */
  readonly frameBits: number;
  /** How the order in which pictures are shown is coded: 0, 1 or 2. */
  readonly order: number;
  /** Bits of a picture's place in that order, if it is coded as 0. */
  readonly orderBits: number;
  /** How many pictures a decoder keeps to refer to. */
  readonly kept: number;
  /** Whether numbers may be left out. */
  readonly gaps: boolean;
}

/** How colours are coded, by the numbers of ITU-T H.273. Undefined if not specified. */
export interface ColourFacts {
  readonly fullRange?: boolean;
  readonly transfer?: number;
  readonly matrix?: number;
}

/** Reads a sequence parameter set (H.264, 7.3.2.1.1). */
export function readSequence(unit: Uint8Array): SequenceFacts {
  const profile = unit[1] ?? 0;
  const bits = bitsOf(unit.subarray(4));
  bits.unsigned();
  let chroma = 1;
  let bitDepth = 8;
  if (highProfiles.has(profile)) {
    chroma = bits.unsigned();
    if (chroma === 3) bits.flag();
    bitDepth = 8 + Math.max(bits.unsigned(), bits.unsigned());
    bits.flag();
    if (bits.flag()) skipScaling(bits, chroma === 3 ? 12 : 8);
  }
  const frameBits = bits.unsigned() + 4;
  const order = bits.unsigned();
  const orderBits = order === 0 ? bits.unsigned() + 4 : 0;
  if (order === 1) {
    bits.flag();
    bits.signed();
    bits.signed();
    for (let left = bits.unsigned(); left > 0 && !bits.ended(); left--) bits.signed();
  }
  const kept = bits.unsigned();
  const gaps = bits.flag();
  const numbering: Numbering = { frameBits, order, orderBits, kept, gaps };
  const width = 16 * (bits.unsigned() + 1);
  const rows = bits.unsigned() + 1;
  const progressive = bits.flag();
  const height = 16 * rows * (progressive ? 1 : 2);
  if (!progressive) bits.flag();
  bits.flag();
  const crop = bits.flag()
    ? [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()]
    : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (progressive ? 1 : 2);
  const size = { width: width - unitX * (left + right), height: height - unitY * (top + bottom) };
  const more = bits.flag() ? readUsability(bits) : { pixel: 1, colour: {} };
  const cropsFirst = left > 0 || top > 0;
  return { profile, chroma, bitDepth, progressive, size, cropsFirst, numbering, ...more };
}

/** Width divided by height, by the numbers of H.264, table E-1. */
const pixels: readonly number[] = [
  ...[1, 1, 12 / 11, 10 / 11, 16 / 11, 40 / 33, 24 / 11, 20 / 11, 32 / 11, 80 / 33],
  ...[18 / 11, 15 / 11, 64 / 33, 160 / 99, 4 / 3, 3 / 2, 2],
];

/** The beginning of the video usability information (H.264, E.1.1). */
function readUsability(bits: Bits): Pick<SequenceFacts, 'pixel' | 'colour'> {
  const aspect = bits.flag() ? bits.fixed(8) : 0;
  const [wide, high] = aspect === 255 ? [bits.fixed(16), bits.fixed(16)] : [];
  const pixel = (wide && high ? wide / high : pixels[aspect]) ?? 1;
  if (bits.flag()) bits.flag();
  if (!bits.flag()) return { pixel, colour: {} };
  bits.fixed(3);
  const fullRange = bits.flag();
  if (!bits.flag()) return { pixel, colour: { fullRange } };
  const [, transfer = 2, matrix = 2] = [bits.fixed(8), bits.fixed(8), bits.fixed(8)];
  return { pixel, colour: { fullRange, transfer, matrix } };
}

const highProfiles: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);

function skipScaling(bits: Bits, lists: number): void {
  for (let list = 0; list < lists; list++) {
    if (!bits.flag()) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + bits.signed() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}
