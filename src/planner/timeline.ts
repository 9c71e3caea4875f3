import { toFrames, toSeconds } from '../core/frames.ts';
import type { Holdings } from '../core/holdings.ts';
import { inputKey } from '../core/request.ts';
import { unreachable } from '../core/result.ts';
import type { Audio, Scene, Segment, Transition } from '../storyboard/model.ts';
import { about } from './about.ts';
import type { ExpandedSegment } from './expand.ts';
import type { Findings } from './findings.ts';
import type { TakeFootage } from './footage.ts';
import { captionsOf, chaptersOf, narrationOf } from './marks.ts';
import type { Footage, Timeline, TimelineEntry } from './plan.ts';
import { type Shown, shownOf } from './shown.ts';

export interface TimelineInput {
  /** In film order. */
  readonly segments: readonly ExpandedSegment[];
  readonly scenes: readonly Scene[];
  readonly narration: Audio['narration'];
  readonly fps: number;
  readonly holdings: Holdings;
  /** The id under which the job of a fingerprint stands. */
  readonly jobId: (fingerprint: string) => string;
}

/** Lays the film out in exact frames; a transition overlaps both of its neighbours. */
export function layOut(input: TimelineInput, findings: Findings): Timeline {
  const { fps } = input;
  const shots = input.segments.flatMap((expanded) => shotsOf(expanded, input));
  let start = 0;
  const entries = shots.map((shot, index): TimelineEntry => {
    const { id: segment, scene, fit, caption, speaks } = shot.segment;
    const { footage, frames, sourceStart, transition } = shot;
    const overlap = overlapOf(shot, shots[index + 1], fps, findings);
    const entry = {
      ...{ segment, scene, footage, start, frames, sourceStart, transition, overlap, fit, speaks },
      ...(caption !== undefined && { caption }),
    };
    start += frames - (index < shots.length - 1 ? overlap : 0);
    return entry;
  });
  return {
    fps,
    entries,
    frames: start,
    chapters: chaptersOf(entries, input.scenes),
    captions: captionsOf(entries),
    narration: narrationOf(entries, input.narration, fps),
  };
}

/** What is seen of one clip, before it is known where in the film it stands. */
interface Shot {
  readonly segment: Segment;
  readonly footage: Footage;
  readonly frames: number;
  readonly sourceStart: number;
  readonly transition: Transition;
}

const cut: Transition = { type: 'cut' };

function shotsOf({ segment, footage }: ExpandedSegment, input: TimelineInput): readonly Shot[] {
  const { source, transition } = segment;
  const shown = shownOf(segment, footage, input.fps);
  const frames = shown.to - shown.from;
  switch (source.kind) {
    case 'card':
      return [{ segment, footage: { kind: 'card', card: source.card }, frames, sourceStart: 0, transition }];
    case 'file':
      return [
        {
          segment,
          footage: { kind: 'file', file: source.file },
          frames,
          sourceStart: shown.from,
          transition,
        },
      ];
    case 'generate':
    case 'image':
    case 'extend':
    case 'edit':
      return shotsOfPieces(segment, footage, shown, input);
    default:
      return unreachable(source);
  }
}

/** Where a segment has several pieces, each begins at the very frame where the one before ends. */
function shotsOfPieces(
  segment: Segment,
  { pieces }: TakeFootage,
  shown: Shown,
  { fps, holdings, jobId }: TimelineInput,
): readonly Shot[] {
  const shots: Shot[] = [];
  let seconds = 0;
  for (const { from, seconds: own, after } of pieces) {
    const first = toFrames(seconds, fps);
    seconds += own;
    const begin = Math.max(shown.from, first);
    const end = Math.min(shown.to, toFrames(seconds, fps));
    if (end <= begin) continue;
    // The part before counts as it really came: a clip is rarely exactly as long as was asked for.
    const before = after === undefined ? 0 : (holdings.clip(after.fingerprint)?.seconds ?? after.seconds);
    const fingerprint = inputKey(from.input);
    const clip = holdings.clip(fingerprint)?.hash;
    shots.push({
      segment,
      footage: { kind: 'clip', job: jobId(fingerprint), fingerprint, ...(clip !== undefined && { clip }) },
      frames: end - begin,
      sourceStart: toFrames(before, fps) + begin - first,
      transition: end === shown.to ? segment.transition : cut,
    });
  }
  return shots;
}

/** In frames, and never more than half of either neighbour, so that two transitions never meet. */
function overlapOf(
  { segment, frames, transition }: Shot,
  next: Shot | undefined,
  fps: number,
  findings: Findings,
): number {
  if (transition.type === 'cut') return 0;
  const asked = toFrames(transition.duration, fps);
  const most = Math.floor(Math.min(frames, next?.frames ?? frames) / 2);
  if (asked <= most) return asked;
  findings.add({
    ...about(segment, 'warning', 'transition-shortened'),
    message: `The transition after ${segment.id} is shortened from ${transition.duration} s to ${Number(toSeconds(most, fps).toFixed(3))} s, half of the shorter clip beside it.`,
  });
  return most;
}
