import type { Clock, Random } from '../../core/ports.ts';
import type { FilmEvent, Told } from './film-event.ts';
import { Follower, type Standing } from './standing.ts';

/** What somebody who comes late is given, so that nothing is missed: how all runs stand, and each event from then on. */
export interface Subscription {
  /** The runs in progress, and those that ended since the latest began. */
  readonly runs: readonly Standing[];
  readonly stop: () => void;
}

/** Where all that is told comes together and goes out again. */
export interface Announcer {
  /** Begins a run, and announces its events. */
  begin(): (event: FilmEvent) => void;
  subscribe(listener: (told: Told) => void): Subscription;
}

export function announcer(clock: Clock, random: Random): Announcer {
  const listeners = new Set<(told: Told) => void>();
  const runs = new Map<string, Follower>();

  function follow(run: string): Follower {
    for (const [other, { now }] of runs) if (now.ended !== undefined) runs.delete(other);
    const follower = new Follower();
    runs.set(run, follower);
    return follower;
  }

  return {
    begin() {
      const run = random.id();
      let sequence = 0;
      return (event) => {
        sequence += 1;
        const told = { ...event, run, sequence, time: new Date(clock.now()).toISOString() };
        (runs.get(run) ?? follow(run)).hear(told);
        tellAll(listeners, told);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return {
        runs: [...runs.values()].map(({ copy }) => copy),
        stop: () => void listeners.delete(listener),
      };
    },
  };
}

/** One that throws breaks the run; the others have heard all the same. */
function tellAll(listeners: Iterable<(told: Told) => void>, told: Told): void {
  const thrown: unknown[] = [];
  for (const listener of listeners) {
    try {
      listener(told);
    } catch (error) {
      thrown.push(error);
    }
  }
  if (thrown.length > 0) throw thrown[0];
}
