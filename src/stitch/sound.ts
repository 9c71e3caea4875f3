import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import { exactRate, sound } from '../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../media/ffmpeg.ts';
import { cached, exists, makeFile, tableOf } from './cache.ts';
import type { CuttingRoom, Film } from './cutting-room.ts';
import { inParallel } from './parallel.ts';
import { footageKey } from './pieces.ts';
import { cutFailed, failedRun, type Problems, stopped } from './problems.ts';
import type { Cutting } from './render-picture.ts';

/** Sound as it is worked with: 16 bits, stereo, 48 kHz. */
const rate = 48_000;
const bytesPerSample = 4;
const raw = ['-f', 's16le', '-ar', String(rate), '-ac', '2'];
/** Faded in and out at each cut, in samples: 3 ms, too short to be heard, long enough not to click. */
const fade = 144;
/** Seconds decoded before the ones that are wanted: AAC needs one packet to get going, other codecs more. */
const lead = 2;

/** Where in the film a piece's sound stands, in samples, and the file that holds it raw; none is silence. */
interface SoundPiece {
  readonly samples: number;
  readonly file?: string;
}

/** The sample at which a frame begins. Counted from the film's beginning, so that no rounding adds up. */
export function sampleAt(frame: number, fps: number): number {
  const { num, den } = exactRate(fps);
  return Math.round((frame * rate * den) / num);
}

/** The film's sound in one AAC file, exactly as long as its picture. */
export async function renderSound(
  cuttings: readonly Cutting[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<string, Problems>> {
  const pieces = await inParallel(cuttings, availableParallelism(), (cutting) =>
    decodeSound(cutting, film, room, signal),
  );
  if (!pieces.ok) return pieces;
  const encoded = await encodeSound(pieces.value, room, signal);
  if (encoded.ok) return encoded;
  return encoded.error.aborted ? stopped : err([cutFailed(encoded.error.message)]);
}

/** A piece's sound, cut to exactly the samples between its first frame and the next piece's. Cached. */
async function decodeSound(
  { piece, material, at }: Cutting,
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<SoundPiece, Problems>> {
  const { fps } = film.timeline;
  const samples = sampleAt(at + piece.frames, fps) - sampleAt(at, fps);
  if (material.kind === 'still' || !material.facts.hasSound) return ok({ samples });
  const file = cached(
    room,
    'sound',
    {
      version: 1,
      footage: footageKey(piece.footage),
      from: sampleAt(piece.from, fps),
      samples,
      ffmpeg: room.tools.ffmpeg.version,
    },
    'pcm',
  );
  if (await exists(file)) return ok({ samples, file });
  const begin = material.facts.start + piece.from / fps;
  const made = await makeFile<FfmpegFailure>(room, file, (output) =>
    runFfmpeg(
      room.tools,
      {
        inputs: [
          {
            file: material.file,
            args: begin > lead ? ['-seek_timestamp', '1', '-ss', (begin - lead).toFixed(6)] : [],
          },
        ],
        graph:
          `[0:a:0]aresample=${rate},asetpts=PTS-${begin.toFixed(9)}/TB,` +
          `aresample=async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=stereo,` +
          `apad,atrim=end_sample=${samples}[a]`,
        args: ['-map', '[a]', '-copyts', ...raw],
        output,
      },
      { signal },
    ),
  );
  return made.ok ? ok({ samples, file }) : failedRun(piece.segment, made.error);
}

/** The film's sound, encoded as one: joined AAC would grow by its encoder's delay at each cut. Cached. */
async function encodeSound(
  pieces: readonly SoundPiece[],
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<string, FfmpegFailure>> {
  const file = cached(
    room,
    'sound',
    { version: 1, pieces, sound, fade, ffmpeg: room.tools.ffmpeg.version },
    'm4a',
  );
  if (await exists(file)) return ok(file);
  const whole = join(tableOf(room), 'film.pcm');
  await layOut(pieces, whole, signal);
  const made = await makeFile<FfmpegFailure>(room, file, (output) =>
    runFfmpeg(
      room.tools,
      { inputs: [{ file: whole, args: raw }], args: [...sound, '-f', 'mp4', '-fflags', '+bitexact'], output },
      { signal },
    ),
  );
  return made.ok ? ok(file) : made;
}

async function layOut(pieces: readonly SoundPiece[], file: string, signal: AbortSignal): Promise<void> {
  const whole = await open(file, 'w');
  try {
    for (const piece of pieces) {
      if (signal.aborted) return;
      if (piece.file === undefined) await silence(whole, piece.samples);
      else await faded(piece.file, piece.samples, whole);
    }
  } finally {
    await whole.close();
  }
}

async function silence(to: FileHandle, samples: number): Promise<void> {
  const second = Buffer.alloc(rate * bytesPerSample);
  for (let left = samples * bytesPerSample; left > 0; left -= second.length) {
    await to.writeFile(second.subarray(0, left));
  }
}

async function faded(file: string, samples: number, to: FileHandle): Promise<void> {
  const { size } = await stat(file);
  if (size !== samples * bytesPerSample)
    throw new Error(`${file} is ${size} bytes long, not ${samples} samples`);
  let at = 0;
  for await (const bytes of createReadStream(file, { highWaterMark: rate * bytesPerSample })) {
    const chunk: Buffer = bytes;
    const count = chunk.length / bytesPerSample;
    for (let i = 0; i < count; i++) {
      const edge = Math.min(at + i, samples - 1 - at - i);
      // From the last sample that is faded in to the first that is faded out nothing changes.
      if (edge >= fade) {
        i = Math.max(i, samples - 1 - fade - at);
        continue;
      }
      for (let side = 0; side < bytesPerSample; side += 2) {
        const place = i * bytesPerSample + side;
        chunk.writeInt16LE(Math.round((chunk.readInt16LE(place) * edge) / fade), place);
      }
    }
    at += count;
    await to.writeFile(chunk);
  }
}
