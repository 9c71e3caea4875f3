import type { Event } from '../core/event.ts';
import { unreachable } from '../core/result.ts';
import type { Paint } from './paint.ts';
import { money, timeLeft } from './units.ts';

/** The live line under the others: how far the whole is, what it cost so far, what is left, and each job at work. */
export interface Live {
  readonly total: number;
  readonly done: number;
  /** US dollars: of all that is to be made, and spent so far. */
  readonly price: number;
  readonly cost: number;
  /** Seconds that were left at a time, in seconds. */
  readonly left: Left | undefined;
  /** Job → share done, in [0, 1]. */
  readonly working: ReadonlyMap<string, number>;
  /** Share done of the cut, in [0, 1]. */
  readonly stitched: number | undefined;
}

interface Left {
  readonly seconds: number;
  readonly at: number;
}

const none = { total: 0, done: 0, price: 0, cost: 0, left: undefined, stitched: undefined };
export const idle: Live = { ...none, working: new Map() };

/** The live state after an event of `now`, in seconds. */
export function advance(live: Live, event: Event, now: number): Live {
  switch (event.type) {
    case 'run-started':
      return { ...idle, total: event.jobs, price: event.cost };
    case 'job-started':
    case 'job-resumed':
      return { ...live, working: new Map(live.working).set(event.job, 0) };
    case 'job-progress':
      return { ...live, working: new Map(live.working).set(event.job, event.progress) };
    case 'job-finished':
    case 'job-failed':
    case 'job-skipped': {
      const working = new Map(live.working);
      working.delete(event.job);
      const cost = live.cost + (event.type === 'job-finished' ? event.cost : 0);
      return { ...live, done: live.done + 1, cost, working };
    }
    case 'run-progress':
      return { ...live, left: { seconds: event.secondsLeft, at: now } };
    case 'stitch-started':
      return { ...idle, stitched: 0 };
    case 'stitch-progress': {
      const { share, secondsLeft } = event;
      return {
        ...idle,
        stitched: share,
        left: secondsLeft === undefined ? undefined : { seconds: secondsLeft, at: now },
      };
    }
    case 'run-finished':
    case 'stitch-finished':
    case 'run-ended':
      return idle;
    case 'job-retrying':
    case 'job-reworded':
    case 'notice':
      return live;
    default:
      return unreachable(event);
  }
}

/** More than anybody watches at once. */
const mostWatched = 6;

/** The live line's text at `now`, in seconds; empty where nothing is at work. What matters most stands first: it may be cut off. */
export function liveLine(live: Live, paint: Paint, now: number): string {
  const left = live.left && timeLeft(live.left.seconds - (now - live.left.at));
  if (live.stitched !== undefined) {
    return paint('dim', [`stitching ${percent(live.stitched)}`, ...(left ? [left] : [])].join(', '));
  }
  if (live.total === 0) return '';
  const working = [...live.working].map(([job, share]) => `${job} ${percent(share)}`);
  const more = working.length - mostWatched;
  return paint(
    'dim',
    [
      `${live.done} of ${live.total}`,
      ...(live.price > 0 ? [`${money(live.cost, '$0.00')} of ${money(live.price)}`] : []),
      ...(left ? [left] : []),
      ...(more > 1 ? [...working.slice(0, mostWatched), `… and ${more} more`] : working),
    ].join(' · '),
  );
}

const percent = (share: number): string => `${Math.floor(share * 100)} %`;
