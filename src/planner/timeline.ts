import { toFrames } from '../core/frames.ts';
import type { Holdings } from '../core/holdings.ts';
import { inputKey } from '../core/request.ts';
import type { Segment, Transition } from '../storyboard/model.ts';
import type { TakeFootage } from './footage.ts';
import type { Footage, Timeline, TimelineEntry } from './plan.ts';
import { type Shown, shownOf } from './shown.ts';

export interface TimelineInput {
  readonly segments: readonly Segment[];
  readonly footage: ReadonlyMap<string, TakeFootage>;
  readonly fps: number;
  readonly holdings: Holdings;
  /** The id under which the job of a fingerprint stands. */
  readonly jobId: (fingerprint: string) => string;
}

/** Lays the film out in exact frames; a transition overlaps both of its neighbours. */
export function layOut(input: TimelineInput): Timeline {
  const shots = input.segments.flatMap((segment) => shotsOf(segment, input));
  const entries: TimelineEntry[] = [];
  let start = 0;
  shots.forEach((shot, index) => {
    const overlap = overlapOf(shot, shots[index + 1], input.fps);
    entries.push({ ...shot, start, overlap });
    start += shot.frames - overlap;
  });
  return { fps: input.fps, entries, frames: start };
}

/** An entry that does not know yet where in the film it stands. */
type Shot = Omit<TimelineEntry, 'start' | 'overlap'>;

function shotsOf(segment: Segment, input: TimelineInput): readonly Shot[] {
  const { id, scene, source, fit, transition } = segment;
  const footage = input.footage.get(id) ?? { pieces: [] };
  const shown = shownOf(segment, footage, input.fps);
  const whole = { segment: id, scene, fit, transition, frames: shown.to - shown.from };
  switch (source.kind) {
    case 'card':
      return [{ ...whole, footage: { kind: 'card', card: source.card }, sourceStart: 0 }];
    case 'file':
      return [{ ...whole, footage: { kind: 'file', file: source.file }, sourceStart: shown.from }];
    default: {
      const shots = piecesShown(footage, shown, input);
      const last = shots.length - 1;
      return shots.map((shot, index) => ({ ...whole, ...shot, transition: index < last ? cut : transition }));
    }
  }
}

const cut: Transition = { type: 'cut' };

/** What is seen of each piece of a segment, where one begins at the very frame where the one before ends. */
function piecesShown(
  { pieces }: TakeFootage,
  shown: Shown,
  { fps, holdings, jobId }: TimelineInput,
): readonly Pick<TimelineEntry, 'footage' | 'frames' | 'sourceStart'>[] {
  let seconds = 0;
  return pieces.flatMap(({ from: { input }, seconds: own, after }) => {
    const first = toFrames(seconds, fps);
    seconds += own;
    const from = Math.max(shown.from, first);
    const frames = Math.min(shown.to, toFrames(seconds, fps)) - from;
    if (frames <= 0) return [];
    // The part before counts as it really came: a clip is rarely exactly as long as was asked for.
    const before = after && (holdings.clip(after.fingerprint)?.seconds ?? after.seconds);
    const fingerprint = inputKey(input);
    const clip = holdings.clip(fingerprint)?.hash;
    const footage: Footage = {
      kind: 'clip',
      job: jobId(fingerprint),
      fingerprint,
      ...(clip !== undefined && { clip }),
    };
    return [{ footage, frames, sourceStart: toFrames(before ?? 0, fps) + from - first }];
  });
}

/** In frames, and never more than half of either neighbour, so that two transitions never meet. */
function overlapOf(shot: Shot, next: Shot | undefined, fps: number): number {
  if (next === undefined || shot.transition.type === 'cut') return 0;
  const most = Math.floor(Math.min(shot.frames, next.frames) / 2);
  return Math.min(toFrames(shot.transition.duration, fps), most);
}
