import { orientationIn } from './exif.ts';
import type { OpenFile } from './open-file.ts';

/** What a TIFF says about its orientation, in its first directory. */
export async function tiffTurn({ size, read }: OpenFile): Promise<number | undefined> {
  const bytes = await read(0, Math.min(size, 1 << 27));
  return orientationIn(bytes, 0, bytes.length)?.value;
}
