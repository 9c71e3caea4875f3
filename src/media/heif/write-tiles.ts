import { open } from 'node:fs/promises';
import type { OpenFile } from '../open-file.ts';
import { ivfFrame, ivfHead } from './ivf.ts';
import type { HeifLayer, Tile } from './layer.ts';

const start = Buffer.from([0, 0, 0, 1]);
/** Types of HEVC's headers, which go before a picture (ITU-T H.265, table 7-1). */
const headers = [32, 33, 34];
/** Of a tile. Encoders of phones write one or a few. */
const mostUnits = 10_000;

/** ffmpeg's name for the stream of a coding. */
export const streamOf = { hevc: 'hevc', av1: 'ivf' } as const;

/** Writes a layer's tiles one after the other, as a stream in which each is a picture. Throws RangeError if damaged. */
export async function writeTiles(layer: HeifLayer, file: OpenFile, to: string): Promise<void> {
  const stream = await open(to, 'w');
  try {
    for await (const bytes of streamed(layer, layer.tiles, file)) await stream.write(bytes);
  } finally {
    await stream.close();
  }
}

/** The first tile alone, as such a stream. Throws RangeError if damaged. */
export async function firstTile(layer: HeifLayer, file: OpenFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const bytes of streamed(layer, layer.tiles.slice(0, 1), file)) parts.push(bytes);
  return Buffer.concat(parts);
}

async function* streamed(
  { coding, size }: HeifLayer,
  tiles: readonly Tile[],
  file: OpenFile,
): AsyncGenerator<Buffer> {
  if (coding === 'av1') yield ivfHead(size, tiles.length);
  for (const [number, { place, config }] of tiles.entries()) {
    const bytes = Buffer.from('bytes' in place ? place.bytes : await file.read(place.at, place.length));
    yield coding === 'av1'
      ? ivfFrame(Buffer.from(config), bytes, number)
      : unitsOf(Buffer.from(config), bytes);
  }
}

function unitsOf(config: Buffer, sample: Buffer): Buffer {
  const { units, lengthSize } = readHvcC(config);
  const all = [...units, ...unitsIn(sample, lengthSize)];
  return Buffer.concat(all.flatMap((unit) => [start, unit]));
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
