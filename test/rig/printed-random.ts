import { randomInt } from 'node:crypto';
import { onTestFailed } from 'vitest';
import type { Random } from '../../src/core/ports.ts';
import { fixedRandom } from './fixed-random.ts';

/** A test's chance, another in each run. Where the test fails, its seed is printed; `SEED=<it>` brings it back. */
export function printedRandom(): Random {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  onTestFailed(() => console.error(`Chance had the seed ${seed}: run this test again with SEED=${seed}.`));
  return fixedRandom(seed);
}
