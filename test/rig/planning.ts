import type { Diagnostic } from '../../src/core/diagnostic.ts';
import {
  emptyHoldings,
  type HeldAttempt,
  type HeldClip,
  type Holdings,
  type LedgerEntry,
  type Money,
  type Took,
} from '../../src/core/holdings.ts';
import type { Request } from '../../src/core/request.ts';
import { makePlan, type PlanInput } from '../../src/planner/make-plan.ts';
import type { Job, Plan, ProviderJob } from '../../src/planner/plan.ts';
import type { Capabilities, ProviderData } from '../../src/providers/capabilities.ts';
import { commonOptions } from '../../src/providers/options.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import type { Segment, Storyboard } from '../../src/storyboard/model.ts';
import { board } from './storyboard-builder.ts';

export type Options = Partial<Omit<PlanInput, 'storyboard'>>;

const planning = (film: Storyboard | readonly Segment[], options: Options) =>
  makePlan({
    storyboard: 'segments' in film ? film : board(film),
    named: 'film.storyboard.yaml',
    providers: builtInProviders,
    holdings: emptyHoldings,
    concurrency: 2,
    ...options,
  });

/** The plan of a film that nothing is wrong with. */
export function planOf(film: Storyboard | readonly Segment[], options: Options = {}): Plan {
  const plan = planning(film, options);
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join('\n'));
  return plan.value;
}

/** What a film is refused for. */
export function refusalOf(
  film: Storyboard | readonly Segment[],
  options: Options = {},
): readonly Diagnostic[] {
  const plan = planning(film, options);
  if (plan.ok) throw new Error('there is nothing wrong with it');
  return plan.error;
}

export function jobOf(plan: Plan, id: string): Job {
  const job = plan.jobs.find((one) => one.id === id);
  if (job === undefined) throw new Error(`no job ${id} in ${plan.jobs.map((one) => one.id).join(', ')}`);
  return job;
}

export function requestOf(plan: Plan, id: string): Request {
  const job = jobOf(plan, id);
  if (job.kind === 'frame') throw new Error(`${id} sends nothing`);
  return job.request;
}

export const isProviderJob = (job: Job): job is ProviderJob => job.kind !== 'frame';

export interface Held {
  readonly clips?: ReadonlyMap<string, HeldClip>;
  readonly attempts?: ReadonlyMap<string, HeldAttempt>;
  readonly redone?: ReadonlyMap<string, readonly number[]>;
  readonly requests?: ReadonlyMap<string, Request>;
  readonly took?: ReadonlyMap<string, readonly Took[]>;
  readonly money?: Money;
  readonly ledger?: readonly LedgerEntry[];
}

export const holding = ({
  clips,
  attempts,
  redone,
  requests,
  took,
  money = emptyHoldings.money,
  ledger = [],
}: Held): Holdings => ({
  clip: (fingerprint) => clips?.get(fingerprint),
  attempt: (fingerprint) => attempts?.get(fingerprint),
  redone: (requestClass) => redone?.get(requestClass) ?? [],
  took: (provider, model) => took?.get(`${provider} ${model}`) ?? [],
  lastRequest: (segment, take, link) => requests?.get(`${segment} ${take} ${link}`),
  money,
  lostRecords: 0,
  ledger: () => ledger,
});

/** What the store would hold if these jobs had been made. */
export const made = (jobs: readonly Job[]): Required<Pick<Held, 'clips' | 'requests'>> => ({
  clips: new Map(
    jobs.map((job) => [job.fingerprint, { hash: `clip of ${job.id}`, cost: 0, ...length(job) }]),
  ),
  requests: new Map(
    jobs
      .filter(isProviderJob)
      .map(({ segment, take, link, request }) => [`${segment} ${take} ${link}`, request]),
  ),
});

const length = (job: Job) => (job.kind === 'frame' ? {} : { seconds: job.holds });

/** A provider with one model that does what is asked. */
export function provider(name: string, more: Partial<Capabilities> = {}): ProviderData {
  const model: Capabilities = {
    model: `${name}-1`,
    lengths: { kind: 'set', seconds: [5, 10] },
    extend: { kind: 'last-frame' },
    edit: false,
    sizes: { kind: 'set', sizes: [{ width: 1280, height: 720 }] },
    fps: 24,
    inputs: { firstFrame: 'any', references: { images: 2 }, characters: 0 },
    sound: 'never',
    options: commonOptions('seed'),
    promptLimit: 100,
    price: { kind: 'per-second', bySize: { '1280x720': 0.2 }, source: 'a price list', date: '2026-01-01' },
    pace: { base: 10, perSecond: 1 },
    ...more,
  };
  return { name, models: [model], defaultModel: model.model };
}

export const providers = (...more: readonly ProviderData[]): ReadonlyMap<string, ProviderData> =>
  new Map([...builtInProviders, ...more.map((data): [string, ProviderData] => [data.name, data])]);
