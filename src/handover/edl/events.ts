import { type CutOverlap, endOf, type Handover, type HandoverShot, transitionName } from '../handover.ts';

/** What is seen: a shot's material from one of its frames on, or, without a shot, black. */
export interface Seen {
  readonly shot?: HandoverShot;
  readonly from: number;
}

/** One thing after another in the film. */
export interface EdlEvent extends Seen {
  /** Its first frame in the film, and the frame after its last. */
  readonly start: number;
  readonly end: number;
  /** How it is come to, where not by a cut. */
  readonly entry?: Entry;
}

interface Entry {
  /** What goes on being seen while the event comes in. */
  readonly over: Seen;
  readonly frames: number;
  /** What the storyboard calls it. */
  readonly transition: string;
}

/**
 * A film as events: an event's transition stands at its beginning, so it begins where the transition does and the event
 * before it ends there. To fade by way of black is two dissolves, into black and out of it.
 */
export const eventsOf = ({ shots }: Handover): readonly EdlEvent[] =>
  shots.flatMap((shot, i) => {
    const previous = shots[i - 1];
    const end = endOf(shot) - (shot.join?.before ?? 0);
    const events = previous?.join
      ? entered(shot, previous, previous.join, end)
      : [{ shot, from: shot.sourceStart, start: shot.start, end }];
    return i === shots.length - 1 && shot.join ? [...events, leaving(shot, shot.join, end)] : events;
  });

function entered(
  shot: HandoverShot,
  previous: HandoverShot,
  { transition, before, after }: CutOverlap,
  end: number,
): readonly EdlEvent[] {
  const start = shot.start - before;
  const over = { shot: previous, from: frameAt(previous, start) };
  const name = transitionName(transition);
  if (name !== 'fade-to-black' || before === 0) {
    const entry = { over, frames: before + after, transition: name };
    return [{ shot, from: frameAt(shot, start), start, end, entry }];
  }
  return [
    { from: 0, start, end: shot.start, entry: { over, frames: before, transition: name } },
    {
      shot,
      from: shot.sourceStart,
      start: shot.start,
      end,
      entry: { over: { from: before }, frames: after, transition: name },
    },
  ];
}

/** The film's end: the last shot goes into black. */
const leaving = (shot: HandoverShot, { transition, before }: CutOverlap, start: number): EdlEvent => ({
  from: 0,
  start,
  end: endOf(shot),
  entry: {
    over: { shot, from: frameAt(shot, start) },
    frames: before,
    transition: transitionName(transition),
  },
});

/** The frame of a shot's material that stands at a frame of the film, also beyond the shot's cuts. */
const frameAt = (shot: HandoverShot, frame: number): number => shot.sourceStart + frame - shot.start;
