import { orientationIn } from './exif.ts';
import type { OpenFile } from './open-file.ts';

/** What a TIFF says about its orientation, in its first directory. */
export async function tiffTurn({ size, read }: OpenFile): Promise<number | undefined> {
  const bytes = await read(0, Math.min(size, 1 << 27));
  return orientationIn(bytes, 0, bytes.length)?.value;
}

/** Values by tag. */
type Directory = ReadonlyMap<number, readonly number[]>;

/** TIFF's numbers (TIFF 6.0; Adobe's DNG 1.7). */
const tags = { kind: 254, compression: 259, colours: 262, tile: 322, inside: 330, dng: 50_706 } as const;
/** How a camera's sensor stores colours, and a picture that is only partly developed. */
const rawColours: readonly number[] = [32_803, 34_892];
const jpegs: readonly number[] = [6, 7];

const big = { name: 'TIFF of more than four gigabytes (BigTIFF)' };

/**
 * What kind of TIFF no ffmpeg reads rightly, though some show something of it: black, dark, or a thumbnail. Undefined if it is
 * none, or not TIFF.
 */
export async function strangeTiff(
  file: OpenFile,
): Promise<{ readonly name: string; readonly raw?: true } | undefined> {
  const order = file.head.toString('latin1', 0, 2);
  if ((order !== 'II' && order !== 'MM') || file.head.length < 8) return undefined;
  const numbers = order === 'II' ? little : large;
  const version = numbers.short(file.head, 2);
  if (version === 43) return big;
  if (version !== 42) return undefined;
  const first = await directoryAt(file, numbers.long(file.head, 4), numbers);
  if (await isRaw(file, first, numbers)) return { name: 'a photo as the camera stored it (raw)', raw: true };
  if (((first.get(tags.kind)?.[0] ?? 0) & 1) === 1) return { name: 'TIFF that begins with a smaller copy' };
  if (first.has(tags.tile)) return { name: 'TIFF in tiles' };
  if (jpegs.includes(first.get(tags.compression)?.[0] ?? 1)) return { name: 'TIFF with a JPEG in it' };
  return undefined;
}

async function isRaw(file: OpenFile, first: Directory, numbers: Numbers): Promise<boolean> {
  if (first.has(tags.dng)) return true;
  const inside = first.get(tags.inside) ?? [];
  const all = [first];
  for (const at of inside.slice(0, 8)) all.push(await directoryAt(file, at, numbers));
  return all.some((directory) => rawColours.includes(directory.get(tags.colours)?.[0] ?? 0));
}

interface Numbers {
  short(bytes: Buffer, at: number): number;
  long(bytes: Buffer, at: number): number;
}

const little: Numbers = {
  short: (bytes, at) => bytes.readUInt16LE(at),
  long: (bytes, at) => bytes.readUInt32LE(at),
};
const large: Numbers = {
  short: (bytes, at) => bytes.readUInt16BE(at),
  long: (bytes, at) => bytes.readUInt32BE(at),
};

const entryBytes = 12;
/** No camera writes more. */
const mostEntries = 1000;
const mostValues = 16;

/** Empty if it isn't there. Of long values only the first ones. */
async function directoryAt(file: OpenFile, at: number, { short, long }: Numbers): Promise<Directory> {
  const count = await file.read(at, 2);
  const entries = count.length < 2 ? 0 : Math.min(short(count, 0), mostEntries);
  const bytes = await file.read(at + 2, entries * entryBytes);
  const values = new Map<number, readonly number[]>();
  for (let i = 0; (i + 1) * entryBytes <= bytes.length; i++) {
    const entry = bytes.subarray(i * entryBytes, (i + 1) * entryBytes);
    const length = { 1: 1, 3: 2, 4: 4, 13: 4 }[short(entry, 2)] ?? 0;
    const held = Math.min(long(entry, 4), mostValues);
    const place = held * length <= 4 ? entry.subarray(8) : await file.read(long(entry, 8), held * length);
    values.set(short(entry, 0), valuesIn(place, held, length, { short, long }));
  }
  return values;
}

function valuesIn(bytes: Buffer, count: number, length: number, { short, long }: Numbers): readonly number[] {
  const whole = length === 0 ? 0 : Math.min(count, Math.floor(bytes.length / length));
  return Array.from({ length: whole }, (_, i) => {
    if (length === 1) return bytes.readUInt8(i);
    return length === 2 ? short(bytes, 2 * i) : long(bytes, 4 * i);
  });
}
