import { say, says } from '../core/sentence.ts';
import type { Polled } from '../providers/provider.ts';
import type { Accepted } from './ending.ts';
import { attemptWithId } from './repeated-id.ts';
import type { Making } from './run.ts';

/**
 * What was told of a job, unless it was told of another job of ours, as a cache or a gateway may that answers in a server's place: the
 * end of that one would be believed of this one, and its footage taken for this one's.
 */
export function aboutThis(polled: Polled, { provider, run }: Making, { intent, remote }: Accepted): Polled {
  const named = 'named' in polled ? polled.named : undefined;
  if (named === undefined) return polled;
  const other = attemptWithId(named, provider, run.engine.store);
  if (other === undefined || other.intent.attempt === intent.attempt) return polled;
  return {
    kind: 'unreachable',
    failure: {
      reason: 'other',
      ...says(
        say`${{ provider: provider.data.name }} was asked about ${{ asked: remote }} and answered about another job: ${{ remote: named }} is that of ${{ segment: other.intent.segment }}. Something in between, such as a cache, may repeat answers.`,
      ),
      again: true,
    },
  };
}
