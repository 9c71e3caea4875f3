import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup } from '../../../test/campaign/paid-film.ts';
import type { Postgres } from '../rig/postgres.ts';

/** What happens to processes and to the database. Milliseconds. */
export interface Weather {
  readonly lasts: number;
  /** Between two hits, on average. */
  readonly between: number;
  /** Of the processes that are hit, how many are stopped, and for how long; the others are killed. */
  readonly stopped: number;
  readonly stop: number;
  /** For how long the database is away, once. */
  readonly away?: number;
  readonly random: () => number;
}

/** When each was hit, in milliseconds since 1970. */
export interface Hits {
  readonly kills: readonly number[];
  readonly stops: readonly number[];
}

/** How many there were before that. */
export const countedBefore = (
  moment: number,
  hits: Hits,
): { readonly kills: number; readonly stops: number } => ({
  kills: hits.kills.filter((at) => at < moment).length,
  stops: hits.stops.filter((at) => at < moment).length,
});

export const pick = <T>(of: readonly T[], random: () => number): T =>
  of[Math.floor(random() * of.length)] as T;

/** Hits the processes that are live at the moment, for as long as it lasts. */
export async function holdWeather(
  weather: Weather,
  postgres: Postgres,
  live: ReadonlySet<ChildProcess>,
): Promise<Hits> {
  const { lasts, between, stopped, stop, random } = weather;
  const hits: { kills: number[]; stops: number[] } = { kills: [], stops: [] };
  // Who stands still is left alone until it goes on.
  const still = new Set<ChildProcess>();
  const [until, awayAt] = [Date.now() + lasts, Date.now() + lasts / 3];
  let away: Promise<void> | undefined;
  while (Date.now() < until) {
    await sleep(between * (0.5 + random()));
    if (weather.away !== undefined && away === undefined && Date.now() > awayAt)
      away = postgres.kill().then(async () => {
        await sleep(weather.away);
        await postgres.start();
      });
    const hit = pick(
      [...live].filter((one) => !still.has(one)),
      random,
    );
    if (hit?.pid === undefined) continue;
    if (hits.stops.length < stopped && random() < 0.4) {
      hits.stops.push(Date.now());
      hit.kill('SIGSTOP');
      still.add(hit);
      void sleep(stop).then(() => {
        hit.kill('SIGCONT');
        still.delete(hit);
      });
    } else {
      hits.kills.push(Date.now());
      killGroup(hit);
    }
  }
  await away;
  return hits;
}
