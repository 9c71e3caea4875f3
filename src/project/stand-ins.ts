import type { Plan } from '../planner/plan.ts';
import { isStandIn } from '../planner/stand-in.ts';
import type { ProviderData } from '../providers/capabilities.ts';
import type { Intent } from '../store/record.ts';

/**
 * Ids of the segments that show stand-ins, where footage that was really made before is in the film no more: it is then
 * less than the film that was finished. Told by who made each clip, as the journal has it, and by what the plan asks for:
 * what segments are called, and what they say, may have changed since. `plan` is of the whole film; `before`, the latest
 * last.
 */
export function standIns(
  { jobs, timeline }: Plan,
  before: readonly Intent[],
  providers: ReadonlyMap<string, ProviderData>,
): readonly string[] {
  const planned = new Set(jobs.map(({ fingerprint }) => fingerprint));
  const real = reallyMade(before, providers);
  // Footage that was made anew for the same place took the place of what was there.
  const latest = new Map(real.map((intent) => [placeOf(intent), intent.fingerprint]));
  if ([...latest.values()].every((fingerprint) => planned.has(fingerprint))) return [];
  const shown = timeline.entries.filter(({ footage }) => isStandIn(footage));
  return [...new Set(shown.map(({ segment }) => segment))];
}

/** What was asked of those who make footage, and not only of those who draw something in its place. */
export const reallyMade = (
  before: readonly Intent[],
  providers: ReadonlyMap<string, ProviderData>,
): readonly Intent[] => before.filter(({ request }) => providers.get(request.provider)?.standsIn !== true);

const placeOf = ({ segment, take, link }: Intent): string => JSON.stringify([segment, take, link]);
