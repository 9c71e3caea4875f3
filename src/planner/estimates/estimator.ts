import type { Holdings, Money, Took } from '../../core/holdings.ts';
import type { Request } from '../../core/request.ts';
import { timesAsLong } from '../../core/times-as-long.ts';
import type { Capabilities, ProviderData } from '../../providers/capabilities.ts';
import type { BareJob } from '../chains/job-list.ts';
import { paceOf } from '../models/pace.ts';
import { priceOf, roundToMicrodollars } from '../models/price.ts';
import type { Cost, Job } from '../plan.ts';
import type { LaneFinder } from './schedule.ts';

/** What jobs cost and how long they take, from their models' data and from how long such jobs took here. */
export interface Estimator {
  /** US dollars of making a request. */
  dollars(request: Request): number;
  /** Seconds of wall time of making a job. */
  pace(job: BareJob): number;
  readonly lane: LaneFinder;
  /** Of all that is still to be paid. */
  cost(jobs: readonly Job[], money: Money): Cost;
}

/** Finding the last frame decodes a few seconds of picture on this machine. */
const secondsOfFrameJob = 1;

export function estimator(
  providers: ReadonlyMap<string, ProviderData>,
  holdings: Pick<Holdings, 'took'>,
): Estimator {
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
  const times = new Map<string, number>();
  const timesOf = ({ provider, model }: Request): number => {
    const key = JSON.stringify([provider, model]);
    const known = times.get(key) ?? timesAsLong(casesOf(holdings.took(provider, model)));
    times.set(key, known);
    return known;
  };
  const casesOf = (took: readonly Took[]) =>
    took.map(({ request, seconds }) => ({ took: seconds, expected: paceOf(modelOf(request), request) }));
  const money = (request: Request) => priceOf(request, modelOf(request));
  return {
    dollars: (request) => money(request).dollars,
    cost: (jobs, { spent, planned, lost, reserved, maybeCharged }) => ({
      needed: roundToMicrodollars(jobs.reduce((sum, job) => sum + job.cost, 0)),
      spent: roundToMicrodollars(spent),
      planned: roundToMicrodollars(planned),
      lost: roundToMicrodollars(lost),
      reserved: roundToMicrodollars(reserved),
      maybeCharged: roundToMicrodollars(maybeCharged),
      currency: 'USD',
      estimated: jobs.some((job) => job.kind !== 'frame' && job.cost > 0 && money(job.request).estimated),
    }),
    lane: (job) => {
      if (job.kind === 'frame' || job.state === 'in-flight') return undefined;
      const { provider, model } = job.request;
      const { concurrency, requestsPerMinute } = modelOf(job.request);
      if (concurrency === undefined && requestsPerMinute === undefined) return undefined;
      return {
        name: JSON.stringify([provider, model]),
        most: concurrency ?? Number.POSITIVE_INFINITY,
        apart: requestsPerMinute === undefined ? 0 : 60 / requestsPerMinute,
      };
    },
    pace: (job) => {
      if (job.kind === 'frame') return secondsOfFrameJob;
      return paceOf(modelOf(job.request), job.request) * timesOf(job.request);
    },
  };
}
