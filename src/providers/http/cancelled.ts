import type { Cancelled, Polled } from '../provider.ts';
import { removedOf } from './deleted.ts';
import type { Teller } from './failures.ts';
import type { Exchange } from './response.ts';

/**
 * Cancels a job where the call that does so would delete one that has ended, with footage that is paid for: only one that was
 * just seen to wait, in one of these states, since nothing is made within the time of a call. That there is no such job is no
 * proof that it ended.
 */
export async function cancelWaiting(
  polled: Polled,
  states: readonly string[],
  remove: () => Promise<Exchange>,
  teller: Teller,
): Promise<Cancelled> {
  switch (polled.kind) {
    case 'waiting': {
      if (!states.includes(polled.state ?? '')) return { kind: 'too-late', since: 'begun' };
      const removed = removedOf(await remove(), teller);
      return removed.kind === 'done' ? { kind: 'asked', final: true } : removed;
    }
    case 'completed':
    case 'failed':
      return { kind: 'too-late', since: 'ended' };
    case 'unreachable':
    case 'gone':
      return polled;
  }
}
