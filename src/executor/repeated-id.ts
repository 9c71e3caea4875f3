import { say, says } from '../core/sentence.ts';
import type { Provider, Submitted } from '../providers/provider.ts';
import { type Attempt, isUnresolved } from '../store/attempt.ts';
import type { Intent } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { isSafe } from './admission.ts';
import { likenessOf } from './likeness.ts';
import type { Making } from './run.ts';

/**
 * An answer to a submission, unless it repeats the id of another job of ours, as a cache or a gateway may that answers in a
 * server's place: its footage is another's, and whether anything new was made is not known.
 */
export async function withOwnId(submitted: Submitted, making: Making, intent: Intent): Promise<Submitted> {
  const { provider, run } = making;
  if (submitted.kind !== 'accepted' || isSafe(provider)) return submitted;
  const { remote } = submitted;
  const { name, address } = provider.data;
  const { store } = run.engine;
  const other = attemptWithId(remote, provider, store);
  if (other && !mayBegin(remote, other, intent.address)) return repeated(making, remote, other);
  if (other && (await isForOthers(remote, making, intent))) return repeated(making, remote, other);
  const isElsewhere = other === undefined && (await store.shared?.account(name, address).owns(remote));
  return isElsewhere ? repeated(making, remote) : submitted;
}

/** The attempt of ours whose job has this id at the provider. */
export function attemptWithId(
  remote: string,
  { data }: Provider,
  store: Pick<Store, 'ownerOf' | 'attempts'>,
): Attempt | undefined {
  const owner = store.ownerOf(data.name, remote);
  return owner === undefined
    ? undefined
    : [...store.attempts()].find(({ intent }) => intent.attempt === owner);
}

/** `other`: the attempt that has it, if that is known. */
const repeated = ({ provider }: Making, remote: string, other?: Attempt): Submitted => ({
  kind: 'unknown',
  failure: {
    reason: 'other',
    ...says(
      other
        ? say`${{ provider: provider.data.name }} answered with the id of another job: ${{ remote }} is that of ${{ segment: other.intent.segment }}. Something in between, such as a cache, may repeat answers.`
        : say`${{ provider: provider.data.name }} answered with the id of another job: ${{ remote }} is that of another project. Something in between, such as a cache, may repeat answers.`,
    ),
    again: false,
  },
});

/** Servers that count their jobs begin anew when they are started anew, and an id means nothing at another address. */
function mayBegin(remote: string, other: Attempt, address: string | undefined): boolean {
  if (other.intent.address !== address) return true;
  return counted.test(remote) && other.kind !== 'accepted' && !isUnresolved(other);
}

/** Whether the provider tells of a job with this id that it is for another request. */
async function isForOthers(remote: string, { provider, job, run }: Making, intent: Intent): Promise<boolean> {
  const looked = await provider.look?.(remote, run.patience);
  return looked?.kind === 'found' && likenessOf(looked.job, intent, job.holds).kind === 'different';
}

const counted = /^\D{0,20}\d{1,6}$/;
