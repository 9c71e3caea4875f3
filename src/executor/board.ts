import { type Heap, heap } from '../core/heap.ts';
import type { Job } from '../planner/plan.ts';
import type { Lane } from './lanes.ts';

/**
 * Where each job of the plan stands.
 *
 *   waiting ──needs done──► ready ──taken──► running ──► done
 *      │                      │                 ├──────► failed
 *      └──a need failed───────┴─the run stops───┴──────► skipped
 */
type Standing =
  | { readonly kind: 'waiting'; readonly missing: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'skipped' };

interface Occupied {
  readonly ready: Heap<Job>;
  readonly most: number;
  running: number;
}

/** A job that will not be started, and the cause: a job's id, or why the run stops. */
export interface Skipped {
  readonly job: Job;
  readonly because: string;
}

/** Which jobs may start, and what that means for the others when one ends. It doesn't know how they are made. */
export class Board {
  readonly #standings = new Map<string, Standing>();
  readonly #dependents = new Map<string, Job[]>();
  readonly #lanes = new Map<string, Occupied>();
  readonly #jobs: readonly Job[];
  readonly #before: (a: Job, b: Job) => boolean;
  readonly #laneOf: (job: Job) => Lane;

  /**
   * `cached` jobs are done from the start; `before` says which of two ready jobs is more urgent, and `laneOf` which
   * jobs share a limit.
   */
  constructor(
    jobs: readonly Job[],
    cached: (job: Job) => boolean,
    before: (a: Job, b: Job) => boolean,
    laneOf: (job: Job) => Lane,
  ) {
    this.#jobs = jobs;
    this.#before = before;
    this.#laneOf = laneOf;
    for (const job of jobs) {
      if (cached(job)) this.#standings.set(job.id, { kind: 'done' });
      // A job in flight already has its inputs at the provider.
      else if (job.state === 'in-flight') this.#makeReady(job);
      else this.#makeWait(job);
    }
  }

  /** How many jobs may start now. */
  get readyCount(): number {
    return this.#jobs.filter((job) => this.#standings.get(job.id)?.kind === 'ready').length;
  }

  /** The most urgent ready job whose lane has room; it counts as running from now on. */
  take(): Job | undefined {
    let urgent: { readonly job: Job; readonly lane: Occupied } | undefined;
    for (const lane of this.#lanes.values()) {
      if (lane.running >= lane.most) continue;
      const job = this.#first(lane.ready);
      if (job !== undefined && (urgent === undefined || this.#before(job, urgent.job)))
        urgent = { job, lane };
    }
    if (urgent === undefined) return undefined;
    urgent.lane.ready.pop();
    urgent.lane.running += 1;
    this.#standings.set(urgent.job.id, { kind: 'running' });
    return urgent.job;
  }

  /** Whether any job is waiting for this one. */
  isAwaited(job: Job): boolean {
    return (this.#dependents.get(job.id) ?? []).some(({ id }) => this.#isOpen(id));
  }

  /** A job that was taken frees its place in its lane. */
  leave(job: Job): void {
    this.#lane(job).running -= 1;
  }

  /** How many jobs may start now because this one is done. */
  done(job: Job): number {
    this.#standings.set(job.id, { kind: 'done' });
    let freed = 0;
    for (const dependent of this.#dependents.get(job.id) ?? []) {
      const standing = this.#standings.get(dependent.id);
      if (standing?.kind !== 'waiting') continue;
      if (standing.missing > 1) {
        this.#standings.set(dependent.id, { kind: 'waiting', missing: standing.missing - 1 });
      } else {
        this.#makeReady(dependent);
        freed += 1;
      }
    }
    return freed;
  }

  /** All jobs that can't be made now because this one failed. */
  failed(job: Job): readonly Skipped[] {
    this.#standings.set(job.id, { kind: 'failed' });
    return this.#skipAbove(job);
  }

  /** The running job is left to a later run, and so is what needs it. */
  stopped(job: Job, because: string): readonly Skipped[] {
    this.#standings.set(job.id, { kind: 'skipped' });
    return [{ job, because }, ...this.#skipAbove(job)];
  }

  /** No more jobs start; running ones continue. */
  close(because: string): readonly Skipped[] {
    return this.#jobs.filter((job) => this.#skip(job)).map((job) => ({ job, because }));
  }

  #isOpen(id: string): boolean {
    const kind = this.#standings.get(id)?.kind;
    return kind === 'waiting' || kind === 'ready';
  }

  #makeWait(job: Job): void {
    const missing = job.needs.filter((need) => this.#isOpen(need));
    if (missing.length === 0) {
      this.#makeReady(job);
      return;
    }
    this.#standings.set(job.id, { kind: 'waiting', missing: missing.length });
    for (const need of missing) {
      const dependents = this.#dependents.get(need);
      if (dependents) dependents.push(job);
      else this.#dependents.set(need, [job]);
    }
  }

  #makeReady(job: Job): void {
    this.#standings.set(job.id, { kind: 'ready' });
    this.#lane(job).ready.push(job);
  }

  #lane(job: Job): Occupied {
    const { name, most } = this.#laneOf(job);
    const lane = this.#lanes.get(name) ?? { ready: heap(this.#before), most, running: 0 };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** The most urgent of a lane's jobs that have not started. */
  #first(ready: Heap<Job>): Job | undefined {
    let job = ready.first;
    while (job !== undefined && this.#standings.get(job.id)?.kind !== 'ready') {
      ready.pop();
      job = ready.first;
    }
    return job;
  }

  #skipAbove(job: Job): readonly Skipped[] {
    const skipped: Skipped[] = [];
    const open = [job];
    for (let below = open.pop(); below !== undefined; below = open.pop()) {
      for (const above of this.#dependents.get(below.id) ?? []) {
        if (!this.#skip(above)) continue;
        skipped.push({ job: above, because: job.id });
        open.push(above);
      }
    }
    return skipped;
  }

  #skip(job: Job): boolean {
    if (!this.#isOpen(job.id)) return false;
    this.#standings.set(job.id, { kind: 'skipped' });
    return true;
  }
}
