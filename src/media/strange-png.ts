import { crc32 } from '../core/crc32.ts';
import { pngChunks } from './png-chunks.ts';

/** What is wrong with a PNG that looks whole. */
export type PngFault = 'damaged' | 'high-range';

/** Hybrid log-gamma, or the perceptual quantizer (ITU-T H.273). */
const highRanges: readonly (number | undefined)[] = [16, 18];

/** Undefined if it is no PNG, or as usual. */
export function strangePng(bytes: Buffer): PngFault | undefined {
  if (bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  for (const { type, from, to } of pngChunks(bytes)) {
    if (to + 4 > bytes.length) return undefined;
    // What says how colours are coded counts more than a profile, which is there for programs that don't know it (PNG 3, 11.3.2).
    if (type === 'cICP' && highRanges.includes(bytes[from + 1])) return 'high-range';
    // Decoders go on without what is not needed (a lower-case letter says so).
    if (/^[A-Z]/.test(type) && crc32(bytes.subarray(from - 4, to)) !== bytes.readUInt32BE(to))
      return 'damaged';
    if (type === 'IEND') return undefined;
  }
  return undefined;
}
