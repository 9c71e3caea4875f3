/** Writes the bits of a NAL unit in order (H.264, 7.2 and 9.1). */
export interface BitWriter {
  fixed(value: number, length: number): void;
  unsigned(value: number): void;
  signed(value: number): void;
  /** Copies bits of `bytes` from bit `from` up to bit `to`. */
  copy(bytes: Uint8Array, from: number, to: number): void;
  /** Fills the last byte with ones or zeros. */
  align(bit: 0 | 1): void;
  bytes(): Uint8Array;
}

export function bitWriter(room: number): BitWriter {
  const out = new Uint8Array(room);
  let at = 0;
  const fixed = (value: number, length: number): void => {
    for (let i = length - 1; i >= 0; i--) {
      if ((value >>> i) & 1) out[at >> 3] = (out[at >> 3] ?? 0) | (128 >> (at & 7));
      at++;
    }
  };
  const unsigned = (value: number): void => {
    const length = Math.floor(Math.log2(value + 1));
    fixed(0, length);
    fixed(value + 1, length + 1);
  };
  return {
    fixed,
    unsigned,
    signed: (value) => unsigned(value > 0 ? 2 * value - 1 : -2 * value),
    copy(bytes, from, to) {
      let here = from;
      while (here < to && (here & 7) !== 0) {
        fixed(((bytes[here >> 3] ?? 0) >> (7 - (here & 7))) & 1, 1);
        here++;
      }
      const shift = at & 7;
      for (; here + 8 <= to; here += 8) {
        const byte = bytes[here >> 3] ?? 0;
        out[at >> 3] = (out[at >> 3] ?? 0) | (byte >> shift);
        if (shift > 0) out[(at >> 3) + 1] = (byte << (8 - shift)) & 255;
        at += 8;
      }
      for (; here < to; here++) fixed(((bytes[here >> 3] ?? 0) >> (7 - (here & 7))) & 1, 1);
    },
    align(bit) {
      while ((at & 7) !== 0) fixed(bit, 1);
    },
    bytes: () => out.subarray(0, (at + 7) >> 3),
  };
}

/** Without the 3 that prevents false start codes. */
export function plainBits(unit: Uint8Array): Uint8Array {
  const bytes = Buffer.from(unit.buffer, unit.byteOffset, unit.length);
  const plain = new Uint8Array(unit.length);
  let length = 0;
  for (let at = 0; at < unit.length; ) {
    const found = bytes.indexOf(guard, at);
    const end = found < 0 ? unit.length : found + zeros.length;
    plain.set(unit.subarray(at, end), length);
    length += end - at;
    at = end + 1;
  }
  return plain.subarray(0, length);
}

/** With it. */
export function guardedBits(plain: Uint8Array): Uint8Array {
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.length);
  const unit = new Uint8Array(Math.ceil(plain.length * 1.5) + 1);
  let length = 0;
  let copied = 0;
  for (let at = bytes.indexOf(zeros); at >= 0; ) {
    const next = at + zeros.length;
    const isGuarded = (plain[next] ?? 255) <= 3;
    if (isGuarded) {
      unit.set(plain.subarray(copied, next), length);
      length += next - copied;
      unit[length++] = 3;
      copied = next;
    }
    at = bytes.indexOf(zeros, isGuarded ? next : next + 1);
  }
  unit.set(plain.subarray(copied), length);
  return unit.subarray(0, length + plain.length - copied);
}

const zeros = Buffer.from([0, 0]);
const guard = Buffer.from([0, 0, 3]);
