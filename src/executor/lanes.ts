import type { Clock } from '../core/ports.ts';
import type { Job } from '../planner/plan.ts';
import type { Engine } from './engine.ts';
import { Pacer } from './pacer.ts';

/** Jobs that share a limit on how many may run at once. */
export interface Lane {
  readonly name: string;
  readonly most: number;
}

/** Jobs without a provider's limit: frames are extracted here, and jobs in flight are already admitted. */
const open: Lane = { name: '', most: Number.POSITIVE_INFINITY };

/** The lane of each job, by the limits in its model's data. */
export function lanesOf(engine: Engine): (job: Job) => Lane {
  return (job) => {
    if (job.kind === 'frame' || job.state === 'in-flight') return open;
    const { provider, model } = job.request;
    const { concurrency, requestsPerMinute } = capabilitiesOf(engine, provider, model) ?? {};
    // No more can run than the rate admits while one is being made; twice that, since the time is an estimate.
    const admitted = requestsPerMinute && Math.ceil((2 * requestsPerMinute * job.pace) / 60);
    const most = Math.min(concurrency ?? open.most, admitted ?? open.most);
    return { name: laneName(provider, model), most: Math.max(1, most) };
  };
}

/** Spaces submissions as each model and each account requires. */
export class Pacers {
  readonly #pacers = new Map<string, Pacer>();
  readonly #engine: Engine;
  readonly #before: (a: Job, b: Job) => boolean;

  constructor(engine: Engine, before: (a: Job, b: Job) => boolean) {
    this.#engine = engine;
    this.#before = before;
  }

  /** For everything that is sent to one provider: an account's rate is only learnt from its answers. */
  account(provider: string): Pacer {
    return this.#pacer(provider, 0, this.#shared(provider, ''));
  }

  model(provider: string, model: string): Pacer {
    const { requestsPerMinute } = capabilitiesOf(this.#engine, provider, model) ?? {};
    // Without a limit there is nothing to share: what the account asks for is the account's.
    if (requestsPerMinute === undefined) return this.#pacer(laneName(provider, model), 0);
    const shared = this.#shared(provider, model);
    return this.#pacer(laneName(provider, model), 60_000 / requestsPerMinute, shared);
  }

  #shared(provider: string, model: string) {
    const account = this.#engine.account?.(provider);
    return account && ((apart: number) => account.turn(model, apart));
  }

  #pacer(name: string, apart: number, shared?: (apart: number) => Promise<number>): Pacer {
    const pacer = this.#pacers.get(name) ?? new Pacer(this.#clock, this.#before, apart, shared);
    this.#pacers.set(name, pacer);
    return pacer;
  }

  get #clock(): Clock {
    return this.#engine.clock;
  }
}

const laneName = (provider: string, model: string): string => JSON.stringify([provider, model]);

const capabilitiesOf = (engine: Engine, provider: string, model: string) =>
  engine.provider(provider)?.data.models.find((one) => one.model === model);
