import { expect, test } from 'vitest';
import { tryMutants } from '../storyboard/plain/mutants.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`the quick reader and the parser agree on 100,000 mutants (seed ${seed})`, () => {
  const { same } = tryMutants(100_000, seed);
  console.log(`${same} were read by the quick reader, all as the parser reads them`);
  expect(same).toBeGreaterThan(10_000);
});
