import type { HeldAttempt, Holdings } from '../core/holdings.ts';
import { unreachable } from '../core/result.ts';
import { type Attempt, countedAt, type StoredClip } from './attempt.ts';
import type { State } from './replay.ts';

/** The planner's view of the journal, for one storyboard. `held` knows which recorded clips are on disk. */
export function holdingsOf(
  state: State,
  storyboard: string,
  held: {
    clip(fingerprint: string): StoredClip | undefined;
    attempt(fingerprint: string): Attempt | undefined;
  },
): Holdings {
  return {
    clip: held.clip,
    attempt(fingerprint) {
      const attempt = held.attempt(fingerprint);
      return attempt && heldAttempt(attempt);
    },
    redone: state.redone,
    lastRequest: (segment, take, link) => state.lastRequest(storyboard, segment, take, link),
    took: state.took,
    get money() {
      return state.money(storyboard);
    },
    lostRecords: state.lostRecords(),
    ledger: () => state.ledger(storyboard),
  };
}

function heldAttempt(attempt: Attempt): HeldAttempt | undefined {
  switch (attempt.kind) {
    case 'open':
      return { kind: 'unknown', price: attempt.intent.price };
    case 'lost':
      return { kind: 'lost', price: attempt.cost };
    case 'accepted':
      return attempt.refetch
        ? { kind: 'missing', price: countedAt(attempt) }
        : {
            kind: 'in-flight',
            price: countedAt(attempt),
            ...(attempt.overdue !== undefined && { overdue: attempt.overdue }),
          };
    case 'failed':
      return { kind: 'failed', message: attempt.message };
    case 'released':
      return attempt.cost > 0 ? { kind: 'given-up' } : undefined;
    case 'made':
      return undefined;
    default:
      return unreachable(attempt);
  }
}
