import { expect, test } from 'vitest';
import { printedRandom } from '../../test/rig/printed-random.ts';
import { isLateNode } from './rig/late-node.ts';
import { holdRunStorm, type RunStorm } from './storm/runs.ts';
import { holdWorkerStorm, type WorkerStorm } from './storm/workers.ts';

const faults =
  'create 3 reset-after\ncreate 7 reset\ncreate 11 half-json\ncreate 15 429\ncreate 19 reset-after\n';

const usual: Omit<RunStorm, 'random'> = {
  ...{ films: 4, shots: 16, common: 6, processes: 4 },
  ...{ lasts: 60_000, between: 1500, stopped: 0, faults },
};

const whole = { twice: 0, lost: 0, strays: 0, imbalances: 0, live: 0 };

async function hold(storm: Partial<RunStorm>): Promise<void> {
  const { next } = printedRandom();
  const outcome = await holdRunStorm({ ...usual, ...storm, random: next });
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ ...whole, paid: outcome.needed });
}

test('processes that are killed all the time pay for each job once', () => hold({}));

test('processes that stand still beyond the fence pay for each job once', () => hold({ stopped: 100 }));

test('a database that is away in the middle changes nothing', () => hold({ away: 10_000 }));

test('clips in a bucket whose server fails now and then change nothing', () =>
  hold({ bucket: true, stopped: 6, away: 10_000 }));

test('all at once, with a budget that binds', async () => {
  const { next } = printedRandom();
  const storm = { ...usual, stopped: 8, away: 10_000, budget: 45 };
  const outcome = await holdRunStorm({ ...storm, random: next });
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ ...whole, paid: 45, committed: 45 * 0.4 });
});

/** Six films, 130 jobs; workers are killed, or stand still for longer than any lease, and the database is away. */
const crew: Omit<WorkerStorm, 'random' | 'budget'> = {
  ...{ films: 6, shots: 20, common: 10, workers: 4, fast: 10, jobSeconds: 20 },
  ...{ lasts: 150_000, between: 2400, stopped: 8, stop: 25_000, away: 10_000 },
  faults: `${faults}create 23 500-after\ncreate 31 half-json\ncreate 37 503-after\ncreate 43 429\ncreate 47 reset-after\n`,
};

test.skipIf(!isLateNode)(
  'workers that die, stand still and lose the database pay for each job once',
  async () => {
    const { next } = printedRandom();
    const outcome = await holdWorkerStorm({ ...crew, random: next });
    console.log(JSON.stringify(outcome));
    expect(outcome).toMatchObject({ ...whole, paid: outcome.needed });
  },
);

test.skipIf(!isLateNode)('the same, with a budget that binds', async () => {
  const { next } = printedRandom();
  const outcome = await holdWorkerStorm({ ...crew, budget: 100, random: next });
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ ...whole, paid: 100, committed: 100 * 0.4 });
});
