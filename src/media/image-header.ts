import type { Size } from '../core/frames.ts';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** Pixels as stored; undefined when the file is damaged or ends too early. */
  readonly size?: Size;
}

/** What an image's own bytes say of it, without decoding; undefined when they are not an image's. */
export function imageHeader(bytes: Buffer): ImageHeader | undefined {
  if (bytes.subarray(0, 8).equals(pngSignature)) return withSize('png', pngSize(bytes));
  if (bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return withSize('jpeg', jpegSize(bytes));
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return withSize('webp', webpSize(bytes));
  }
  return undefined;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function withSize(format: ImageHeader['format'], size: Size | undefined): ImageHeader {
  return size && size.width > 0 && size.height > 0 ? { format, size } : { format };
}

/** Chunks are walked to IEND, so that a file cut short is known. */
function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') {
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    }
  }
  return undefined;
}

/** The first frame header (SOF) holds the size; a whole file ends with EOI. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 4) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30 || bytes.length < bytes.readUInt32LE(4) + 8) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
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
