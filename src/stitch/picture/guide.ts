import type { Margins, Size } from '../../core/frames.ts';
import type { Box } from '../../media/drawing/sheet.ts';
import { isStandIn } from '../../planner/plan.ts';
import type { Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { labelOf } from './label-text.ts';

type Entry = Shot['entry'];
type Guided = Pick<Film, 'covered' | 'quality' | 'size'>;

/**
 * The safe zone, of which the outline is drawn: in a preview, and over stand-ins, so never over footage in a film that is
 * meant to be shown. Undefined: none is drawn.
 */
export function guideOf(entry: Entry, { covered, quality, size }: Guided): Box | undefined {
  if (covered === undefined) return undefined;
  return quality === 'quick' || isStandIn(entry.footage) ? safeZone(size, covered) : undefined;
}

/** Whether each of a shot's frames is drawn on when the film is cut. */
export const isDrawnOn = (entry: Entry, film: Film): boolean =>
  labelOf(entry, film) !== undefined || guideOf(entry, film) !== undefined;

/** What of a frame nothing covers, in even pixels. */
function safeZone({ width, height }: Size, { top, right, bottom, left }: Margins): Box {
  const [x, y] = [even(left * width), even(top * height)];
  return { x, y, width: even((1 - right) * width) - x, height: even((1 - bottom) * height) - y };
}

const even = (pixels: number): number => 2 * Math.round(pixels / 2);

/** A filter that draws the outline of a box, from one frame to another, exclusive. */
export function outline(
  { x, y, width, height }: Box,
  frame: Size,
  during: { readonly frame: string; readonly from: number; readonly to: number },
): string {
  const thick = Math.max(2, even(Math.min(frame.width, frame.height) * 0.004));
  const when = `between(${during.frame},${during.from},${during.to - 1})`;
  return `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=white@0.7:t=${thick}:enable='${when}'`;
}
