import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { printedRandom } from '../rig/printed-random.ts';
import { jobs, paidFilm, trouble, undisturbed } from './paid-film.ts';

const preload = join(import.meta.dirname, '../rig/kill-at.mjs');
const moments = ['before', 'torn', 'after'] as const;

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
 * same, and each job is paid for once. `most` points, or all of them. Gives how many.
 */
export async function holdKillPoints(most = Number.POSITIVE_INFINITY): Promise<string> {
  const chance = printedRandom();
  const whole = await undisturbed();
  const count = await operations();
  const all = Array.from({ length: count }, (_, n) => moments.map((when) => ({ n: n + 1, when }))).flat();
  const points =
    most >= all.length
      ? all
      : Array.from({ length: most }, () => all[Math.floor(chance.next() * all.length)]);
  const wrong: string[] = [];
  let killed = 0;
  for (const point of points) {
    if (point === undefined) continue;
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
