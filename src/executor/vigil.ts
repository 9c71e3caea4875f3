import type { Clock } from '../core/ports.ts';

/** Which jobs of a run are under way, and which of them are overdue: whether anything else can still happen. */
export class Vigil {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #underWay = new Set<string>();
  readonly #overdue = new Set<string>();
  #since = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  begin(job: string): void {
    this.#underWay.add(job);
    this.news();
  }

  end(job: string): void {
    this.#underWay.delete(job);
    this.#overdue.delete(job);
    this.news();
  }

  /** The job is overdue. */
  despair(job: string): void {
    if (this.#overdue.has(job)) return;
    this.#overdue.add(job);
    this.news();
  }

  /** Something happened that gives hope. */
  news(): void {
    this.#since = this.#clock.now();
  }

  /** Milliseconds since anything happened, if only overdue jobs are under way. */
  get quiet(): number {
    return this.#overdue.size < this.#underWay.size ? 0 : this.#clock.now() - this.#since;
  }
}
