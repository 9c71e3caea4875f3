import { expect, test } from 'vitest';
import { printedRandom } from '../../test/rig/printed-random.ts';
import { holdStorm, type Storm } from './storm.ts';

const usual: Omit<Storm, 'random'> = {
  ...{ films: 4, shots: 16, common: 6, processes: 4 },
  ...{ lasts: 60_000, between: 1500, stopped: 0 },
  faults: 'create 3 reset-after\ncreate 7 reset\ncreate 11 half-json\ncreate 15 429\ncreate 19 reset-after\n',
};

const whole = { lost: 0, strays: 0, imbalances: 0, live: 0 };

async function hold(storm: Partial<Storm>): Promise<void> {
  const { next } = printedRandom();
  const outcome = await holdStorm({ ...usual, ...storm, random: next });
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ ...whole, paid: outcome.needed });
}

test('processes that are killed all the time pay for each job once', () => hold({}));

test('processes that stand still beyond the fence pay for each job once', () => hold({ stopped: 100 }));

test('a database that is away in the middle changes nothing', () => hold({ away: 10_000 }));

test('all at once, with a budget that binds', async () => {
  const { next } = printedRandom();
  const storm = { ...usual, stopped: 8, away: 10_000, budget: 45 };
  const outcome = await holdStorm({ ...storm, random: next });
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ ...whole, paid: 45, committed: 45 * 0.4 });
});
