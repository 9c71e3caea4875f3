import { type CutOverlap, endOf, type Handover, type HandoverShot, transitionName } from '../handover.ts';

/** What is visible: a shot's material from one of its frames on, or black if there is no shot. */
export interface Seen {
  readonly shot?: HandoverShot;
  readonly from: number;
}

/** One event of the film. */
export interface EdlEvent extends Seen {
  /** What it is of: picture, sound or both. */
  readonly channels: 'V' | 'AA' | 'AA/V';
  /** Its first frame in the film, and the frame after its last. */
  readonly start: number;
  readonly end: number;
  /** The transition into it, unless it begins with a cut. */
  readonly entry?: Entry;
}

interface Entry {
  /** What remains visible during the transition. */
  readonly over: Seen;
  readonly frames: number;
  /** Its name in the storyboard. */
  readonly transition: string;
}

/**
 * A film as events. An event begins where its transition begins, and the event before it ends there. A fade through black is
 * two dissolves, into black and out of it.
 */
export const eventsOf = ({ shots, keepsSound }: Handover): readonly EdlEvent[] =>
  shots.flatMap(seenOf).flatMap((event) => heardIn(event, keepsSound));

type Picture = Omit<EdlEvent, 'channels'>;

/** A transition out of a shot that isn't heard is one of the picture alone: the sound begins with a cut. */
function heardIn(event: Picture, keepsSound: boolean): readonly EdlEvent[] {
  const { entry, ...cut } = event;
  if (!keepsSound || event.shot?.volume === 'mute') return [{ ...event, channels: 'V' }];
  if (entry?.over.shot?.volume !== 'mute') return [{ ...event, channels: 'AA/V' }];
  return [
    { ...event, channels: 'V' },
    { ...cut, channels: 'AA' },
  ];
}

const seenOf = (shot: HandoverShot, i: number, shots: readonly HandoverShot[]): readonly Picture[] => {
  const previous = shots[i - 1];
  const end = endOf(shot) - (shot.join?.before ?? 0);
  const events = previous?.join
    ? entered(shot, previous, previous.join, end)
    : [{ shot, from: shot.sourceStart, start: shot.start, end }];
  return i === shots.length - 1 && shot.join ? [...events, leaving(shot, shot.join, end)] : events;
};

function entered(
  shot: HandoverShot,
  previous: HandoverShot,
  { transition, before, after }: CutOverlap,
  end: number,
): readonly Picture[] {
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

/** At the film's end, the last shot turns into black. */
const leaving = (shot: HandoverShot, { transition, before }: CutOverlap, start: number): Picture => ({
  from: 0,
  start,
  end: endOf(shot),
  entry: {
    over: { shot, from: frameAt(shot, start) },
    frames: before,
    transition: transitionName(transition),
  },
});

/** The frame of a shot's material at a frame of the film; it may lie beyond the shot's cuts. */
const frameAt = (shot: HandoverShot, frame: number): number => shot.sourceStart + frame - shot.start;
