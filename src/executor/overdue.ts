import type { Waiting } from '../providers/provider.ts';
import { type Late, leftOverdue, overdueJob } from './diagnose.ts';
import { type Accepted, type Ending, failed } from './ending.ts';
import type { Making } from './run.ts';

/** A job that takes more than this many times as long as usual is overdue, */
const TIMES = 5;
/** unless it took less than this longer. Milliseconds. */
const LEAST = 600_000;
/** How long a run waits for overdue jobs once nothing else can happen and nothing is heard of them. */
export const OVERDUE_PATIENCE = 3_600_000;

export const isOverdue = (waited: number, usual: number): boolean =>
  waited > Math.max(TIMES * usual, usual + LEAST);

/** What is told of a job that takes far longer than usual. */
export class Overdue {
  readonly #making: Making;
  readonly #attempt: Accepted;
  #told = false;
  #furthest = -1;

  constructor(making: Making, attempt: Accepted) {
    this.#making = making;
    this.#attempt = attempt;
  }

  /** The job is still in progress. Undefined while it is to be waited for; `usual` in milliseconds. */
  async hear(waiting: Waiting, usual: number): Promise<Ending | undefined> {
    const { job, run, stepAside } = this.#making;
    const waited = run.engine.clock.now() - this.#attempt.since;
    if (!isOverdue(waited, usual)) return undefined;
    const { progress = 0 } = waiting;
    if (progress > this.#furthest) run.vigil.news();
    this.#furthest = Math.max(this.#furthest, progress);
    run.vigil.despair(job.id);
    const late: Late = { waited, usual, said: saidOf(waiting) };
    if (!this.#told) {
      this.#told = true;
      // Others need not wait for it.
      stepAside();
      await this.#tell(late);
    }
    // What can't be understood is not worth the wait: it may have ended.
    if (!waiting.unclear && run.vigil.quiet < OVERDUE_PATIENCE) return undefined;
    return failed(leftOverdue(this.#making, late, this.#attempt.remote));
  }

  async #tell(late: Late): Promise<void> {
    const { job, run } = this.#making;
    const { id, segment, take } = job;
    run.engine.emit({ type: 'job-overdue', job: id, segment, take, diagnostic: overdueJob(job, late) });
    const { attempt } = this.#attempt.intent;
    await run.engine.store.append({ type: 'overdue', attempt, said: late.said });
  }
}

/** What the server last told of a job; empty if it told nothing. */
function saidOf({ state, progress, message }: Waiting): string {
  const percent = progress === undefined ? [] : [`${Math.floor(progress * 100)} %`];
  return [state, ...percent, message].filter((one) => one !== undefined).join(', ');
}
