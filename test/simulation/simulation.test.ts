import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../rig/compile.ts';
import { mutants } from './mutants.ts';
import { mutated } from './mutate.ts';
import { runEach, type Seeds, type Summary } from './processes.ts';
import { services } from './services.ts';
import { simulate } from './simulate.ts';

/** `SEED=n npx vitest run test/simulation` tells what happened in one history, line by line. */
const seed = process.env.SEED;

/**
 * Beyond the first 200: seeds that notice a fault of `mutants.ts` which none before does, and those of campaigns that found something
 * or whose violation was the simulation's own.
 */
const once = [
  ...[313, 355],
  5_002_561,
  6_004_960,
  6_005_550,
  6_010_147,
  7_000_426,
  7_500_904,
  7_504_295,
  7_007_311,
  7_015_025,
  108_570,
];

const lists: ReadonlyMap<string, Seeds> = new Map<string, Seeds>([
  ['in 200 histories', { from: 1, count: 200, scenario: { disturbed: true } }],
  ...once.map((from): [string, Seeds] => [
    `in history ${from}`,
    { from, count: 1, scenario: { disturbed: true } },
  ]),
  ...[...services].map(([name, weather]): [string, Seeds] => [
    `in 15 histories at a service that tells what ${name} tells`,
    { from: 1, count: 15, scenario: { disturbed: true, weather } },
  ]),
]);

// All in one process: what is optimized for the first is so for the rest.
describe.skipIf(seed !== undefined)('nothing is paid twice, and nothing is lost', () => {
  let summaries: readonly Summary[];
  beforeAll(async () => {
    const program = await compile('simulation/main');
    try {
      summaries = await runEach(program.file, [...lists.values()]);
    } finally {
      await program.remove();
    }
  });

  test.each([...lists.entries()].map(([name, seeds], index) => [name, seeds, index] as const))(
    '%s',
    (_, { count }, index) => {
      expect(summaries[index]).toMatchObject({ seeds: count, wrong: [] });
    },
  );
});

test.runIf(seed !== undefined)(`nor in history ${seed}`, async () => {
  const { violations, lines } = await simulate(Number(seed), { disturbed: true, traced: true });
  console.log(lines.join('\n'));
  expect(violations).toEqual([]);
});

test('equal seeds have equal histories', async () => {
  for (const one of [1, 2, 3, 4]) {
    const [first, second] = [
      await simulate(one, { disturbed: true }),
      await simulate(one, { disturbed: true }),
    ];
    expect(second).toEqual(first);
  }
});

test('each fault that the simulation is tried with is still one of the engine', () => {
  const src = join(import.meta.dirname, '../../src');
  for (const mutant of mutants) {
    expect(mutated(readFileSync(join(src, mutant.file), 'utf8'), mutant)).not.toBe('');
  }
});
