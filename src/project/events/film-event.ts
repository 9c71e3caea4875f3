import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Event } from '../../core/event.ts';
import type { Plan } from '../../planner/plan.ts';
import { type PlanJson, planToJson } from '../../planner/plan-json.ts';
import type { RunEnd } from './run-end.ts';

/** What happens while a film is made: the events of the stages, the plan that they follow, and how it all ended. */
export type FilmEvent =
  | Event
  /** What will be done, before it begins. */
  | { readonly type: 'planned'; readonly plan: Plan }
  /** The last of a run's events: how it ended, and why if it was not completed. */
  | {
      readonly type: 'ended';
      /** `broken`: by an unexpected error. */
      readonly kind: RunEnd['kind'] | 'broken';
      readonly diagnostics: readonly Diagnostic[];
    };

/** What is known of each event that is announced. */
interface Announcement {
  /** Of one call: a run, a cut. */
  readonly run: string;
  /** The number of the event in its run, from 1. */
  readonly sequence: number;
  /** ISO 8601, in UTC. */
  readonly time: string;
}

/** An event as it is announced. */
export type Told = FilmEvent & Announcement;

/** A line of `run --json`, as `schemas/events.schema.json` describes it: an event, with a plan as `plan --json` prints it. */
export type ToldJson = Announcement &
  (Exclude<FilmEvent, { type: 'planned' }> | { readonly type: 'planned'; readonly plan: PlanJson });

export const toldToJson = (told: Told): ToldJson =>
  told.type === 'planned' ? { ...told, plan: planToJson(told.plan) } : told;
