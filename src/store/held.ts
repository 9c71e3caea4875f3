import type { Holdings } from '../core/holdings.ts';
import type { Attempt, StoredClip } from './attempt.ts';
import { holdingsOf } from './holdings.ts';
import type { State } from './replay.ts';

/** Look-ups of a state that a store passes on. */
type PassedOn =
  | 'attempts'
  | 'unresolved'
  | 'delivered'
  | 'hasAttempt'
  | 'ownerOf'
  | 'idsOf'
  | 'atProvider'
  | 'acceptedBy'
  | 'namesOf'
  | 'knows'
  | 'isInUse'
  | 'choices'
  | 'madeFor';

/** What a store tells of its records, as it stands. */
export interface Held extends Pick<State, PassedOn> {
  holdings(storyboard: string): Holdings;
  /** The clip of this fingerprint's job, if its bytes are here. */
  clip(fingerprint: string): StoredClip | undefined;
  /** The last attempt at this fingerprint's job. One whose clip is not here is as it was before, while its footage is at its provider. */
  attempt(fingerprint: string): Attempt | undefined;
}

/** The same for any store: `clip` knows which of the recorded clips are here. */
export function heldIn(state: State, clip: (fingerprint: string) => StoredClip | undefined): Held {
  const attempt = (fingerprint: string): Attempt | undefined => {
    const last = state.lastAttempt(fingerprint);
    return last?.kind === 'made' && clip(fingerprint) === undefined ? state.beforeMade(last) : last;
  };
  return {
    holdings: (storyboard) => holdingsOf(state, storyboard, { clip, attempt }),
    clip,
    attempt,
    attempts: state.attempts,
    unresolved: state.unresolved,
    delivered: state.delivered,
    hasAttempt: state.hasAttempt,
    ownerOf: state.ownerOf,
    idsOf: state.idsOf,
    atProvider: state.atProvider,
    acceptedBy: state.acceptedBy,
    namesOf: state.namesOf,
    knows: state.knows,
    isInUse: state.isInUse,
    choices: state.choices,
    madeFor: state.madeFor,
  };
}
