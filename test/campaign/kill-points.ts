import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { printedRandom } from '../rig/printed-random.ts';
import { jobs, paidFilm, trouble, undisturbed } from './paid-film.ts';

const preload = join(import.meta.dirname, '../rig/kill-at.mjs');
const moments = ['before', 'torn', 'after'] as const;

/** An operation on the disk, counted from 1, and when during it a run is killed. */
interface Point {
  readonly n: number;
  readonly when: (typeof moments)[number];
}

/** So many points that chance picks. */
export function anyPoints(most: number) {
  const chance = printedRandom();
  return (all: readonly Point[]): readonly Point[] =>
    Array.from({ length: most }, () => all[Math.floor(chance.next() * all.length)]).filter(
      (point) => point !== undefined,
    );
}

/** Every `parts`-th point, beginning with number `part`, from 1: all parts together are all points. */
export const everyPoint =
  (part: number, parts: number) =>
  (all: readonly Point[]): readonly Point[] =>
    all.filter((_, n) => n % parts === part - 1);

/** How many operations a run has that change something on its disk. */
async function operations(): Promise<number> {
  const made = await paidFilm();
  const COUNT_IN = join(made.folder, 'count');
  const { code, said } = await made.live({ preload, env: { COUNT_IN } }).ended;
  expect(code, said).toBe(0);
  const count = Number(await readFile(COUNT_IN, 'utf8'));
  await made.remove();
  return count;
}

/**
 * Kills a run at its operations on the disk, before, half-way through and after each, and runs it again: the film is the
 * same, and each job is paid for once. Gives how many points that were.
 */
export async function holdKillPoints(pick: (all: readonly Point[]) => readonly Point[]): Promise<string> {
  const whole = await undisturbed();
  const count = await operations();
  const all = Array.from({ length: count }, (_, n) => moments.map((when) => ({ n: n + 1, when }))).flat();
  const points = pick(all);
  const wrong: string[] = [];
  let killed = 0;
  for (const point of points) {
    const made = await paidFilm();
    const life = made.live({ preload, env: { KILL_AT: String(point.n), KILL_WHEN: point.when } });
    await life.ended;
    if (life.child.signalCode === 'SIGKILL') killed += 1;
    const found = await trouble(made, whole);
    if (found !== undefined) wrong.push(`${point.when} ${point.n}: ${found}`);
    await made.remove();
  }
  expect(wrong).toEqual([]);
  expect(killed).toBeGreaterThan(0);
  return `${points.length} of ${all.length} points of ${count} operations, ${killed} killed: all resumed, the same bytes, ${jobs * points.length} of ${jobs * points.length} jobs paid once`;
}
