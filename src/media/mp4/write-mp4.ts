import type { FileHandle } from 'node:fs/promises';
import { chapterTrack } from './chapters.ts';
import { type Mp4Track, stepsOf } from './track.ts';
import { fileType, type Mp4Labels, mediaDataHead, movie } from './write-index.ts';
import type { Chunk } from './write-samples.ts';

/** A track and its samples' bytes, in decode order and in parts of any length: `track.sizes` together. */
export interface Mp4Stream {
  readonly track: Mp4Track;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Seconds of each track that stand together: what a player reads ahead at most to play both. */
const interleave = 0.5;
/** Bytes gathered before they are written. */
const batch = 1 << 20;

/**
 * Writes an MP4 whose index comes first, in one pass over the bytes and with no more of them in memory than
 * a few megabytes: all sizes are known before the first byte is copied. Throws what the file system or a
 * stream throws; what is half written is the caller's to remove.
 */
export async function writeMp4(
  file: FileHandle,
  media: readonly Mp4Stream[],
  labels: Mp4Labels,
  signal?: AbortSignal,
): Promise<void> {
  const duration = Math.max(0, ...media.map(({ track }) => track.duration / track.timescale));
  const chapters = labels.chapters.length > 0 ? [chapterTrack(labels.chapters, duration)] : [];
  const streams: readonly Mp4Stream[] = [...media, ...chapters];
  const tracks = streams.map(({ track }) => track);
  const layout = tracks.map(chunkSizes);
  const bytes = layout.flat().reduce((sum, chunk) => sum + chunk.bytes, 0);
  const head = [fileType(), movie(tracks, placed(layout, 0), labels), mediaDataHead(bytes)];
  const start = head.reduce((sum, part) => sum + part.length, 0);
  head[1] = movie(tracks, placed(layout, start), labels);

  const write = gathering(file);
  for (const part of head) await write.add(part);
  const sources = streams.map((stream) => flowing(stream));
  try {
    for (let slot = 0; slot < slots(layout); slot++) {
      signal?.throwIfAborted();
      for (const [i, source] of sources.entries()) {
        for await (const part of source.take(layout[i]?.[slot]?.bytes ?? 0)) await write.add(part);
      }
    }
    for (const source of sources) await source.end();
    await write.flush();
  } finally {
    for (const source of sources) await source.close();
    await write.settled();
  }
}

interface SizedChunk {
  readonly samples: number;
  readonly bytes: number;
}

const slots = (layout: readonly (readonly SizedChunk[])[]): number =>
  Math.max(0, ...layout.map((chunks) => chunks.length));

/** Which samples stand together: those that begin in one half second. */
function chunkSizes(track: Mp4Track): readonly SizedChunk[] {
  const chunks: { samples: number; bytes: number }[] = [];
  const perSlot = interleave * track.timescale;
  let sample = 0;
  let time = 0;
  for (const { count, value } of stepsOf(track)) {
    for (const end = sample + count; sample < end; sample++) {
      const slot = Math.floor(time / perSlot);
      while (chunks.length <= slot) chunks.push({ samples: 0, bytes: 0 });
      const chunk = chunks[slot];
      if (chunk) {
        chunk.samples++;
        chunk.bytes += track.sizes[sample] ?? 0;
      }
      time += value;
    }
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

/**
 * A stream's bytes, taken as they are needed. The index is written already, so a stream that has fewer or
 * more than it announced is a bug, not a film.
 */
function flowing({ track, bytes }: Mp4Stream) {
  const parts = (async function* () {
    yield* bytes;
  })();
  let part: Uint8Array = new Uint8Array(0);
  const wrong = (what: string): Error => new Error(`the ${track.kind} is ${what} than was announced`);
  return {
    async *take(length: number): AsyncGenerator<Uint8Array> {
      for (let left = length; left > 0; ) {
        if (part.length === 0) {
          const next = await parts.next();
          if (next.done === true) throw wrong('shorter');
          part = next.value;
        }
        const taken = part.subarray(0, left);
        part = part.subarray(taken.length);
        left -= taken.length;
        yield taken;
      }
    },
    async end(): Promise<void> {
      if (part.length > 0 || (await parts.next()).done !== true) throw wrong('longer');
    },
    close: () => parts.return(),
  };
}

/** Gathers bytes to megabytes, and writes one while the next is gathered. */
function gathering(file: FileHandle) {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  let written: Promise<unknown> = Promise.resolve();
  const begin = async (): Promise<void> => {
    await written;
    written = writeAll(file, waiting, bytes);
    // Whoever comes next is told; until then it is no failure that nobody looks at.
    written.catch(() => undefined);
    waiting = [];
    bytes = 0;
  };
  return {
    async add(part: Uint8Array): Promise<void> {
      waiting.push(part);
      bytes += part.length;
      if (bytes >= batch) await begin();
    },
    async flush(): Promise<void> {
      await begin();
      await written;
    },
    /** Nothing is being written any more, whatever has become of it. */
    settled: () => Promise.allSettled([written]),
  };
}

/** A full disk takes a part, and says why only when it is asked again. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await file.writev([...parts]);
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
}
