import type { Holdings } from '../../core/holdings.ts';
import type { Segment } from '../../storyboard/model.ts';
import { jobsOfTake, type Recipe, type Take } from './take-jobs.ts';

export interface Takes {
  readonly all: readonly Take[];
  /** The one in the cut: that of `pick`, or without such a take the one that would be in the cut without `pick`. */
  readonly picked: Take;
  /** What `redo` orders another take of. */
  readonly requestClass: string;
}

/**
 * All candidates of a segment, with the jobs of each: the storyboard's own, those that `redo` ordered, and those
 * that were paid for before the storyboard asked for fewer.
 */
export function takesOf(recipe: Recipe, holdings: Holdings): Takes {
  const { segment } = recipe;
  const first = jobsOfTake(recipe, 1);
  const requestClass = classOf(first);
  const redone = holdings.redone(requestClass);
  const ordered = new Set(redone);
  const all = [first];
  for (let take = 2; take <= segment.takes; take++) all.push(jobsOfTake(recipe, take));
  for (const take of takesBeyond(segment, redone, holdings)) {
    const further = jobsOfTake(recipe, take);
    if (ordered.has(take) || isHeld(further, holdings)) all.push(further);
  }
  const numbered = (number: number | undefined) => all.find(({ take }) => take === number);
  const picked = numbered(segment.pick) ?? numbered(redone.at(-1)) ?? first;
  const standsIn = (take: Take): boolean => take !== picked && redone.length > 0 && hasFailed(take, holdings);
  return { all: all.filter((take) => !standsIn(take)), picked, requestClass };
}

/** Takes that may exist although the storyboard doesn't ask for them; ascending. */
function takesBeyond(
  { id, takes, pick = 0 }: Segment,
  redone: readonly number[],
  holdings: Holdings,
): readonly number[] {
  const beyond = [...redone, pick];
  for (let take = takes + 1; holdings.lastRequest(id, take, 1) !== undefined; take++) beyond.push(take);
  return [...new Set(beyond)].filter((take) => take > takes).sort((a, b) => a - b);
}

const isHeld = ({ jobs }: Take, holdings: Holdings): boolean =>
  jobs.every(({ kind, fingerprint }) => kind === 'frame' || holdings.clip(fingerprint) !== undefined);

/** The class of a request: the fingerprint of its first take, the same for every take. */
function classOf({ jobs }: Take): string {
  const root = jobs.find((job) => job.kind !== 'frame');
  if (root === undefined) throw new Error('a take has at least one job at a provider');
  return root.fingerprint;
}

/** A take that failed for good and was replaced by another is not tried again. */
const hasFailed = ({ jobs }: Take, holdings: Holdings): boolean =>
  jobs.some(
    ({ fingerprint }) =>
      holdings.clip(fingerprint) === undefined && holdings.attempt(fingerprint)?.kind === 'failed',
  );
