import type { Clock } from '../../src/core/ports.ts';
import type { Project } from './project.ts';
import type { VirtualTime } from './virtual-time.ts';

/** When, at an operation, a process dies. `torn`: what it writes is written by half. */
type Moment = 'before' | 'torn' | 'after';

export interface Death {
  /** The operation at which it dies, counted from 1. */
  readonly at: number;
  readonly when: Moment;
}

/**
 * A process, seen from outside: everything that it does to the world passes `operate`. A dead one never comes back from
 * there, so nothing that its code would still do happens.
 */
export class Process {
  readonly died: Promise<void>;
  readonly name: string;
  /** The project that it works in. */
  readonly project: Project;
  /** Whether somebody has said that what is lost may be given up, and paid for again. */
  mayGiveUp = false;
  /** Operations so far. */
  operations = 0;
  #dead = false;
  #stoppedUntil = 0;
  readonly #time: VirtualTime;
  readonly #death: Death | undefined;
  readonly #atDeath: (() => void)[] = [];
  #tellDeath: () => void = () => undefined;

  constructor(name: string, project: Project, time: VirtualTime, death?: Death) {
    this.name = `${project.name}: ${name}`;
    this.project = project;
    this.#time = time;
    this.#death = death;
    this.died = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** kill -9: what the kernel does for it is done at once. */
  kill(): void {
    if (this.#dead) return;
    this.#dead = true;
    for (const call of this.#atDeath.splice(0)) call();
    this.#tellDeath();
  }

  /** What the kernel does when it dies, such as to release a lock. */
  atDeath(call: () => void): void {
    this.#atDeath.push(call);
  }

  /** SIGSTOP, and SIGCONT after `ms`. */
  stop(ms: number): void {
    this.#stoppedUntil = this.#time.now() + ms;
  }

  async operate<T>(work: () => T | Promise<T>, tear?: () => void): Promise<T> {
    await this.awake();
    // It may have died since it woke.
    if (this.#dead) return never();
    this.operations += 1;
    const when = this.operations === this.#death?.at ? this.#death.when : undefined;
    if (when === 'before' || when === 'torn') {
      if (when === 'torn') tear?.();
      this.kill();
      return never();
    }
    try {
      return await work();
    } finally {
      if (when === 'after') this.kill();
      await this.awake();
    }
  }

  /** Once it may run; a dead one never may. */
  async awake(): Promise<void> {
    while (!this.#dead && this.#stoppedUntil > this.#time.now()) {
      await this.#time.sleep(this.#stoppedUntil - this.#time.now());
    }
    if (this.#dead) return never();
  }

  get clock(): Clock {
    return {
      now: this.#time.now,
      steady: this.#time.now,
      sleep: async (ms, signal) => {
        await this.#time.sleep(ms, signal);
        await this.awake();
      },
    };
  }
}

const never = (): Promise<never> => new Promise(() => undefined);
