/** How each frame that isn't drawn here is coded, by the second byte of its marker (ITU-T T.81, table B.1; T.87). */
const ways: Readonly<Record<number, string>> = {
  195: 'without loss',
  197: 'in layers',
  198: 'in layers',
  199: 'in layers',
  201: 'in arithmetic coding',
  202: 'in arithmetic coding',
  203: 'in arithmetic coding',
  205: 'in layers',
  206: 'in layers',
  207: 'in layers',
  247: 'without loss (JPEG-LS)',
};

/** What is unusual about a JPEG that nothing here draws; undefined if nothing is, or it is no JPEG. */
export function strangeJpeg(bytes: Buffer): string | undefined {
  if (bytes.length < 4 || bytes.readUIntBE(0, 3) !== 0xffd8ff) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const way = ways[marker];
    if (way !== undefined) return `a JPEG ${way}`;
    if (marker >= 192 && marker <= 194) {
      const bits = bytes.readUInt8(at + 4);
      return bits === 8 ? undefined : `a JPEG in ${bits} bits`;
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
