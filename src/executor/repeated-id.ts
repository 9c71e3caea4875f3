import { say, says } from '../core/sentence.ts';
import type { Submitted } from '../providers/provider.ts';
import { type Attempt, isUnresolved } from '../store/attempt.ts';
import type { Intent } from '../store/record.ts';
import { isSafe } from './admission.ts';
import type { Making } from './run.ts';

/**
 * An answer to a submission, unless it repeats the id of another job of ours, as a cache or a gateway may that answers in a
 * server's place: its footage is another's, and whether anything new was made is not known.
 */
export function withOwnId(submitted: Submitted, { provider, run }: Making, { address }: Intent): Submitted {
  if (submitted.kind !== 'accepted' || isSafe(provider)) return submitted;
  const { remote } = submitted;
  const { name } = provider.data;
  const { store } = run.engine;
  const owner = store.ownerOf(name, remote);
  if (owner === undefined) return submitted;
  const other = [...store.attempts()].find(({ intent }) => intent.attempt === owner);
  if (other === undefined || mayBegin(remote, other, address)) return submitted;
  return {
    kind: 'unknown',
    failure: {
      reason: 'other',
      ...says(
        say`${{ provider: name }} answered with the id of another job: ${{ remote }} is that of ${{ segment: other.intent.segment }}. Something in between, such as a cache, may repeat answers.`,
      ),
      again: false,
    },
  };
}

/** Servers that count their jobs begin anew when they are started anew, and an id means nothing at another address. */
function mayBegin(remote: string, other: Attempt, address: string | undefined): boolean {
  if (other.intent.address !== address) return true;
  return counted.test(remote) && other.kind !== 'accepted' && !isUnresolved(other);
}

const counted = /^\D{0,20}\d{1,6}$/;
