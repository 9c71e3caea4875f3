import { open } from 'node:fs/promises';
import { boxAt, type Content, headOf } from './read-boxes.ts';

const unity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/**
 * Removes the turn from an MP4 with its index first. ffmpeg copies it from the input, even if a filter has turned the
 * pictures.
 */
export async function setUpright(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const read = async (at: number, length: number): Promise<Content> => {
      const bytes = Buffer.alloc(length);
      await handle.read(bytes, 0, length, at);
      return new DataView(bytes.buffer, bytes.byteOffset, length);
    };
    const first = headOf(await read(0, 16), 0, 0).length;
    const index = await read(first, headOf(await read(first, 16), 0, 0).length);
    const header = boxAt(index, 'moov', 'trak', 'tkhd');
    if (!header) return;
    const at = header.getUint8(0) === 1 ? 52 : 40;
    const matrix = Buffer.alloc(4 * unity.length);
    for (const [i, value] of unity.entries()) matrix.writeInt32BE(value, 4 * i);
    await handle.write(matrix, 0, matrix.length, first + header.byteOffset - index.byteOffset + at);
  } finally {
    await handle.close();
  }
}
