import { bitsOf } from './bits.ts';
import type { NewNumber, Restored } from './restart.ts';
import { readSlice, type SliceContext } from './slice.ts';
import { type BitWriter, bitWriter, guardedBits, plainBits } from './write-bits.ts';

/** A slice with other numbers; everything else stays as it is. Undefined if its header can't be read. */
export function renumbered(
  unit: Uint8Array,
  number: NewNumber,
  context: SliceContext,
): Uint8Array | undefined {
  const header = readSlice(unit, context);
  if (!header) return undefined;
  const { frameBits, orderBits } = context.sequence.numbering;
  // What follows these numbers stays as it is, from a byte on before which no guard depends on them.
  const written = (header.placeAt + orderBits + 7) >> 3;
  let end = written;
  while (end < unit.length && (end < written + 4 || unit[end - 1] === 0 || unit[end - 1] === 3)) end++;
  const plain = plainBits(unit.subarray(0, end));
  put(plain, header.frameAt, frameBits, number.frame);
  put(plain, header.placeAt, orderBits, number.place);
  return new Uint8Array(Buffer.concat([guardedBits(plain), unit.subarray(end)]));
}

function put(bytes: Uint8Array, at: number, length: number, value: number): void {
  for (let i = 0; i < length; i++) {
    const mask = 128 >> ((at + i) & 7);
    const byte = bytes[(at + i) >> 3] ?? 0;
    bytes[(at + i) >> 3] = (value >> (length - 1 - i)) & 1 ? byte | mask : byte & ~mask;
  }
}

/** How a slice that refers to nothing becomes one of another stream. */
interface Adoption {
  /** What the slice is read with. */
  readonly from: SliceContext;
  /** The stream that it becomes part of. */
  readonly into: SliceContext;
  /** The number of the picture parameter set, in the other stream, that means what the slice's own meant. */
  readonly set: number;
}

/** A slice that refers to nothing, as part of another stream. Undefined if it does refer to something. */
export function adopted(
  unit: Uint8Array,
  picture: Restored,
  begins: boolean,
  { from, into, set }: Adoption,
): Uint8Array | undefined {
  const header = readSlice(unit, from);
  const own = header && from.pictures.get(header.set);
  if (header?.type !== 2 || !own) return undefined;
  const { frameBits, orderBits } = into.sequence.numbering;
  const plain = plainBits(unit);
  const bits = bitWriter(plain.length + 64);
  bits.fixed((picture.kept ? 0x60 : 0) | (begins ? 5 : 1), 8);
  bits.unsigned(header.first);
  bits.unsigned(7);
  bits.unsigned(set);
  bits.fixed(picture.frame, frameBits);
  if (begins) bits.unsigned(1);
  bits.fixed(picture.place, orderBits);
  if (begins) bits.fixed(0, 2);
  else if (picture.kept) writeMarking(bits, picture.dropped);
  bits.signed(header.quantizer);
  for (const [i, value] of header.smoothing.entries()) i === 0 ? bits.unsigned(value) : bits.signed(value);
  if (own.arithmetic) bits.align(1);
  const data = own.arithmetic ? Math.ceil(header.dataAt / 8) * 8 : header.dataAt;
  bits.copy(plain, data, endOf(plain));
  bits.fixed(1, 1);
  bits.align(0);
  return guardedBits(bits.bytes());
}

function writeMarking(bits: BitWriter, dropped: readonly number[]): void {
  bits.fixed(dropped.length > 0 ? 1 : 0, 1);
  if (dropped.length === 0) return;
  for (const back of dropped) {
    bits.unsigned(1);
    bits.unsigned(back - 1);
  }
  bits.unsigned(0);
}

/** The bit with which a unit's content ends: the last one that is set. */
function endOf(plain: Uint8Array): number {
  let last = plain.length - 1;
  while (plain[last] === 0) last--;
  const byte = plain[last] ?? 0;
  return last * 8 + 7 - Math.log2(byte & -byte);
}

/** A picture parameter set under another number, of another sequence. */
export function adoptedSet(unit: Uint8Array, number: number, sequence: number): Uint8Array {
  const plain = plainBits(unit);
  const read = bitsOf(unit.subarray(1));
  read.unsigned();
  read.unsigned();
  const bits = bitWriter(plain.length + 16);
  bits.fixed(plain[0] ?? 0x68, 8);
  bits.unsigned(number);
  bits.unsigned(sequence);
  bits.copy(plain, 8 + read.taken(), endOf(plain));
  bits.fixed(1, 1);
  bits.align(0);
  return guardedBits(bits.bytes());
}
