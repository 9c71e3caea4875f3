import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const hour = 3_600_000;

test.each([hour, 30 * 24 * hour, -hour])(
  'what an earlier run submitted is not paid for twice where the clock was set by %i ms since, and the list is late',
  async (set) => {
    const real = virtualClock();
    const stop = new AbortController();
    const hung = fakeProvider({
      submit() {
        stop.abort();
        return new Promise(() => undefined);
      },
    });
    await bench.run(planOf([generate('a')]), hung, { engine: { clock: real }, signal: stop.signal });

    const clock: Clock = { ...real, now: () => real.now() + set };
    const shown = real.now() + 100_000;
    const late = { remote: 'late', model: 'm', prompt: 'the prompt of a', seconds: 4 };
    const provider = fakeProvider({
      list: () => ({ kind: 'listed', jobs: real.now() < shown ? [] : [late], whole: true }),
    });
    await bench.run(planOf([generate('a', { state: 'unknown' })]), provider, { engine: { clock } });
    expect(provider.submissions).toEqual([]);
    expect(real.now()).toBeGreaterThanOrEqual(shown);
  },
);
