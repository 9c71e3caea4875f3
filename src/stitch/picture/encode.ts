import { err, ok, type Result } from '../../core/result.ts';
import { mp4, picture, rateText } from '../../media/encoding.ts';
import { type FfmpegJob, type FfmpegOptions, runFfmpeg } from '../../media/ffmpeg.ts';
import { type FootageFacts, readFootage } from '../../media/mp4-read.ts';
import { cached, makeFile } from '../cache.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Material } from '../material.ts';
import { failedRun, type Problems, short, unreadable } from '../problems.ts';
import { copyableRun, type Run } from './copy.ts';
import { fitting } from './fit.ts';
import type { Cutting } from './pieces.ts';
import { footageKey, type Piece } from './pieces.ts';

/** A piece that an earlier cut encoded to fit the film, if it did. */
export async function encodedBefore(
  { piece }: Cutting,
  film: Film,
  room: CuttingRoom,
): Promise<Run | undefined> {
  return encodedRun(fileFor(piece, film, room), piece, film);
}

/** Encodes a piece to fit the film: exactly its frames, whatever its footage is like. It stays in the cache. */
export async function encodePiece(
  { piece, material }: Cutting,
  film: Film,
  room: CuttingRoom,
  options: FfmpegOptions,
): Promise<Result<Run, Problems>> {
  const file = fileFor(piece, film, room);
  const encode = async (draft: string, holdFrom?: number): Promise<Result<number, Problems>> => {
    const job = jobFor(piece, material, film, holdFrom);
    const args = ['-map', '[v]', '-frames:v', String(piece.frames), ...encodingOf(film)];
    const run = await runFfmpeg(room.tools, { ...job, args: [...args, ...job.args], output: draft }, options);
    return run.ok ? ok(await framesIn(draft)) : failedRun(piece, run.error);
  };
  const made = await makeFile<Problems>(room, file, async (draft) => {
    const got = await encode(draft);
    if (!got.ok) return got;
    if (got.value === piece.frames) return ok(undefined);
    if (got.value === 0) return err([unreadable(piece, `it ends before frame ${piece.from}`)]);
    room.emit({ type: 'notice', diagnostic: short(piece.segment, got.value, piece.frames) });
    const held = await encode(draft, got.value);
    return held.ok ? ok(undefined) : held;
  });
  if (!made.ok) return made;
  const run = await encodedRun(file, piece, film);
  return run ? ok(run) : err([unreadable(piece, `${piece.frames} frames could not be made of it`)]);
}

const encodingOf = ({ timeline: { fps } }: Film): readonly string[] => [...picture(fps), ...mp4(fps)];

/** Where the cache has a piece: by all that its bytes depend on. */
function fileFor(piece: Piece, film: Film, room: CuttingRoom): string {
  const depends = {
    version: 1,
    footage: footageKey(piece.footage),
    from: piece.from,
    frames: piece.frames,
    fit: piece.fit,
    size: film.size,
    encoding: encodingOf(film),
    ffmpeg: room.tools.ffmpeg.version,
  };
  return cached(room, 'pieces', depends, 'mp4');
}

type Job = Pick<FfmpegJob, 'inputs' | 'graph' | 'args'>;

/** `holdFrom`: how many frames there are; the last of them is shown until the piece's end. */
function jobFor(piece: Piece, material: Material, film: Film, holdFrom: number | undefined): Job {
  const rate = rateText(film.timeline.fps);
  const fitted = fitting(material, piece.fit, film.size);
  const counted = [`setpts=N/(${rate}*TB)`, `trim=end_frame=${piece.frames}`];
  const graph = (filters: readonly string[]): string => `[0:v:0]${filters.join(',')}[v]`;
  const hold = (first: number): string => `loop=loop=${piece.frames}:size=1:start=${first - 1}`;
  if (material.kind === 'still') {
    return {
      inputs: [{ file: material.file, args: ['-f', `${material.format}_pipe`] }],
      graph: graph([...fitted, hold(1), ...counted]),
      args: [],
    };
  }
  const begin = material.facts.start + piece.from / film.timeline.fps;
  return {
    // From the keyframe before, with the file's own times: what is shown at the beginning may be an older frame.
    inputs: [
      { file: material.file, args: ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', begin.toFixed(6)] },
    ],
    graph: graph([
      `setpts=PTS-${begin.toFixed(9)}/TB`,
      `fps=fps=${rate}:start_time=0`,
      ...(holdFrom === undefined ? [] : [hold(holdFrom)]),
      ...counted,
      ...fitted,
    ]),
    args: ['-copyts'],
  };
}

/** What was encoded is read like any other footage: it is right if all of it can be copied into the film. */
async function encodedRun(file: string, piece: Piece, film: Film): Promise<Run | undefined> {
  const facts = await readEncoded(file);
  return facts && copyableRun(file, facts, 0, piece.frames, { size: film.size, fps: film.timeline.fps });
}

const framesIn = async (file: string): Promise<number> => (await readEncoded(file))?.avc?.times.length ?? 0;

/** Not there, or damaged: all the same, it is made anew. */
const readEncoded = (file: string): Promise<FootageFacts | undefined> =>
  readFootage(file).catch(() => undefined);
