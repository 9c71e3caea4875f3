import type { Holdings } from '../core/holdings.ts';
import type { Segment } from '../storyboard/model.ts';
import type { Findings } from './findings.ts';
import { jobsOfTake, type Recipe, type Take } from './take-jobs.ts';

export interface Takes {
  readonly all: readonly Take[];
  readonly picked: Take;
  /** What `redo` orders a further take of. */
  readonly requestClass: string;
}

/** All candidates of a segment, with the jobs of each: the storyboard's own and those that `redo` ordered. */
export function takesOf(recipe: Recipe, holdings: Holdings, findings: Findings): Takes {
  const { segment } = recipe;
  const first = jobsOfTake(recipe, 1);
  const requestClass = classOf(first);
  const redone = holdings.redone(requestClass);
  const all = [first];
  for (let take = 2; take <= segment.takes; take++) all.push(jobsOfTake(recipe, take));
  for (const take of redone) if (take > segment.takes) all.push(jobsOfTake(recipe, take));
  const picked = all.find(({ take }) => take === (segment.pick ?? redone.at(-1) ?? 1));
  if (picked === undefined) findings.add(noSuchTake(segment, all));
  const standsIn = (take: Take): boolean => take !== picked && redone.length > 0 && hasFailed(take, holdings);
  return { all: all.filter((take) => !standsIn(take)), picked: picked ?? first, requestClass };
}

/** Every take of a request has the fingerprint of its first as its class. */
function classOf({ jobs }: Take): string {
  const root = jobs.find((job) => job.kind !== 'frame');
  if (root === undefined) throw new Error('a take has at least one job at a provider');
  return root.fingerprint;
}

/** A take that failed for good, and in whose place another was ordered, is not tried again. */
const hasFailed = ({ jobs }: Take, holdings: Holdings): boolean =>
  jobs.some(
    ({ fingerprint }) =>
      holdings.clip(fingerprint) === undefined && holdings.attempt(fingerprint)?.kind === 'failed',
  );

const noSuchTake = ({ id, place, pick }: Segment, all: readonly Take[]) => ({
  severity: 'error' as const,
  code: 'unknown-take' as const,
  segment: id,
  place,
  message: `${id} picks take ${pick}, which does not exist.`,
  help: `It has ${all.length === 1 ? 'only take 1' : `takes ${all.map(({ take }) => take).join(', ')}`}; \`takes\` or \`storycut redo ${id}\` makes more.`,
});
