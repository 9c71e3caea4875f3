import { readFile, writeFile } from 'node:fs/promises';

/** Turns an MP4's picture by 90° counterclockwise in its index, which each ffmpeg is told in another way. */
export async function turn(file: string, to: string): Promise<void> {
  const bytes = await readFile(file);
  // ISO/IEC 14496-12, 8.3.2: the matrix of a track's header of version 0.
  const matrix = bytes.indexOf('tkhd') + 44;
  for (const [i, value] of [0, -0x10000, 0, 0x10000, 0].entries()) bytes.writeInt32BE(value, matrix + 4 * i);
  await writeFile(to, bytes);
}
