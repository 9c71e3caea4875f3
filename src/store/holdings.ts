import type { HeldAttempt, Holdings } from '../core/holdings.ts';
import { unreachable } from '../core/result.ts';
import type { Attempt, StoredClip } from './attempt.ts';
import type { State } from './replay.ts';

/** The planner's view of the journal, for one storyboard. `held` knows which recorded clips are on disk. */
export function holdingsOf(
  state: State,
  storyboard: string,
  held: (fingerprint: string) => StoredClip | undefined,
): Holdings {
  return {
    clip: held,
    attempt(fingerprint) {
      const attempt = state.lastAttempt(fingerprint);
      return attempt && heldAttempt(attempt);
    },
    redone: state.redone,
    lastRequest: (segment, take, link) => state.lastRequest(storyboard, segment, take, link),
    took: state.took,
    get money() {
      return state.money(storyboard);
    },
  };
}

function heldAttempt(attempt: Attempt): HeldAttempt | undefined {
  switch (attempt.kind) {
    case 'open':
      return { kind: 'unknown', price: attempt.intent.price };
    case 'lost':
      return { kind: 'lost', price: attempt.cost };
    case 'accepted':
      return { kind: 'in-flight', price: attempt.intent.price };
    case 'failed':
      return { kind: 'failed', message: attempt.message };
    case 'made':
    case 'released':
      return undefined;
    default:
      return unreachable(attempt);
  }
}
