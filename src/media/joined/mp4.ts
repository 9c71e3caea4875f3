import { boxAt, type Content, headOf, part, u64At } from '../mp4/read-boxes.ts';
import type { OpenFile } from '../open-file.ts';

/** No plain MP4 has more boxes before the end of its first film. */
const most = 64;
/** A day of fragments. Each costs a read. */
const mostFragments = 1 << 17;
/** Bytes of an index of fragments, and of a fragment's own: more are not looked into. */
const longest = 1 << 20;

/** Whether a second film follows the first. An index of fragments may be repeated between them, as in streams that were saved. */
export async function isMp4Joined({ size, read }: OpenFile): Promise<boolean> {
  let index: Buffer | undefined;
  let fragments = 0;
  let isRepeated = false;
  for (let at = 0, count = 0; at + 16 <= size && count < (fragments > 0 ? mostFragments : most); count++) {
    const { type, head, length } = headOf(viewOf(await read(at, 16)), 0, size - at);
    if (type === 'ftyp' && index && fragments === 0) return true;
    if (type === 'moov') {
      const said = await read(at, Math.min(length, longest));
      if (index && fragments > 0 && !index.equals(said)) return true;
      isRepeated = index !== undefined;
      index = said;
    }
    if (type === 'moof') {
      fragments++;
      if (isRepeated && beginsAnew(viewOf(await read(at, Math.min(length, longest))), head)) return true;
      isRepeated = false;
    }
    at += length;
  }
  return false;
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): Content => new DataView(buffer, byteOffset, length);

/** Whether a fragment's times begin at 0. */
function beginsAnew(fragment: Content, head: number): boolean {
  const said = boxAt(part(fragment, head), 'traf', 'tfdt');
  return said !== undefined && (said.getUint8(0) === 1 ? u64At(said, 4) : said.getUint32(4)) === 0;
}
