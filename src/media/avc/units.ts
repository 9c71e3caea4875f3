/** H.264, table 7-1. */
export const unitType = { slice: 1, idr: 5, sequence: 7, picture: 8 } as const;

export const typeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 31;

export const isSlice = (unit: Uint8Array): boolean =>
  typeOf(unit) === unitType.slice || typeOf(unit) === unitType.idr;

/** The NAL units of one sample. Each has a length of 4 bytes in front. */
export function unitsOf(sample: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength);
  const units: Uint8Array[] = [];
  for (let at = 0; at + 4 < sample.length; ) {
    const length = view.getUint32(at);
    units.push(sample.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
}

/** One sample of NAL units. */
export function sampleOf(units: readonly Uint8Array[]): Uint8Array {
  const parts = units.flatMap((unit) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(unit.length);
    return [length, unit];
  });
  return new Uint8Array(Buffer.concat(parts));
}
