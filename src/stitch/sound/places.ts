import { unreachable } from '../../core/result.ts';
import type { Timeline, TimelineEntry } from '../../planner/plan.ts';
import { edge, type Passage, type Ramp } from './passage.ts';
import { rate, sampleAt } from './raw.ts';

/** Which samples of a recording are heard where in the film, and how it fades. */
export type HeardPlace = Pick<Passage, 'start' | 'end' | 'from' | 'ramps'>;

/** Each shot is heard from its first frame to its last, except where a fade through black hides it. */
export function placesOfShots({ entries, fps }: Timeline): readonly HeardPlace[] {
  const joins = entries.map((entry, i) => crossingAfter(entry, entries[i + 1], fps));
  return entries.map((entry, i) => {
    const first = sampleAt(entry.start, fps);
    const last = sampleAt(entry.start + entry.frames, fps);
    const rise = joins[i - 1]?.rise ?? edgeAfter(first);
    const fall = joins[i]?.fall ?? edgeBefore(last);
    return { start: rise.begin, end: fall.end, from: rise.begin - first, ramps: [rise, fall] };
  });
}

/** The fade-out of a recording that is longer than the film: 50 ms, since it may end within a word or note. */
const cutShort = rate / 20;

/** A recording that begins at `first`, possibly before the film. Undefined if nothing of it is heard. */
export function placeOfRecording(first: number, samples: number, length: number): HeardPlace | undefined {
  const start = Math.max(0, first);
  const last = first + samples;
  const end = Math.min(length, last);
  if (start >= end) return undefined;
  const fall: Ramp = last > length ? { kind: 'fall', begin: end - cutShort, end } : edgeBefore(end);
  return { start, end, from: start - first, ramps: [edgeAfter(start), fall] };
}

const edgeAfter = (begin: number): Ramp => ({ kind: 'rise', begin, end: begin + edge });
const edgeBefore = (end: number): Ramp => ({ kind: 'fall', begin: end - edge, end });

interface Crossing {
  readonly fall: Ramp;
  /** Absent at the film's end. */
  readonly rise?: Ramp;
}

/** The change from one shot's sound to the next one's; undefined at a cut. */
function crossingAfter(
  before: TimelineEntry,
  after: TimelineEntry | undefined,
  fps: number,
): Crossing | undefined {
  if (before.overlap === 0) return undefined;
  const last = before.start + before.frames;
  const begin = sampleAt(last - before.overlap, fps);
  const end = sampleAt(last, fps);
  if (after === undefined) return { fall: { kind: 'fall', begin, end } };
  const middle = passesNothing(before.transition) ? Math.round((begin + end) / 2) : undefined;
  return {
    fall: { kind: 'fall', begin, end: middle ?? end },
    rise: { kind: 'rise', begin: middle ?? begin, end },
  };
}

/** Whether neither of the two is visible at some moment: then neither is heard. */
function passesNothing(transition: TimelineEntry['transition']): boolean {
  switch (transition.type) {
    case 'fade-to-black':
    case 'fade-to-white':
      return true;
    case 'xfade':
      return transition.name === 'fadeblack' || transition.name === 'fadewhite';
    case 'cut':
    case 'dissolve':
    case 'wipe-left':
    case 'wipe-right':
    case 'slide-left':
    case 'slide-right':
    case 'circle-open':
      return false;
    default:
      return unreachable(transition);
  }
}
