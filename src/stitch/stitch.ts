import { realpath } from 'node:fs/promises';
import { hashOf } from '../core/canonical.ts';
import { toSeconds } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { mp4, picture, sound } from '../media/encoding.ts';
import { onCleanTable } from './cache.ts';
import { type CuttingRoom, type Film, hasSound } from './cutting-room.ts';
import { writeFinalCut } from './final-cut.ts';
import { gather } from './material.ts';
import { slateFor } from './picture/card.ts';
import { footageKey, hardCuts, type Piece } from './picture/pieces.ts';
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
  film: Film,
  room: CuttingRoom,
  output: string,
  options: { readonly partial: boolean },
  signal: AbortSignal,
): Promise<Result<Cut, Problems>> {
  const cuts = hardCuts(film.timeline);
  const pieces = options.partial ? cuts.map(slateFor) : cuts;
  const problems = [...missingFootage(pieces), ...(await overwritten(pieces, output))];
  if (problems.length > 0) return err(problems);
  try {
    return await onCleanTable(room, () => cut(pieces, film, room, output, signal));
  } catch (error) {
    if (signal.aborted) return stopped;
    if (error instanceof Error && 'code' in error) return err([cutFailed(error.message)]);
    throw error;
  }
}

async function cut(
  pieces: readonly Piece[],
  film: Film,
  room: CuttingRoom,
  output: string,
  signal: AbortSignal,
): Promise<Result<Cut, Problems>> {
  const inputs = inputsOf(pieces, film, room);
  const before = await recall(output, inputs, room);
  if (before) return ok(finished(film, room, output, before.copied, pieces.length));

  const cuttings = await gather(pieces, film, room);
  if (!cuttings.ok) return cuttings;
  const rendered = await renderPicture(cuttings.value, film, room, signal);
  if (!rendered.ok) return rendered;
  const heard = hasSound(film) ? await renderSound(cuttings.value, film, room, signal) : ok([]);
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
    sound: hasSound(film) && sound,
    picture: [...picture(film.timeline.fps), ...mp4(film.timeline.fps)],
    ffmpeg: room.tools.ffmpeg.version,
  });

function finished(film: Film, room: CuttingRoom, file: string, copied: number, pieces: number): Cut {
  const { frames, fps } = film.timeline;
  const done = { file, frames, seconds: toSeconds(frames, fps), copied, encoded: pieces - copied };
  room.emit({ type: 'stitch-finished', ...done });
  return done;
}

const missingFootage = (pieces: readonly Piece[]): Problems =>
  pieces
    .filter(({ footage }) => footage.kind === 'clip' && footage.clip === undefined)
    .map(({ segment }) => missing(segment));

async function overwritten(pieces: readonly Piece[], output: string): Promise<Problems> {
  const there = await realpath(output).catch(() => output);
  return pieces
    .filter(({ footage }) => footage.kind === 'file' && footage.file.absolute === there)
    .map(({ segment }) => overwrites(segment, output));
}
