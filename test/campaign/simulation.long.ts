import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiled, compile } from '../rig/compile.ts';
import { runSeeds } from '../simulation/processes.ts';
import type { ListWorth } from '../simulation/weather.ts';

let program: Compiled;
beforeAll(async () => {
  program = await compile('simulation/main');
});
afterAll(() => program.remove());

const count = Number(process.env.SEEDS ?? 200_000);
const begin = Number(process.env.FROM ?? 1);

test(`in ${count} histories nothing is paid twice, and nothing is lost`, async () => {
  const half = Math.ceil(count / 2);
  const summaries = await Promise.all(
    [0, half].map((offset) =>
      runSeeds(program.file, { from: begin + offset, count: half, scenario: { disturbed: true } }),
    ),
  );
  expect(summaries.flatMap(({ wrong }) => wrong)).toEqual([]);
});

const worths: readonly ListWorth[] = ['complete', 'unsaid', 'none'];

test('how many films are whole before anybody has to answer anything', async () => {
  const films = 500;
  for (const faults of [0, 0.05, 0.1, 0.2, 0.35]) {
    const shares: string[] = [];
    for (const list of worths) {
      const seeds = { from: 1, count: films, scenario: { disturbed: false, weather: { faults, list } } };
      const { unattended, wrong } = await runSeeds(program.file, seeds);
      expect(wrong).toEqual([]);
      shares.push(`${list} ${((100 * unattended) / films).toFixed(1)} %`);
    }
    console.log(`faults ${100 * faults} %: ${shares.join(', ')}`);
  }
});
