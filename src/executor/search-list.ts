import type { Failure, Provider } from '../providers/provider.ts';
import { elsewhere } from './elsewhere.ts';
import { interrupted, type Open, type Stopped, type UnderWay } from './ending.ts';
import { lookAlike } from './likeness.ts';
import { type Making, orAborted } from './run.ts';
import {
  ALIKE_WITHIN,
  CREATED_BY,
  canProve,
  createdFrom,
  doubtful,
  lookInto,
  seekIn,
  wouldShow,
} from './seek.ts';

/** What one search of a provider's list came to. */
export type Searched =
  | UnderWay
  | Stopped
  /** No list came. */
  | { readonly kind: 'silent'; readonly failure: Failure }
  /** An equal submission waits for its answer: a job in the list may be its own. */
  | { readonly kind: 'unsettled' }
  /** `candidates`: ids of jobs that may be it, of which a person has to choose. */
  | { readonly kind: 'maybe'; readonly candidates: readonly string[] }
  /** The list shows it under an id that the server itself does not know. */
  | { readonly kind: 'denied'; readonly remote: string }
  /**
   * It is not there. `proves`: the list would have shown it. `doubted`: ids of jobs that it may be after all, as the list may tell
   * words of its own.
   */
  | { readonly kind: 'missing'; readonly proves: boolean; readonly doubted: readonly string[] };

/** Looks once for the job of an unanswered attempt, and adopts it where it is certain which it is. */
export async function searchList(
  list: NonNullable<Provider['list']>,
  making: Making,
  attempt: Open,
): Promise<Searched> {
  const { signal } = making.run;
  const listed = await orAborted(list(createdFrom(making, attempt), signal), signal);
  if (listed === undefined || signal.aborted) return interrupted;
  if (listed.kind === 'unreachable') return { kind: 'silent', failure: listed.failure };
  // Only now: whoever created a job that is listed has told so before.
  const others = await elsewhere(making, attempt);
  if (isAwaited(making, attempt, others?.alike ?? [])) return { kind: 'unsettled' };
  const look = lookInto(listed, making);
  const sight = seekIn(look, others, making, attempt);
  if (sight?.kind === 'maybe') return sight;
  if (sight) {
    const known = await isKnown(sight.remote, making);
    if (signal.aborted) return interrupted;
    if (!known) return { kind: 'denied', remote: sight.remote };
    const adopted = await adopt(sight.remote, making, attempt);
    if (adopted) return adopted;
  }
  const doubted = canProve(making, attempt) ? doubtful(look, others, making, attempt) : [];
  return { kind: 'missing', proves: doubted.length === 0 && wouldShow(look, making, attempt), doubted };
}

/** Whether an equal submission is in progress, here or elsewhere: its job may be listed before its answer arrives. */
function isAwaited(
  { run }: Making,
  { intent, since }: Open,
  elsewhere: readonly { readonly remote?: string | undefined; readonly since: number }[],
): boolean {
  if ([...run.submitting].some((other) => lookAlike(other, intent))) return true;
  return elsewhere.some(
    (other) =>
      other.remote === undefined &&
      Math.abs(other.since - since) < ALIKE_WITHIN &&
      Math.abs(run.engine.clock.now() - other.since) < CREATED_BY,
  );
}

/** Whether its server has a job under the id that its list shows: some list jobs under ids of their own. */
async function isKnown(remote: string, { provider, run }: Making): Promise<boolean> {
  const looked = await orAborted(Promise.resolve(provider.look?.(remote, run.signal)), run.signal);
  return looked?.kind !== 'gone';
}

/** Undefined if another attempt was quicker to. */
async function adopt(remote: string, { job, run }: Making, { intent }: Open): Promise<UnderWay | undefined> {
  const { store, emit, clock } = run.engine;
  // Takes effect at once, so that no other attempt finds it free.
  if (!(await store.adopt(intent, remote))) return undefined;
  emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
  return { kind: 'accepted', attempt: { kind: 'accepted', intent, remote, since: clock.now() } };
}
