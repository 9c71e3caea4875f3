import type { Size } from '../core/frames.ts';
import { type OrientationTag, onItsSide, orientationIn } from './exif.ts';
import { pngChunks } from './png-chunks.ts';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** Pixels as shown, upright. Undefined if the file is damaged or truncated. */
  readonly size?: Size;
  /** Absent if the file doesn't specify its orientation. */
  readonly orientation?: OrientationTag;
}

/** What an image's header says, read without decoding. Undefined if the bytes are not an image. */
export function imageHeader(bytes: Buffer): ImageHeader | undefined {
  if (bytes.subarray(0, 8).equals(pngSignature)) return header('png', readPng(bytes));
  if (bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return header('jpeg', readJpeg(bytes));
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return header('webp', readWebp(bytes));
  }
  return undefined;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Stored {
  readonly width: number;
  readonly height: number;
  readonly orientation?: OrientationTag | undefined;
}

function header(format: ImageHeader['format'], stored: Stored | undefined): ImageHeader {
  if (!stored || stored.width === 0 || stored.height === 0) return { format };
  const { width, height, orientation } = stored;
  return {
    format,
    size: onItsSide(orientation) ? { width: height, height: width } : { width, height },
    ...(orientation && { orientation }),
  };
}

/** Walks the chunks to IEND, to detect truncated files. */
function readPng(bytes: Buffer): Stored | undefined {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  let orientation: OrientationTag | undefined;
  for (const { type, from, to } of pngChunks(bytes)) {
    if (type === 'eXIf') orientation = orientationIn(bytes, from, Math.min(to, bytes.length));
    if (type === 'IEND') {
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), orientation };
    }
  }
  return undefined;
}

/** The first frame header (SOF) holds the size. A complete file ends with EOI. */
function readJpeg(bytes: Buffer): Stored | undefined {
  if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 4) return undefined;
  let orientation: OrientationTag | undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), orientation };
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 10) === exif) {
      orientation ??= orientationIn(bytes, at + 10, Math.min(end, bytes.length));
    }
    at = end;
  }
  return undefined;
}

const exif = 'Exif\0\0';

function readWebp(bytes: Buffer): Stored | undefined {
  if (bytes.length < 30 || bytes.length < bytes.readUInt32LE(4) + 8) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return {
        width: 1 + bytes.readUIntLE(24, 3),
        height: 1 + bytes.readUIntLE(27, 3),
        orientation: webpOrientation(bytes),
      };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}

/** Some programs start the chunk with "Exif\0\0", as JPEG does. */
function webpOrientation(bytes: Buffer): OrientationTag | undefined {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'EXIF') {
      const start = bytes.toString('latin1', at + 8, at + 14) === exif ? at + 14 : at + 8;
      return orientationIn(bytes, start, Math.min(at + 8 + length, bytes.length));
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}
