import type { JobAtWork, Standing } from '../project/events/standing.ts';
import type { Paint } from './paint.ts';
import { money, timeLeft } from './units.ts';

/** More than anybody watches at once. */
const mostWatched = 6;

/**
 * The last line: overall progress, cost so far, time left, and each running job. `now` in milliseconds since 1970;
 * empty if nothing is running. The most important comes first, since the line may be cut off.
 */
export function liveLine(standing: Standing, paint: Paint, now: number): string {
  const { making, cutting, working, over, cost } = standing;
  const left = leftAt(standing, now);
  if (cutting !== undefined) {
    return paint('dim', [`stitching ${percent(cutting.share)}`, ...(left ? [left] : [])].join(', '));
  }
  if (making === undefined || making.jobs === 0) return '';
  const watched = [...working].map(([job, at]) => jobText(job, at));
  const more = watched.length - mostWatched;
  return paint(
    'dim',
    [
      `${over.size} of ${making.jobs}`,
      ...(making.cost > 0 ? [`${money(cost, '$0.00')} of ${money(making.cost)}`] : []),
      ...(left ? [left] : []),
      ...(more > 1 ? [...watched.slice(0, mostWatched), `… and ${more} more`] : watched),
    ].join(' · '),
  );
}

/** The time left counts down until it is reported again. */
const leftAt = ({ left }: Standing, now: number): string | undefined =>
  left && timeLeft(left.seconds - (now - Date.parse(left.at)) / 1000);

const jobText = (job: string, { progress, overdue }: JobAtWork): string =>
  `${job} ${percent(progress)}${overdue ? ', overdue' : ''}`;

const percent = (share: number): string => `${Math.floor(share * 100)} %`;
