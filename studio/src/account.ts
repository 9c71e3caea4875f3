import { hostname } from 'node:os';
import type { Another, Clock, KnowingAccount } from 'storycut/studio';
import type { Ledger, Records } from './ledger.ts';
import { type Memory, placeNamed } from './memory.ts';

/** Milliseconds: attempts before that are no longer told of. */
const LONG_AGO = 30 * 86_400_000;

interface Whose {
  readonly provider: string;
  readonly address: string | undefined;
  readonly project: string;
  readonly memory: Memory;
  /** Adds to the memory. */
  hear(records: Records): Promise<boolean>;
  readonly clock: Clock;
}

/** An account at a provider, as the ledger knows it: of all projects, on all machines. */
export function accountAt(ledger: Ledger, whose: Whose): KnowingAccount {
  const { provider, address, project, memory, hear, clock } = whose;
  const place = placeNamed(provider, address, hostname());
  const { state } = memory;
  return {
    async others(attempt) {
      // Another process may have settled what this one knows as open.
      const open = state.unresolved().map(({ intent }) => intent.fingerprint);
      await hear(await ledger.recordsAbout([...new Set(open)]));
      // A film is made by one process at a time: its attempts are ours.
      const names = state.namesOf(memory.attempt(attempt).intent.storyboard);
      const all = await ledger.others(place, LONG_AGO);
      return all
        .filter((other) => other.project !== project || !names.has(other.film))
        .map(
          ({ words, age, remote }): Another => ({
            ...{ words, since: clock.now() - age },
            ...(remote !== null && { remote }),
          }),
        );
    },
    async owns(remote) {
      const attempt = await ledger.ownerOf(place, remote);
      return attempt !== undefined && !state.hasAttempt(attempt);
    },
    async turn(model, apart) {
      return clock.now() + (await ledger.turn(place, model, apart));
    },
    // Each intent is in the ledger before it is submitted.
    untold: () => undefined,
    pause: (until) => void ledger.pause(place, until - clock.now()).catch(() => undefined),
  };
}
