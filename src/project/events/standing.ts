import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Repeated, RunCounts } from '../../core/event.ts';
import { unreachable } from '../../core/result.ts';
import type { Plan } from '../../planner/plan.ts';
import type { FilmEvent, Told } from './film-event.ts';

/** The state of a run: all that its events have told so far. */
export interface Standing {
  readonly run: string;
  /** Of the last event in it; later events have greater ones. */
  readonly sequence: number;
  /** ISO 8601, in UTC; of the same event. */
  readonly time: string;
  readonly plan?: Plan;
  /** While jobs are being made: how many, and their price in US dollars. */
  readonly making?: { readonly jobs: number; readonly cost: number };
  /** By id, the jobs in progress. */
  readonly working: ReadonlyMap<string, JobAtWork>;
  /** By id, the jobs that have ended. */
  readonly over: ReadonlyMap<string, JobOver>;
  /** US dollars that finished jobs cost. */
  readonly cost: number;
  /** The seconds of work that were left at a time, ISO 8601. */
  readonly left?: { readonly seconds: number; readonly at: string };
  /** The film that is being cut; `share` in [0, 1]. */
  readonly cutting?: { readonly file: string; readonly share: number };
  /** Clips that are brought to this machine before the cut. */
  readonly coming?: { readonly come: number; readonly of: number };
  /** Films that are finished. */
  readonly cuts: readonly string[];
  readonly notices: readonly Diagnostic[];
  readonly counts?: RunCounts;
  readonly ended?: Extract<FilmEvent, { type: 'ended' }>['kind'];
}

export interface JobAtWork {
  /** In [0, 1]. */
  readonly progress: number;
  /** When its latest attempt began, or was resumed; ISO 8601, in UTC. */
  readonly since: string;
  /** The number of its latest attempt, from 1; absent if an earlier run began it. */
  readonly attempt?: number;
  /** What failed and is repeated, until something is heard of it. */
  readonly repeats?: Repeated['what'];
  /** It takes far longer than usual. */
  readonly overdue?: true;
  /** The last failed attempt, or why it is overdue. */
  readonly trouble?: Diagnostic;
}

export type JobOver =
  /** `seconds` from its submission to its clip. */
  | { readonly kind: 'made'; readonly clip: string; readonly cost: number; readonly seconds: number }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'skipped'; readonly because: string };

type Growing = { -readonly [K in keyof Standing]: Standing[K] } & {
  readonly working: Map<string, JobAtWork>;
  readonly over: Map<string, JobOver>;
  readonly cuts: string[];
  readonly notices: Diagnostic[];
};

/** Follows a run by its events. There are many: each costs the same, however many came before. */
export class Follower {
  readonly #now: Growing = {
    ...{ run: '', sequence: 0, time: '', cost: 0 },
    ...{ working: new Map(), over: new Map(), cuts: [], notices: [] },
  };

  /** The current state; it changes with the next event. */
  get now(): Standing {
    return this.#now;
  }

  /** A copy of the current state, which does not change. */
  get copy(): Standing {
    const { working, over, cuts, notices } = this.#now;
    return {
      ...this.#now,
      ...{ working: new Map(working), over: new Map(over), cuts: [...cuts], notices: [...notices] },
    };
  }

  hear(told: Told): void {
    const now = this.#now;
    now.run = told.run;
    now.sequence = told.sequence;
    now.time = told.time;
    switch (told.type) {
      case 'planned':
        now.plan = told.plan;
        return;
      case 'run-started':
        now.making = { jobs: told.jobs, cost: told.cost };
        return;
      case 'job-started':
        this.#begin(told.job, { progress: 0, since: told.time, attempt: told.attempt });
        return;
      case 'job-resumed':
        this.#begin(told.job, { progress: 0, since: told.time });
        return;
      case 'job-progress':
        this.#work(told.job, { progress: told.progress });
        return;
      case 'job-retrying':
        this.#work(told.job, {
          ...{ trouble: told.diagnostic, repeats: told.what },
          ...(told.what === 'attempt' && { progress: 0 }),
        });
        return;
      case 'job-reworded':
        this.#work(told.job, { trouble: told.diagnostic, progress: 0 });
        return;
      case 'job-overdue':
        this.#work(told.job, { overdue: true, trouble: told.diagnostic });
        return;
      case 'job-finished': {
        const { job, clip, cost, seconds } = told;
        now.cost += cost;
        this.#end(job, { kind: 'made', clip, cost, seconds });
        return;
      }
      case 'job-failed':
        this.#end(told.job, { kind: 'failed', diagnostic: told.diagnostic });
        return;
      case 'job-skipped':
        this.#end(told.job, { kind: 'skipped', because: told.because });
        return;
      case 'run-progress':
        now.left = { seconds: told.secondsLeft, at: told.time };
        return;
      case 'run-finished': {
        const { type: _, run: __, sequence: ___, time: ____, ...counts } = told;
        now.counts = counts;
        this.#rest();
        return;
      }
      case 'notice':
        now.notices.push(told.diagnostic);
        return;
      case 'clips-coming':
        if (told.come < told.of) now.coming = { come: told.come, of: told.of };
        else delete now.coming;
        return;
      case 'stitch-started':
        this.#rest();
        now.cutting = { file: told.file, share: 0 };
        return;
      case 'stitch-progress':
        now.cutting = { file: now.cutting?.file ?? '', share: told.share };
        delete now.left;
        if (told.secondsLeft !== undefined) now.left = { seconds: told.secondsLeft, at: told.time };
        return;
      case 'stitch-finished':
        now.cuts.push(told.file);
        this.#rest();
        return;
      case 'run-ended':
        this.#rest();
        return;
      case 'ended':
        now.ended = told.kind;
        this.#rest();
        return;
      default:
        unreachable(told);
    }
  }

  #begin(job: string, work: JobAtWork): void {
    const { trouble } = this.#now.working.get(job) ?? {};
    this.#now.working.set(job, { ...work, ...(trouble && { trouble }) });
  }

  #work(job: string, news: Partial<JobAtWork>): void {
    const { repeats: _, ...before } = this.#now.working.get(job) ?? { progress: 0, since: this.#now.time };
    this.#now.working.set(job, { ...before, ...news });
  }

  #end(job: string, over: JobOver): void {
    this.#now.working.delete(job);
    this.#now.over.set(job, over);
  }

  /** Nothing is in progress. */
  #rest(): void {
    this.#now.working.clear();
    delete this.#now.making;
    delete this.#now.cutting;
    delete this.#now.coming;
    delete this.#now.left;
  }
}
