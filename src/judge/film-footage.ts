import type { Plan } from '../planner/plan.ts';
import type { Storyboard } from '../storyboard/model.ts';
import type { MadeFootage } from './made-whole.ts';

/** A film with what is made of it: what questions are asked about. */
export interface FilmFootage extends MadeFootage {
  readonly storyboard: Storyboard;
  readonly plan: Plan;
  /** Whether a model's footage has sound. */
  readonly hasSound: (provider: string, model: string) => boolean;
}
