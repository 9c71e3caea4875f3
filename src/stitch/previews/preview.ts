import { stat } from 'node:fs/promises';
import { hashOf } from '../../core/canonical.ts';
import { type Size, toSeconds } from '../../core/frames.ts';
import { ok, type Result, unreachable } from '../../core/result.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import { onCleanTable } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { deliver } from '../deliver.ts';
import { type CutProblems, cutFailed, failedRun, refusedByDisk, stopped } from '../problems.ts';
import { recall, remember } from '../record.ts';
import { drawContactSheet } from './contact-sheet.ts';
import type { FinishedFilm } from './finished-film.ts';
import { encodeGif } from './gif.ts';
import { grabFrame } from './grab-frame.ts';
import { type MovingPreview, movingFrames } from './moving.ts';
import { encodeWebm } from './webm.ts';

/** What can be made from a finished film, with the same shape and no larger. */
export type Preview =
  | MovingPreview
  /** One frame, counted from the film's first. */
  | { readonly as: 'poster'; readonly size: Size; readonly frame: number }
  | { readonly as: 'contact-sheet'; readonly size: Size };

/** Makes a preview at `output`, unless it exists and was made from the same film. */
export async function makePreview(
  preview: Preview,
  finished: FinishedFilm,
  room: CuttingRoom,
  output: string,
): Promise<Result<void, CutProblems>> {
  try {
    const inputs = await inputsOf(preview, finished, room);
    const length = lengthOf(preview, finished);
    if (!(await recall(output, inputs, room))) {
      room.emit({ type: 'stitch-started', file: output, frames: length.frames, ...noPieces });
      const made = await onCleanTable(room, () =>
        deliver(output, (draft) => render(preview, finished, room, draft), room.replacing),
      );
      if (!made.ok) return failedRun(made.error, cutFailed);
      await remember(output, inputs, { copied: 0, encoded: 0 }, room);
    }
    room.emit({ type: 'stitch-finished', file: output, ...length, copied: 0, encoded: 0 });
    return ok(undefined);
  } catch (error) {
    if (room.signal.aborted) return stopped;
    return refusedByDisk(error);
  }
}

/** It is made as a whole. */
const noPieces = { pieces: 0, encode: 0 };

function render(
  preview: Preview,
  finished: FinishedFilm,
  room: CuttingRoom,
  draft: string,
): Promise<Result<void, FfmpegFailure>> {
  switch (preview.as) {
    case 'gif':
      return encodeGif(preview, finished, room, draft);
    case 'webm':
      return encodeWebm(preview, finished, room, draft);
    case 'poster':
      return grabFrame(finished, preview, room.tools, draft, room.signal);
    case 'contact-sheet':
      return drawContactSheet(preview.size, finished, room, draft);
    default:
      return unreachable(preview);
  }
}

/** Everything that a preview's bytes depend on. The film's size and time identify it: another cut is another file. */
async function inputsOf(preview: Preview, { film, file }: FinishedFilm, room: CuttingRoom): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return hashOf({
    version: 2,
    preview,
    film: { size, modified: mtimeMs },
    labels: preview.as === 'contact-sheet' && [film.title, ...film.timeline.entries.map((e) => e.segment)],
    ffmpeg: room.tools.ffmpeg.version,
  });
}

/** A still picture has no length. */
function lengthOf(preview: Preview, { film }: FinishedFilm): { frames: number; seconds: number } {
  const { frames, fps } = film.timeline;
  return preview.as === 'gif' || preview.as === 'webm'
    ? { frames: movingFrames(preview, film), seconds: toSeconds(frames, fps) }
    : { frames: 1, seconds: 0 };
}
