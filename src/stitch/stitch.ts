import { realpath } from 'node:fs/promises';
import { hashOf } from '../core/canonical.ts';
import { toSeconds } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { mp4, picture, sound } from '../media/encoding.ts';
import { onCleanTable } from './cache.ts';
import { type CuttingRoom, type Film, hasSound } from './cutting-room.ts';
import { writeFinalCut } from './final-cut.ts';
import { gather, type Shot } from './material.ts';
import { slateFor } from './picture/card.ts';
import { type Cutting, footageKey, hardCuts, type Piece } from './picture/pieces.ts';
import { renderPicture } from './picture/render-picture.ts';
import { cutFailed, missing, overwrites, type Problems, stopped } from './problems.ts';
import { recall, remember } from './record.ts';
import { renderSound } from './sound/render-sound.ts';

/** A final cut that is on disk. */
export interface Cut {
  readonly file: string;
  readonly frames: number;
  readonly seconds: number;
  /** Pieces whose footage stands in the film bit for bit, and pieces that were encoded to fit. */
  readonly copied: number;
  readonly encoded: number;
}

/**
 * Renders a timeline into one MP4 at `output`, with hard cuts. What is there already is used: pieces and
 * sound of earlier cuts, and the film itself where it was made from the same. The film that was there is
 * replaced only by a whole one. `partial` puts slates where footage is missing.
 */
export async function stitch(
  given: Film,
  room: CuttingRoom,
  output: string,
  options: { readonly partial: boolean },
  signal: AbortSignal,
): Promise<Result<Cut, Problems>> {
  const film = options.partial ? slated(given) : given;
  const problems = [...missingFootage(film), ...(await overwritten(film, output))];
  if (problems.length > 0) return err(problems);
  try {
    return await onCleanTable(room, () => cut(film, room, output, signal));
  } catch (error) {
    if (signal.aborted) return stopped;
    if (error instanceof Error && 'code' in error) return err([cutFailed(error.message)]);
    throw error;
  }
}

async function cut(
  film: Film,
  room: CuttingRoom,
  output: string,
  signal: AbortSignal,
): Promise<Result<Cut, Problems>> {
  const pieces = hardCuts(film.timeline);
  const inputs = inputsOf(pieces, film, room);
  const before = await recall(output, inputs, room);
  if (before) return ok(finished(film, room, output, before.copied, pieces.length));

  const shots = await gather(film, room);
  if (!shots.ok) return shots;
  const cuttings = cuttingsOf(shots.value, pieces);
  const rendered = await renderPicture(cuttings, film, room, signal);
  if (!rendered.ok) return rendered;
  const heard = hasSound(film) ? await renderSound(shots.value, film, room, signal) : ok([]);
  if (!heard.ok) return heard;
  const { runs, header, copied } = rendered.value;
  await writeFinalCut(runs, header, heard.value, film, output, signal);
  await remember(output, inputs, copied, room);
  return ok(finished(film, room, output, copied, pieces.length));
}

/** All that the film's bytes depend on. */
const inputsOf = (pieces: readonly Piece[], film: Film, room: CuttingRoom): string =>
  hashOf({
    version: 1,
    pieces: pieces.map((piece) => ({ ...piece, segment: undefined, footage: footageKey(piece.footage) })),
    size: film.size,
    fps: film.timeline.fps,
    title: film.title,
    sound: hasSound(film) && { ...film.sound, narration: film.timeline.narration, encoding: sound },
    picture: [...picture(film.timeline.fps), ...mp4(film.timeline.fps)],
    ffmpeg: room.tools.ffmpeg.version,
  });

function finished(film: Film, room: CuttingRoom, file: string, copied: number, pieces: number): Cut {
  const { frames, fps } = film.timeline;
  const done = { file, frames, seconds: toSeconds(frames, fps), copied, encoded: pieces - copied };
  room.emit({ type: 'stitch-finished', ...done });
  return done;
}

const slated = (film: Film): Film => ({
  ...film,
  timeline: { ...film.timeline, entries: film.timeline.entries.map(slateFor) },
});

const missingFootage = ({ timeline }: Film): Problems =>
  timeline.entries
    .filter(({ footage }) => footage.kind === 'clip' && footage.clip === undefined)
    .map(({ segment }) => missing(segment));

async function overwritten({ timeline }: Film, output: string): Promise<Problems> {
  const there = await realpath(output).catch(() => output);
  return timeline.entries
    .filter(({ footage }) => footage.kind === 'file' && footage.file.absolute === there)
    .map(({ segment }) => overwrites(segment, output));
}

function cuttingsOf(shots: readonly Shot[], pieces: readonly Piece[]): readonly Cutting[] {
  let at = 0;
  return shots.flatMap(({ material }, i) => {
    const piece = pieces[i];
    if (piece === undefined) return [];
    at += piece.frames;
    return [{ piece, material, at: at - piece.frames }];
  });
}
