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
  const plain = new Uint8Array(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}

/** With it. */
export function guardedBits(plain: Uint8Array): Uint8Array {
  const unit = new Uint8Array(Math.ceil(plain.length * 1.5) + 1);
  let length = 0;
  let zeros = 0;
  for (const byte of plain) {
    if (zeros >= 2 && byte <= 3) {
      unit[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    unit[length++] = byte;
  }
  return unit.subarray(0, length);
}
