import { imageHeader } from '../image-header.ts';
import type { OpenFile } from '../open-file.ts';

/** No picture of a film is longer. */
const longest = 1 << 25;
/** The end of a JPEG, and the beginning of another directly behind it. */
const seam = Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff]);
/** What says of further pictures in a photo what they are: depths, brightnesses, views (CIPA DC-007). */
const index = Buffer.from('MPF\0');

/** Whether a file is a row of JPEGs of one size, as cameras of networks write films (bare Motion JPEG), and not a photo. */
export async function isJpegRow({ head, size, read }: OpenFile): Promise<boolean> {
  if (head.length < 4 || head.readUIntBE(0, 3) !== 0xffd8ff || head.includes(index)) return false;
  const bytes = size > head.length ? await read(0, Math.min(size, 2 * longest)) : head;
  const at = bytes.indexOf(seam);
  if (at < 0) return false;
  const [first, second] = [imageHeader(bytes.subarray(0, at + 2)), imageHeader(bytes.subarray(at + 2))];
  const isSame = first?.size?.width === second?.size?.width && first?.size?.height === second?.size?.height;
  return first?.size !== undefined && isSame;
}
