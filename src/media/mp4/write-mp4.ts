import type { FileHandle } from 'node:fs/promises';
import { type ByteSource, bytesOfParts } from './byte-source.ts';
import { chapterTrack } from './chapters.ts';
import { type Mp4Track, stepsOf } from './track.ts';
import { fileType, type Mp4Labels, mediaDataHead, movie } from './write-index.ts';
import type { Chunk } from './write-samples.ts';

/** A track and its samples' bytes in decode order; their lengths are `track.sizes`. */
export interface Mp4Stream {
  readonly track: Mp4Track;
  readonly bytes: ByteSource;
}

/** Seconds of each track that are stored together: the most a player has to read ahead to play both. */
const interleave = 0.5;
/** Bytes gathered before they are written. */
const batchSize = 1 << 20;

/**
 * Writes an MP4 with the index first, in one pass, with only a few megabytes in memory: all sizes are known before the first
 * byte is copied. Throws what the file system or a stream throws; the caller removes a partial file.
 */
export async function writeMp4(
  file: FileHandle,
  media: readonly Mp4Stream[],
  labels: Mp4Labels,
  signal?: AbortSignal,
): Promise<void> {
  const duration = Math.max(0, ...media.map(({ track }) => track.duration / track.timescale));
  const streams = labels.chapters.length > 0 ? [...media, chapterStream(labels, duration)] : media;
  const tracks = streams.map(({ track }) => track);
  const layout = tracks.map(chunkSizes);
  const bytes = layout.flat().reduce((sum, chunk) => sum + chunk.bytes, 0);
  const head = [fileType(), movie(tracks, placed(layout, 0), labels), mediaDataHead(bytes)];
  const start = head.reduce((sum, part) => sum + part.length, 0);
  head[1] = movie(tracks, placed(layout, start), labels);
  try {
    for (const part of head) await writeAll(file, part);
    await writeSamples(file, streams, layout, signal);
  } finally {
    for (const stream of streams) await stream.bytes.close();
  }
}

const chapterStream = ({ chapters }: Mp4Labels, duration: number): Mp4Stream => {
  const { track, samples } = chapterTrack(chapters, duration);
  return { track, bytes: bytesOfParts(samples) };
};

/**
 * Copies samples to the offsets in the index, and fills one batch while the previous one is written. The index is already
 * written, so a stream with fewer or more bytes than it announced is a bug.
 */
async function writeSamples(
  file: FileHandle,
  streams: readonly Mp4Stream[],
  layout: Layout,
  signal: AbortSignal | undefined,
): Promise<void> {
  let [room, spare] = [new Uint8Array(0), new Uint8Array(0)];
  let written: Promise<void> = Promise.resolve();
  const wrong = ({ kind }: Mp4Track, what: string): Error =>
    new Error(`the ${kind} is ${what} than announced`);
  try {
    for (const { length, parts } of batchesOf(layout)) {
      signal?.throwIfAborted();
      // Allocating memory costs as much as copying into it.
      if (room.length < length) room = new Uint8Array(Math.max(length, batchSize));
      const bytes = room.subarray(0, length);
      for (const [i, { track, bytes: source }] of streams.entries()) {
        const own = parts.filter((part) => part.stream === i);
        const full = await source.fill(own.map(({ at, size }) => bytes.subarray(at, at + size)));
        if (!full) throw wrong(track, 'shorter');
      }
      await written;
      written = writeAll(file, bytes);
      // The next await reports a failure; until then it must not count as unhandled.
      written.catch(() => undefined);
      [room, spare] = [spare, room];
    }
    const longer = streams.find(({ bytes }) => bytes.hasMore());
    if (longer) throw wrong(longer.track, 'longer');
    await written;
  } finally {
    // Make sure that no write is pending, whether it succeeded or not.
    await Promise.allSettled([written]);
  }
}

interface SizedChunk {
  readonly samples: number;
  readonly bytes: number;
}

/** For each stream, the part of it that begins in each half second. */
type Layout = readonly (readonly SizedChunk[])[];

/** The order in the file: by half second, and then by stream. */
function* inOrder(layout: Layout): Generator<SizedChunk & { readonly stream: number }> {
  const slots = Math.max(0, ...layout.map((chunks) => chunks.length));
  for (let slot = 0; slot < slots; slot++) {
    for (const [stream, chunks] of layout.entries()) {
      const chunk = chunks[slot];
      if (chunk && chunk.samples > 0) yield { ...chunk, stream };
    }
  }
}

/** Bytes that are written at once, and the stream that they belong to. */
interface Batch {
  readonly length: number;
  readonly parts: readonly { readonly stream: number; readonly at: number; readonly size: number }[];
}

function* batchesOf(layout: Layout): Generator<Batch> {
  let parts: Batch['parts'][number][] = [];
  let length = 0;
  for (const { stream, bytes: size } of inOrder(layout)) {
    if (length > 0 && length + size > batchSize) {
      yield { length, parts };
      parts = [];
      length = 0;
    }
    parts.push({ stream, at: length, size });
    length += size;
  }
  if (length > 0) yield { length, parts };
}

/** Which samples are stored together: those that begin in the same half second. */
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

/** The offset of each chunk. */
function placed(layout: Layout, start: number): readonly (readonly Chunk[])[] {
  const result = layout.map((): Chunk[] => []);
  let offset = start;
  for (const { stream, samples, bytes } of inOrder(layout)) {
    result[stream]?.push({ samples, offset });
    offset += bytes;
  }
  return result;
}

/** A full disk accepts part of a write, and reports the reason only on the next one. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
