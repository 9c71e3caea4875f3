import { deflateSync } from 'node:zlib';
import { crc32 } from '../core/crc32.ts';

/** Bytes of a PNG's signature and of its first chunk. */
const head = 8 + 25;

/** A PNG with a description of its colours, as the International Color Consortium has it. */
export function withProfile(png: Buffer, profile: Uint8Array): Buffer {
  const content = Buffer.concat([
    Buffer.from('iCCP', 'latin1'),
    Buffer.from('ICC\0\0', 'latin1'),
    deflateSync(profile),
  ]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4, 0);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return Buffer.concat([png.subarray(0, head), chunk, png.subarray(head)]);
}
