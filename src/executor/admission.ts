import type { Diagnostic } from '../core/diagnostic.ts';
import { fitsCap } from '../core/holdings.ts';
import { say } from '../core/sentence.ts';
import type { Provider } from '../providers/provider.ts';
import { again, overBudget, problem } from './diagnose.ts';
import { interrupted, type Stopped } from './ending.ts';
import type { Making } from './run.ts';

/** Bytes that a second of footage may need: 20 Mbit/s. What the cut needs can be rebuilt once there is space. */
const BYTES_PER_SECOND = 2_500_000;
/** For the journal, and for other programs that write to the same disk. */
const SPARE_BYTES = 16_000_000;

/** Waits as long as model and account require; a reason if nothing may be submitted at all. */
export async function waitForTurn({ job, run }: Making): Promise<Stopped | undefined> {
  const { provider, model } = job.request;
  const { pacers, signal } = run;
  for (const pacer of [pacers.model(provider, model), pacers.account(provider)]) {
    const because = run.haltedBy(provider);
    if (because !== undefined) return { kind: 'stopped', because };
    await pacer.turn(job, signal);
    if (signal.aborted) return interrupted;
  }
  const because = run.haltedBy(provider);
  return because === undefined ? undefined : { kind: 'stopped', because };
}

/**
 * US dollars that submitting a job costs. Finishing one in flight costs nothing; starting it again costs its first
 * price.
 */
export const priceToSubmit = ({ job, run: { engine } }: Making): number =>
  Math.max(job.cost, engine.store.attempt(job.fingerprint)?.intent.price ?? 0);

/** Whether submitting to it costs nothing and changes nothing, so that a submission may simply be repeated. */
export const isSafe = (provider: Provider): boolean => provider.data.resubmit === 'safe';

/**
 * The cap that submitting a job at this price has to keep, in US dollars. Beyond it, nothing more is submitted, whatever its
 * price: a server may charge for what the config file calls free.
 */
export const capOf = ({ provider, run }: Making, price: number): number | undefined =>
  price === 0 && isSafe(provider) ? undefined : run.settings.maxCost;

/** Whether the cap would keep a job from being submitted now; only `reserve` keeps the money for it. */
export function exceedsCap(making: Making, price: number): Diagnostic | undefined {
  const { job, run } = making;
  const cap = capOf(making, price);
  const { money } = run.engine.store.holdings(run.settings.storyboardName);
  return cap === undefined || fitsCap(money, price, cap) ? undefined : overBudget(job, price, money, cap);
}

export async function lacksRoom({ job, run }: Making): Promise<Diagnostic | undefined> {
  const { store } = run.engine;
  const needed = SPARE_BYTES + job.holds * BYTES_PER_SECOND * run.settings.concurrency;
  if ((await store.files.free(store.folder)) >= needed) return undefined;
  const megabytes = Math.ceil(needed / 1e6);
  return problem(
    job,
    'disk-full',
    say`Less than ${{ megabytes }} MB of disk space is free for the footage.`,
    say`Free some space, then run ${again(run)} to resume.`,
  );
}
