import { latin } from '../file-starts.ts';
import type { OpenFile } from '../open-file.ts';

/** Bytes read at once. A page is shorter. */
const window = 1 << 20;
const longestPage = 27 + 255 + 255 * 255;

/** Whether an Ogg holds several recordings, one after the other, as of stations that tell each song. Reads it to the end. */
export async function isChainedOgg({ head, size, read }: OpenFile): Promise<boolean> {
  if (latin(head, 0, 4) !== 'OggS') return false;
  let begun = false;
  for (let from = 0, at = 0; from < size; from += at) {
    const bytes = await read(from, Math.min(window, size - from));
    const isLast = from + bytes.length >= size;
    for (at = 0; at + (isLast ? 27 : longestPage) <= bytes.length; ) {
      if (latin(bytes, at, at + 4) !== 'OggS') return false;
      const beginsStream = ((bytes[at + 5] ?? 0) & 2) !== 0;
      if (beginsStream && begun) return true;
      begun ||= !beginsStream;
      const content = at + 27 + (bytes[at + 26] ?? 0);
      at = content + bytes.subarray(at + 27, content).reduce((sum, length) => sum + length, 0);
    }
    if (isLast || at === 0) return false;
  }
  return false;
}
