import { open } from 'node:fs/promises';
import type { OpenFile } from '../open-file.ts';
import type { Heic } from './read-heic.ts';

const start = Buffer.from([0, 0, 0, 1]);
/** Types of HEVC's headers, which go before a picture (ITU-T H.265, table 7-1). */
const headers = [32, 33, 34];
/** Of a tile. Encoders of phones write one or a few. */
const mostUnits = 10_000;

/** Writes a photo's tiles one after the other, as a bare stream of HEVC in which each is a picture. Throws RangeError if damaged. */
export async function writeTiles({ tiles }: Heic, file: OpenFile, to: string): Promise<void> {
  const stream = await open(to, 'w');
  try {
    for (const { place, hvcC } of tiles) {
      const bytes = 'bytes' in place ? place.bytes : await file.read(place.at, place.length);
      const { units, lengthSize } = readHvcC(Buffer.from(hvcC));
      const all = [...units, ...unitsIn(Buffer.from(bytes), lengthSize)];
      await stream.write(Buffer.concat(all.flatMap((unit) => [start, unit])));
    }
  } finally {
    await stream.close();
  }
}

/** The headers, and the bytes of a length (ISO/IEC 14496-15, 8.3.3.1). */
function readHvcC(box: Buffer): { readonly units: readonly Buffer[]; readonly lengthSize: number } {
  const units: Buffer[] = [];
  let at = 23;
  for (let arrays = box.readUInt8(22); arrays > 0; arrays--) {
    const type = box.readUInt8(at) & 0x3f;
    const count = box.readUInt16BE(at + 1);
    at += 3;
    for (let i = 0; i < count; i++) {
      const length = box.readUInt16BE(at);
      if (headers.includes(type)) units.push(box.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return { units, lengthSize: (box.readUInt8(21) & 3) + 1 };
}

function unitsIn(sample: Buffer, lengthSize: number): readonly Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + lengthSize <= sample.length; ) {
    const length = sample.readUIntBE(at, lengthSize);
    at += lengthSize;
    if (units.length === mostUnits) throw new RangeError('a tile has too many units');
    units.push(sample.subarray(at, at + length));
    at += length;
  }
  return units;
}
