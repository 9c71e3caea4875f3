import type { Waiting } from '../providers/provider.ts';
import { unclearJob } from './diagnose.ts';
import type { Accepted } from './ending.ts';
import type { Making } from './run.ts';

/** Polls in a row with a state that nobody knows after which that is told. */
const TELL_AFTER = 3;

/** What is told of a job whose state is not known: it may have ended, in a word of its server's own. */
export class Unclear {
  readonly #making: Making;
  readonly #attempt: Accepted;
  #count = 0;
  readonly #told = new Set<string>();

  constructor(making: Making, attempt: Accepted) {
    this.#making = making;
    this.#attempt = attempt;
  }

  hear(waiting: Waiting): void {
    const { unclear, state = '' } = waiting;
    this.#count = unclear ? this.#count + 1 : 0;
    if (this.#count < TELL_AFTER || this.#told.has(state)) return;
    this.#told.add(state);
    const { job, run } = this.#making;
    const diagnostic = unclearJob(job, waiting, this.#attempt.remote);
    run.engine.emit({ type: 'notice', diagnostic });
  }
}
