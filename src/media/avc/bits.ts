/** Reads the bits of a NAL unit in order (H.264, 7.2 and 9.1). */
export interface Bits {
  flag(): boolean;
  /** A number of `length` bits, u(n). */
  fixed(length: number): number;
  /** An Exp-Golomb code, ue(v). */
  unsigned(): number;
  /** se(v) */
  signed(): number;
  ended(): boolean;
  /** How many have been read. */
  taken(): number;
}

/** Reads bits of a NAL unit. Past its end all bits are ones, so every code terminates. */
export function bitsOf(unit: Uint8Array): Bits {
  const bytes = withoutEmulation(unit);
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3] ?? 255;
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const unsigned = (): number => {
    let zeros = 0;
    while (bit() === 0 && zeros < 32) zeros++;
    let value = 1;
    for (let i = 0; i < zeros; i++) value = value * 2 + bit();
    return value - 1;
  };
  return {
    flag: () => bit() === 1,
    fixed: (length) => {
      let value = 0;
      for (let i = 0; i < length; i++) value = value * 2 + bit();
      return value;
    },
    unsigned,
    signed: () => {
      const code = unsigned();
      return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
    },
    ended: () => at >> 3 >= bytes.length,
    taken: () => at,
  };
}

/** Removes the 3 that follows two zeros to prevent a false start code. */
const withoutEmulation = (unit: Uint8Array): Uint8Array =>
  unit.filter((byte, i) => !(byte === 3 && i >= 2 && unit[i - 1] === 0 && unit[i - 2] === 0));
