import { type PlanJson, planToJson } from '../planner/plan-json.ts';
import type { Told } from './film-event.ts';

/** A line of `run --json`: an event, with a plan as `plan --json` prints it. */
export type ToldJson =
  | Exclude<Told, { type: 'planned' }>
  | (Omit<Extract<Told, { type: 'planned' }>, 'plan'> & { readonly plan: PlanJson });

export const toldToJson = (told: Told): ToldJson =>
  told.type === 'planned' ? { ...told, plan: planToJson(told.plan) } : told;
