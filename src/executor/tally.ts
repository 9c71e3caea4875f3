import type { Diagnostic } from '../core/diagnostic.ts';
import type { RunCounts } from '../core/event.ts';
import type { Money } from '../core/holdings.ts';
import { roundToMicrodollars } from '../planner/models/price.ts';
import type { Job, Plan } from '../planner/plan.ts';
import type { Attempt } from '../store/attempt.ts';
import type { Skipped } from './board.ts';
import type { Ending } from './ending.ts';
import type { Engine, Outcome, RunSettings } from './engine.ts';

/** Counts each job once, and emits its event. */
export class Tally {
  #made = 0;
  readonly #failures: Diagnostic[] = [];
  readonly #skipped: Job[] = [];
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #storyboard: string;
  readonly #cached: number;
  readonly #spentBefore: number;

  constructor(plan: Plan, engine: Engine, { storyboardName }: RunSettings) {
    this.#plan = plan;
    this.#engine = engine;
    this.#storyboard = storyboardName;
    this.#cached = plan.jobs.filter((job) => job.state === 'cached').length;
    this.#spentBefore = this.#money().spent;
  }

  started(): void {
    const jobs = this.#plan.jobs.length - this.#cached;
    this.#engine.emit({ type: 'run-started', jobs, cached: this.#cached, cost: this.#plan.cost.needed });
  }

  /** `seconds` of wall time that the job took. */
  ended(job: Job, ending: Exclude<Ending, { kind: 'stopped' }>, seconds: number): void {
    const { id, segment, take } = job;
    if (ending.kind === 'made') {
      this.#made += 1;
      const { clip, cost, price } = ending;
      const differs = cost === price ? {} : { price };
      this.#engine.emit({ type: 'job-finished', job: id, segment, take, clip, cost, ...differs, seconds });
    } else {
      this.#failures.push(ending.diagnostic);
      this.#engine.emit({ type: 'job-failed', job: id, segment, take, diagnostic: ending.diagnostic });
    }
  }

  skipped(skipped: readonly Skipped[]): void {
    this.#skipped.push(...skipped.map(({ job }) => job));
    for (const { job, because } of skipped) {
      this.#engine.emit({ type: 'job-skipped', job: job.id, segment: job.segment, because });
    }
  }

  finished(interrupted: boolean): Outcome {
    const { spent, reserved, maybeCharged } = this.#money();
    const counts: RunCounts = {
      made: this.#made,
      cached: this.#cached,
      failed: this.#failures.length,
      skipped: this.#skipped.length,
      inFlight: this.#skippedAs('accepted'),
      unanswered: this.#skippedAs('open'),
      // Sums of decimal fractions are off by about 1e-15.
      spent: roundToMicrodollars(Math.max(0, spent - this.#spentBefore)),
      reserved: roundToMicrodollars(reserved),
      maybeCharged: roundToMicrodollars(maybeCharged),
      interrupted,
    };
    this.#engine.emit({ type: 'run-finished', ...counts });
    return { ...counts, failures: this.#failures };
  }

  #money(): Money {
    return this.#engine.store.holdings(this.#storyboard).money;
  }

  #skippedAs(kind: Attempt['kind']): number {
    const { store } = this.#engine;
    return this.#skipped.filter(({ fingerprint }) => store.attempt(fingerprint)?.kind === kind).length;
  }
}
