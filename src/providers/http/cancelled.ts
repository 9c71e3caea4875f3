import type { Cancelled, Deleted, Polled } from '../provider.ts';

/**
 * Cancels a job where the call that does so would delete one that has ended, with footage that is paid for: only one that was
 * just seen to wait, in one of these states, since nothing is made within the time of a call.
 */
export async function cancelWaiting(
  polled: Polled,
  states: readonly string[],
  remove: () => Promise<Deleted>,
): Promise<Cancelled> {
  switch (polled.kind) {
    case 'waiting': {
      if (!states.includes(polled.state ?? '')) return { kind: 'too-late', since: 'begun' };
      const removed = await remove();
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
