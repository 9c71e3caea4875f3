import type { Size } from '../../core/frames.ts';

/** What a file of AV1 pictures in IVF begins with. */
export function ivfHead({ width, height }: Size, pictures: number): Buffer {
  const head = Buffer.alloc(32);
  head.write('DKIF', 0, 'latin1');
  head.writeUInt16LE(head.length, 6);
  head.write('AV01', 8, 'latin1');
  // Only where the size is of such a length can it be told; decoders read it from the pictures.
  head.writeUInt16LE(Math.min(width, 0xffff), 12);
  head.writeUInt16LE(Math.min(height, 0xffff), 14);
  head.writeUInt32LE(1, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(pictures, 24);
  return head;
}

/** Bytes of an `av1C` before the headers that a decoder is told. */
const told = 4;
/** What begins a picture of its own in a stream of AV1 (7.5): a temporal delimiter. */
const delimiter = Buffer.from([0x12, 0]);

/** A picture of AV1, after the headers in its `av1C`. */
export function ivfFrame(config: Buffer, picture: Buffer, number: number): Buffer {
  const content = Buffer.concat([delimiter, config.subarray(told), picture]);
  const head = Buffer.alloc(12);
  head.writeUInt32LE(content.length, 0);
  head.writeUInt32LE(number, 4);
  return Buffer.concat([head, content]);
}
