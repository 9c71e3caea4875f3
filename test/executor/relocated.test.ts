import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { extend, generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const plan = planOf([generate('a')]);
const silent: Script = { submit: () => ({ kind: 'unknown', failure: failure('network') }) };

/** Where a provider is asked, and as whom. */
const at = (address: string, id: string) => ({
  address,
  engine: {
    account: () => ({
      ...{ id, others: async () => [], turn: async () => 0 },
      ...{ untold: () => undefined, pause: () => undefined },
    }),
  },
});
const here = at('http://one.example/v1', 'a1');

describe.each([
  ['at another address', at('http://two.example/v1', 'b2')],
  ['with another key', at(here.address, 'b2')],
])('asked %s', (_, there) => {
  test('a list that lacks an unanswered submission proves nothing: it is not sent again', async () => {
    const first = fakeProvider({ ...silent, address: here.address });
    await bench.run(plan, first, { engine: here.engine });
    const empty = fakeProvider({ list: () => undefined, address: there.address });
    const { of } = await bench.run(plan, empty, { engine: there.engine });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(empty.submissions).toHaveLength(0);
    // Where it was sent, the same list proves it.
    const same = fakeProvider({ list: () => undefined, address: here.address });
    expect((await bench.run(plan, same, { engine: here.engine })).outcome).toMatchObject({ made: 1 });
  });

  test('a rehearsal goes on by itself: its sandbox is at another address each time', async () => {
    await bench.run(plan, fakeProvider({ ...silent, address: here.address }), { engine: here.engine });
    const empty = fakeProvider({ list: () => undefined, address: there.address });
    const engine = { ...there.engine, isRehearsal: true };
    expect((await bench.run(plan, empty, { engine })).outcome).toMatchObject({ made: 1 });
  });

  test('a job that is not known is kept, and fetched where it was accepted', async () => {
    const stop = new AbortController();
    const script: Script = {
      address: here.address,
      poll() {
        stop.abort();
        return { kind: 'waiting' };
      },
    };
    const first = fakeProvider(script);
    await bench.run(plan, first, { engine: here.engine, signal: stop.signal });
    const resumed = planOf([generate('a', { state: 'in-flight', cost: 0 })]);
    const denying = fakeProvider({ address: there.address, poll: () => ({ kind: 'gone' }) });
    const { of } = await bench.run(resumed, denying, { engine: there.engine, payAgain: true });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'job-elsewhere' } }]);
    expect(denying.submissions).toHaveLength(0);
    const again = Object.assign(first, { poll: async () => ({ kind: 'completed' }) });
    expect((await bench.run(resumed, again, { engine: here.engine })).outcome).toMatchObject({ made: 1 });
  });
});

test('footage at another address is continued as a file: its id may be that of somebody else’s', async () => {
  const made = fakeProvider({ address: here.address });
  await bench.run(plan, made);
  const below = generate('a');
  const jobs = [below, extend('b', below)];
  const there = fakeProvider({ address: 'http://two.example/v1' });
  await bench.run(await bench.planned(jobs), there);
  const [input] = there.submissions.flatMap(({ inputs }) => [...inputs.values()]);
  expect(input).toMatchObject({ file: expect.any(String) });
  expect(input).not.toHaveProperty('remote');
});
