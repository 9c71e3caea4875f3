/** Where a file stores its orientation: the offset of the two bytes, and their byte order. */
export interface OrientationTag {
  readonly at: number;
  readonly littleEndian: boolean;
  /** EXIF's numbers: 1 is as stored; 2 to 8 are mirrored, rotated, or both. */
  readonly value: number;
}

/** The orientation in a block of EXIF data (a TIFF header and its first directory) that begins at `start`. */
export function orientationIn(bytes: Buffer, start: number, end: number): OrientationTag | undefined {
  const order = bytes.toString('latin1', start, start + 2);
  if (end - start < 14 || (order !== 'II' && order !== 'MM')) return undefined;
  const littleEndian = order === 'II';
  const short = (at: number): number => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const directory = start + (littleEndian ? bytes.readUInt32LE(start + 4) : bytes.readUInt32BE(start + 4));
  if (short(start + 2) !== 42 || directory + 2 > end) return undefined;
  const last = Math.min(short(directory), Math.floor((end - directory - 2) / entryBytes));
  for (let i = 0; i < last; i++) {
    const entry = directory + 2 + i * entryBytes;
    if (short(entry) !== orientation || short(entry + 2) !== shorts) continue;
    const value = short(entry + 8);
    return value >= 1 && value <= 8 ? { at: entry + 8, littleEndian, value } : undefined;
  }
  return undefined;
}

const entryBytes = 12;
/** EXIF's numbers for the tag and its type. */
const orientation = 0x0112;
const shorts = 3;

/** The same file, with the orientation set to "as stored". */
export function withoutOrientation(bytes: Buffer, tag: OrientationTag | undefined): Buffer {
  if (tag === undefined || tag.value === 1) return bytes;
  const copy = Buffer.from(bytes);
  if (tag.littleEndian) copy.writeUInt16LE(1, tag.at);
  else copy.writeUInt16BE(1, tag.at);
  return copy;
}

/** Whether width and height are swapped when the picture is shown. */
export const onItsSide = (tag: OrientationTag | undefined): boolean => tag !== undefined && tag.value >= 5;
