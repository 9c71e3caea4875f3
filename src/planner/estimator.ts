import type { Money } from '../core/holdings.ts';
import type { Request } from '../core/request.ts';
import type { Capabilities, ProviderData } from '../providers/capabilities.ts';
import type { Cost, Job } from './plan.ts';
import { priceOf, roundToMicrodollars } from './price.ts';

/** What jobs cost and how long they take, by their models' data. */
export interface Estimator {
  /** US dollars of making a request. */
  dollars(request: Request): number;
  /** Of all that is still to be paid. */
  cost(jobs: readonly Job[], money: Money): Cost;
  /** Rough seconds of wall time from submitting a job to having its clip. */
  wall(job: Job): number;
}

/** Finding the last frame decodes a few seconds of picture on this machine. */
const secondsOfFrameJob = 1;

export function estimator(providers: ReadonlyMap<string, ProviderData>): Estimator {
  const models = new Map(
    [...providers.values()].map(({ name, models: own }) => [
      name,
      new Map(own.map((model): [string, Capabilities] => [model.model, model])),
    ]),
  );
  const modelOf = ({ provider, model }: Request): Capabilities => {
    const found = models.get(provider)?.get(model);
    if (found === undefined)
      throw new Error(`a job was planned for ${model} of ${provider}, which is unknown`);
    return found;
  };
  const money = (request: Request) => priceOf(request, modelOf(request).price);
  return {
    dollars: (request) => money(request).dollars,
    cost: (jobs, { spent, reserved }) => ({
      needed: roundToMicrodollars(jobs.reduce((sum, job) => sum + job.cost, 0)),
      spent: roundToMicrodollars(spent),
      reserved: roundToMicrodollars(reserved),
      currency: 'USD',
      estimated: jobs.some((job) => job.kind !== 'frame' && job.cost > 0 && money(job.request).estimated),
    }),
    wall: (job) => {
      if (job.kind === 'frame') return secondsOfFrameJob;
      const { base, perSecond } = modelOf(job.request).pace;
      return base + perSecond * job.request.seconds;
    },
  };
}
