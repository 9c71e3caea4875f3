import { ok, type Result } from '../../core/result.ts';
import { exactRate } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { cached, exists, makeFile } from '../cache.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Cutting } from '../picture/pieces.ts';
import { footageKey } from '../picture/pieces.ts';
import { failedRun, type Problems } from '../problems.ts';

/** Sound as it is worked with: 16 bits, stereo, 48 kHz. */
const rate = 48_000;
export const bytesPerSample = 4;
export const rawSound = ['-f', 's16le', '-ar', String(rate), '-ac', '2'];
/** Seconds decoded before the ones that are wanted: AAC needs one packet to get going, other codecs more. */
const lead = 2;

/** A piece's sound and where in the film it stands, in samples. */
export interface SoundPiece {
  readonly start: number;
  readonly end: number;
  /** Raw sound of exactly that many samples; none is silence. */
  readonly file?: string;
}

/** The sample at which a frame begins. Counted from the film's beginning, so that no rounding adds up. */
export function sampleAt(frame: number, fps: number): number {
  const { num, den } = exactRate(fps);
  return Math.round((frame * rate * den) / num);
}

/** A piece's sound, cut to exactly the samples between its first frame and the next piece's. Cached. */
export async function decodeSound(
  { piece, material, at }: Cutting,
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<SoundPiece, Problems>> {
  const { fps } = film.timeline;
  const place = { start: sampleAt(at, fps), end: sampleAt(at + piece.frames, fps) };
  if (material.kind === 'still' || !material.facts.hasSound) return ok(place);
  const samples = place.end - place.start;
  const depends = {
    version: 1,
    footage: footageKey(piece.footage),
    from: sampleAt(piece.from, fps),
    samples,
    ffmpeg: room.tools.ffmpeg.version,
  };
  const file = cached(room, 'sound', depends, 'pcm');
  if (await exists(file, samples * bytesPerSample)) return ok({ ...place, file });
  const begin = material.facts.start + piece.from / fps;
  const seek = begin > lead ? ['-seek_timestamp', '1', '-ss', (begin - lead).toFixed(6)] : [];
  const made = await makeFile<FfmpegFailure>(room, file, (output) =>
    runFfmpeg(
      room.tools,
      {
        inputs: [{ file: material.file, args: seek }],
        graph:
          `[0:a:0]aresample=${rate},asetpts=PTS-${begin.toFixed(9)}/TB,` +
          `aresample=async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=stereo,` +
          `apad,atrim=end_sample=${samples}[a]`,
        args: ['-map', '[a]', '-copyts', ...rawSound],
        output,
      },
      { signal },
    ),
  );
  return made.ok ? ok({ ...place, file }) : failedRun(piece, made.error);
}
