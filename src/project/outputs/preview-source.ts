import { sameAspect, toFrames } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Timeline } from '../../planner/plan.ts';
import { cached } from '../../stitch/cache.ts';
import type { CuttingRoom } from '../../stitch/cutting-room.ts';
import type { Preview } from '../../stitch/previews/preview.ts';
import type { Format, Output, Storyboard } from '../../storyboard/model.ts';

/** Frames per second of a GIF: enough to judge a movement, at half the bytes. */
const gifRate = 12;

/** Whether an output can be made from that film: it has the same picture, large enough. */
export function servesFor(film: Output, wanted: Output, format: Format): boolean {
  const alike = sameAspect(wanted.size, format.size) || film.fit === wanted.fit;
  return alike && sameAspect(film.size, wanted.size) && film.size.width >= wanted.size.width;
}

/** The file of the film that an output is made from when no other output will do. */
export const filmFile = ({ file }: Storyboard, { size, fit }: Output, room: CuttingRoom): string =>
  cached(room, 'previews', { storyboard: file, size, fit }, 'mp4');

/** What is made from a finished film for an output. A poster shows a frame a third into the film unless it says which. */
export function previewFrom({ as, size, at, fps }: Output, timeline: Timeline): Preview {
  switch (as) {
    case 'gif':
      return { as, size, fps: fps ?? Math.min(gifRate, timeline.fps) };
    case 'webm':
      return { as, size, fps: fps ?? timeline.fps };
    case 'poster': {
      const frame = at === undefined ? Math.floor(timeline.frames / 3) : toFrames(at, timeline.fps);
      return { as, size, frame: Math.min(frame, timeline.frames - 1) };
    }
    case 'contact-sheet':
      return { as, size };
    case 'mp4':
      throw new Error('a film is stitched, not made from another');
    default:
      return unreachable(as);
  }
}
