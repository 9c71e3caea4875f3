import type { LedgerEntry } from '../../core/holdings.ts';
import type { JobState, Plan } from '../../planner/plan.ts';
import type { Storyboard } from '../../storyboard/model.ts';

/** What the tables about a film are made from. */
export interface SheetInput {
  readonly film: Pick<Storyboard, 'scenes' | 'segments'>;
  readonly plan: Plan;
  /** All tries at its jobs, each under the segment and take that its request has now; the first begun first. */
  readonly attempts: readonly LedgerEntry[];
  /** The state of each segment: the most serious of its jobs'; `local` for footage of the user's, and cards. */
  readonly states: ReadonlyMap<string, JobState | 'local'>;
}
