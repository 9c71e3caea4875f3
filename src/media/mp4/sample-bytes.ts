import { open } from 'node:fs/promises';
import type { Samples } from './read-samples.ts';

/** Bytes that are read at a time. */
const span = 1 << 20;

/**
 * The bytes of `count` samples from the one at `index` in decode order, in parts of about a megabyte: what
 * stands between them in the file is read along and left out, since few large reads beat many small ones.
 */
export async function* sampleBytes(
  file: string,
  { offsets, sizes }: Samples,
  index: number,
  count: number,
): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    for (let next = index; next < index + count; ) {
      const from = offsets[next] ?? 0;
      const end = (sample: number): number => (offsets[sample] ?? 0) + (sizes[sample] ?? 0);
      let last = next;
      while (
        last + 1 < index + count &&
        (offsets[last + 1] ?? 0) >= end(last) &&
        end(last + 1) - from <= span
      )
        last++;
      const bytes = Buffer.allocUnsafeSlow(end(last) - from);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
      if (bytesRead < bytes.length) throw new Error(`${file} is shorter than it was`);
      let kept = 0;
      for (; next <= last; next++) {
        const at = (offsets[next] ?? 0) - from;
        if (at > kept) bytes.copyWithin(kept, at, at + (sizes[next] ?? 0));
        kept += sizes[next] ?? 0;
      }
      yield bytes.subarray(0, kept);
    }
  } finally {
    await handle.close();
  }
}
