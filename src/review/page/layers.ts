import type { ShownEntry, ShownFilm } from '../film/shown.ts';

/** One entry of the film as it is seen at a frame. */
export interface Layer {
  /** In the film's entries. */
  readonly index: number;
  readonly entry: ShownEntry;
  /** Seconds in its file: the middle of the frame, so that rounding never shows the one beside it. */
  readonly time: number;
  /** How far the transition into it, or out of it, has come: in [0, 1]; absent: it is seen alone. */
  readonly progress?: number;
}

type Entries = Pick<ShownFilm, 'entries' | 'fps'>;

/** What is seen at a frame, the lower first. `plain`: cuts in place of transitions, in the middle of each. */
export function layersAt(film: Entries, frame: number, plain = false): readonly Layer[] {
  const { entries } = film;
  const index = entryAt(entries, frame);
  const entry = entries[index];
  const next = entries[index + 1];
  if (!entry) return [];
  const into = next ? frame - next.start : -1;
  if (!next || into < 0 || entry.overlap === 0) return [layer(film, index, frame)];
  if (plain) return [layer(film, into < entry.overlap / 2 ? index : index + 1, frame)];
  const progress = (Math.floor(into) + 1) / (entry.overlap + 1);
  return [
    { ...layer(film, index, frame), progress },
    { ...layer(film, index + 1, frame), progress },
  ];
}

/** The first entry that a frame is in, by halving: there may be a thousand. */
export function entryAt(entries: readonly ShownEntry[], frame: number): number {
  let [low, high] = [0, entries.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start = 0, frames = 0 } = entries[middle] ?? {};
    if (frame < start + frames) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low);
}

function layer({ entries, fps }: Entries, index: number, frame: number): Layer {
  const entry = entries[index] as ShownEntry;
  return { index, entry, time: sourceTime(entry, frame, fps) };
}

/** Where in its file an entry is at a frame of the film, in seconds. */
export const sourceTime = (
  { start, sourceStart, speed }: Pick<ShownEntry, 'start' | 'sourceStart' | 'speed'>,
  frame: number,
  fps: number,
): number => (Math.max(0, sourceStart + Math.floor(frame) - start + 0.5) / fps) * speed;

/** Frames from one to another, exclusive. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** The frames of a segment; undefined if the film does not show it. */
export function rangeOf({ entries }: Pick<ShownFilm, 'entries'>, segment: string): FrameRange | undefined {
  const own = entries.filter((entry) => entry.segment === segment);
  const [first] = own;
  const last = own.at(-1);
  return first && last && { from: first.start, to: last.start + last.frames };
}

const seamSeconds = 1.5;

/** The frames on either side of where a segment meets the next one; of the last, where it meets the one before. */
export function seamOf(
  film: Pick<ShownFilm, 'entries' | 'fps' | 'frames'>,
  segment: string,
): Seam | undefined {
  const { entries, fps, frames } = film;
  let index = entries.findLastIndex((entry) => entry.segment === segment);
  if (index === entries.length - 1) index -= 1;
  const [before, after] = [entries[index], entries[index + 1]];
  if (!before || !after) return undefined;
  const middle = after.start + before.overlap / 2;
  const around = Math.round(seamSeconds * fps) + Math.ceil(before.overlap / 2);
  return {
    ...{ before, after },
    range: {
      from: Math.max(before.start, Math.round(middle - around)),
      to: Math.min(frames, after.start + after.frames, Math.round(middle + around)),
    },
  };
}

export interface Seam {
  readonly before: ShownEntry;
  readonly after: ShownEntry;
  readonly range: FrameRange;
}
