import { isStandIn, type Plan, type TimelineEntry } from '../../planner/plan.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { Intent } from '../../store/record.ts';

/**
 * Ids of the segments in a cut that show stand-ins although real footage was made for them before: the cut is then less than
 * the film that was finished. Such footage is recognized by its segment or its prompt, since either may have changed. A cut
 * of nothing but stand-ins is less than any film with real footage. `plan` is of the whole film; `before` is everything
 * that was ever made for it.
 */
export function standIns(
  { jobs, timeline }: Plan,
  before: readonly Intent[],
  providers: ReadonlyMap<string, ProviderData>,
): readonly string[] {
  const planned = new Set(jobs.map(({ fingerprint }) => fingerprint));
  const left = reallyMade(before, providers).filter(({ fingerprint }) => !planned.has(fingerprint));
  if (left.length === 0) return [];
  const clips = timeline.entries.filter(({ footage }) => footage.kind === 'clip');
  const shown = clips.filter(({ footage }) => isStandIn(footage));
  const prompts = new Map(jobs.map((job) => [job.id, job.kind === 'frame' ? undefined : job.request.prompt]));
  const promptOf = ({ footage }: TimelineEntry): string | undefined =>
    footage.kind === 'clip' ? prompts.get(footage.job) : undefined;
  const segments = new Set(left.map(({ segment }) => segment));
  const lost = new Set<string | undefined>(left.map(({ request }) => request.prompt));
  const hasReal = shown.length < clips.length;
  const instead = shown.filter(
    (entry) => !hasReal || segments.has(entry.segment) || lost.has(promptOf(entry)),
  );
  return [...new Set(instead.map(({ segment }) => segment))];
}

/** What was requested from providers that make real footage, not stand-ins. */
export const reallyMade = (
  before: readonly Intent[],
  providers: ReadonlyMap<string, ProviderData>,
): readonly Intent[] => before.filter(({ request }) => providers.get(request.provider)?.standsIn !== true);
