import type { FileHandle } from 'node:fs/promises';
import { type Chunk, fileType, type Mp4Track, mediaDataHead, movie } from './mp4-index.ts';

/** A track and its samples' bytes, in decode order, `track.sizes` long each. */
export interface Mp4Stream {
  readonly track: Mp4Track;
  readonly samples: AsyncIterable<Uint8Array>;
}

/** Seconds of each track that stand together: what a player reads ahead at most to play both. */
const interleave = 0.5;
/** Bytes gathered before they are written. */
const batch = 1 << 20;

/**
 * Writes an MP4 whose index comes first, in one pass over the bytes and with no more of them in memory than
 * a megabyte or so: all sizes are known before the first byte is copied. Throws what the file system or a
 * stream throws; what is half written is the caller's to remove.
 */
export async function writeMp4(
  file: FileHandle,
  streams: readonly Mp4Stream[],
  title: string,
  signal?: AbortSignal,
): Promise<void> {
  const tracks = streams.map(({ track }) => track);
  const layout = tracks.map(chunkSizes);
  const bytes = layout.flat().reduce((sum, chunk) => sum + chunk.bytes, 0);
  const head = [fileType(), movie(tracks, placed(layout, 0), title), mediaDataHead(bytes)];
  const start = head.reduce((sum, part) => sum + part.length, 0);
  head[1] = movie(tracks, placed(layout, start), title);

  const write = gathering(file);
  for (const part of head) await write.add(part);
  const sources = streams.map(({ track, samples }) => checked(track, samples[Symbol.asyncIterator]()));
  try {
    for (let slot = 0; slot < slots(layout); slot++) {
      signal?.throwIfAborted();
      for (const [i, next] of sources.entries()) {
        for (let left = layout[i]?.[slot]?.samples ?? 0; left > 0; left--) await write.add(await next.take());
      }
    }
    await write.flush();
  } finally {
    for (const next of sources) await next.close();
  }
}

interface SizedChunk {
  readonly samples: number;
  readonly bytes: number;
}

const slots = (layout: readonly (readonly SizedChunk[])[]): number =>
  Math.max(0, ...layout.map((chunks) => chunks.length));

/** Which samples stand together: those of one half second. */
function chunkSizes(track: Mp4Track): readonly SizedChunk[] {
  const chunks: { samples: number; bytes: number }[] = [];
  const perSlot = interleave * track.timescale;
  for (let i = 0; i < track.sizes.length; i++) {
    const slot = Math.floor((i * track.step) / perSlot);
    while (chunks.length <= slot) chunks.push({ samples: 0, bytes: 0 });
    const chunk = chunks[slot];
    if (chunk === undefined) continue;
    chunk.samples++;
    chunk.bytes += track.sizes[i] ?? 0;
  }
  return chunks;
}

/** Where each chunk comes to stand: slot by slot, in each the tracks in order. */
function placed(layout: readonly (readonly SizedChunk[])[], start: number): readonly (readonly Chunk[])[] {
  const result = layout.map((): Chunk[] => []);
  let offset = start;
  for (let slot = 0; slot < slots(layout); slot++) {
    for (const [i, chunks] of layout.entries()) {
      const chunk = chunks[slot];
      if (chunk === undefined || chunk.samples === 0) continue;
      result[i]?.push({ samples: chunk.samples, offset });
      offset += chunk.bytes;
    }
  }
  return result;
}

/** The index is written already, so a sample that isn't as long as it says is a bug, not a film. */
function checked(track: Mp4Track, samples: AsyncIterator<Uint8Array>) {
  let index = 0;
  return {
    async take(): Promise<Uint8Array> {
      const next = await samples.next();
      if (next.done === true || next.value.length !== track.sizes[index]) {
        throw new Error(`${track.kind} sample ${index} is not the one that was announced`);
      }
      index++;
      return next.value;
    },
    async close(): Promise<void> {
      await samples.return?.();
    },
  };
}

function gathering(file: FileHandle) {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const { bytesWritten } = await file.writev(waiting);
    // A full disk takes a part, and says why only when it is asked again.
    if (bytesWritten < bytes) await file.writeFile(Buffer.concat(waiting).subarray(bytesWritten));
    waiting = [];
    bytes = 0;
  };
  return {
    flush,
    async add(part: Uint8Array): Promise<void> {
      waiting.push(part);
      bytes += part.length;
      if (bytes >= batch) await flush();
    },
  };
}
