import type { Clock, Random } from '../../core/ports.ts';
import type { FilmEvent, Told } from './film-event.ts';
import { Follower, type Standing } from './standing.ts';

/** What a late subscriber gets, so that nothing is missed: the state of all runs, and each event from then on. */
export interface Subscription {
  /** The runs in progress, and those that ended since the latest began. */
  readonly runs: readonly Standing[];
  readonly stop: () => void;
}

/** Collects all events and passes them on. */
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

/** A listener that throws breaks the run, but the others hear the event all the same. */
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
