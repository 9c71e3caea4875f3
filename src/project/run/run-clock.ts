import type { Emit, Event } from '../../core/event.ts';
import type { Clock } from '../../core/ports.ts';
import type { LaneFinder } from '../../planner/estimates/schedule.ts';
import { timeLeft } from '../../planner/estimates/time-left.ts';
import type { Plan } from '../../planner/plan.ts';

/** Passes events on, and after those that change it, announces how long the run still takes. */
export function tellingTimeLeft(
  plan: Plan,
  concurrency: number,
  lane: LaneFinder,
  { clock, emit }: { readonly clock: Clock; readonly emit: Emit },
): Emit {
  const left = timeLeft(plan, concurrency, lane);
  return (event: Event) => {
    emit(event);
    const secondsLeft = left.hear(event, clock.now() / 1000);
    if (secondsLeft !== undefined) emit({ type: 'run-progress', secondsLeft });
  };
}
