import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiled, compile } from '../rig/compile.ts';
import { runSeeds } from '../simulation/processes.ts';
import { services } from '../simulation/services.ts';
import type { Weather } from '../simulation/weather.ts';

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

test.each([...services])(
  'in 2,000 histories at a service that tells what %s tells, the same holds',
  async (_, weather) => {
    const seeds = { from: begin, count: 2000, scenario: { disturbed: true, weather } };
    expect((await runSeeds(program.file, seeds)).wrong).toEqual([]);
  },
);

/** A server that shows what it was asked for as it was asked, and fails no job; its network is another matter. */
const orderly: Partial<Weather> = {
  ...{ order: 'descending', paging: 'right', prompts: 'crlf', model: 'as-sent', size: 'as-sent' },
  ...{ dates: 'seconds', clock: 0, dateHeader: 'server', ids: 'same', failures: 0, moderation: 0 },
};

const servers: Readonly<Record<string, Partial<Weather>>> = {
  'orderly, its list complete': { ...orderly, list: 'complete' },
  'any, its list complete': { list: 'complete' },
  'any, nobody knows what its list lacks': { list: 'unsaid' },
  'any, without a list': { list: 'none' },
  ...Object.fromEntries([...services].map(([name, weather]) => [`as ${name} is`, weather])),
};

test.each(Object.entries(servers))(
  'how many films are whole before anybody has to answer anything: a server that is %s',
  async (_, server) => {
    const count = 500;
    const shares: string[] = [];
    for (const faults of [0, 0.05, 0.1, 0.2, 0.35]) {
      const scenario = { disturbed: false, weather: { ...server, faults } };
      const { unattended, wrong } = await runSeeds(program.file, { from: 1, count, scenario });
      expect(wrong).toEqual([]);
      shares.push(`${100 * faults} % faults: ${((100 * unattended) / count).toFixed(1)} %`);
    }
    console.log(shares.join(', '));
  },
);
