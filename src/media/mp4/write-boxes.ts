/** The bytes of MP4 boxes (ISO/IEC 14496-12): big-endian numbers, texts and boxes within boxes. */

export const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

export function u8(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

export function u16(...values: readonly number[]): Uint8Array {
  return u8(...values.flatMap((value) => [value >> 8, value]));
}

export function u32(...values: readonly number[]): Uint8Array {
  return u32s(values);
}

export function u32s(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setUint32(i * 4, values[i] ?? 0);
  return new Uint8Array(view.buffer);
}

export function u64(...values: readonly number[]): Uint8Array {
  return u32s(values.flatMap((value) => [Math.floor(value / 2 ** 32), value % 2 ** 32]));
}

/** The matrix that leaves a picture unchanged. */
export const identity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

export const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** UTF-8, not null-terminated. */
export const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));

/** Latin-1, for four-character codes: one begins with `©`. */
const code = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));

export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return joined([u32(length), code(type), ...parts]);
}

/** A box that begins with a version and flags. */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  return box(type, u32(version * 0x1000000 + flags), ...parts);
}

/** A descriptor of MPEG-4 Systems (ISO/IEC 14496-1), which encodes lengths in its own way. */
export function descriptor(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return joined([
    u8(tag, 0x80, 0x80 | (length >> 14), 0x80 | ((length >> 7) & 0x7f), length & 0x7f),
    ...parts,
  ]);
}

export interface EqualRun {
  readonly count: number;
  readonly value: number;
}

/** Run-length encodes `values`, as sample tables do. */
export function runs(values: ArrayLike<number>): readonly EqualRun[] {
  const found: { count: number; value: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const last = found.at(-1);
    if (last?.value === value) last.count++;
    else found.push({ count: 1, value });
  }
  return found;
}
