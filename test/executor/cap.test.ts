import { expect, test } from 'vitest';
import { committedOf } from '../../src/core/holdings.ts';
import type { Store } from '../../src/store/store.ts';
import { engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider } from '../rig/fake-provider.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { generate, planOf } from '../rig/plans.ts';

const cap = 5;

/**
 * Jobs with attempts and fallbacks at a provider that refuses, fails, loses and delivers at random, and tells what it
 * charged or keeps silent; it never charges more than the price.
 */
test.each(Array.from({ length: 40 }, (_, n) => n))('nothing crosses the cap: seed %d', async (seed) => {
  const bench = await engineBench();
  try {
    const random = fixedRandom(seed);
    const pick = <T>(...of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
    const charges = new Map<string, number>();
    const chargeFor = (attempt: string) => charges.get(attempt) ?? 0;
    const provider = fakeProvider({
      submit(submission) {
        if (pick(true, false, false, false)) {
          return {
            kind: 'rejected',
            failure: failure(pick('moderation', 'rate', 'other'), pick(true, false)),
          };
        }
        charges.set(submission.attempt, pick(1, 1, 0.25));
        return undefined;
      },
      poll({ attempt }) {
        const charged = pick(true, false) ? { charged: chargeFor(attempt) } : {};
        // Silent servers take the whole price.
        if (!('charged' in charged)) charges.set(attempt, 1);
        return pick(true, false, false)
          ? {
              kind: 'failed',
              failure: failure(pick('moderation', 'capacity', 'other'), pick(true, false)),
              ...charged,
            }
          : { kind: 'completed', ...charged };
      },
      download: () => pick({ kind: 'gone', final: true } as const, undefined, undefined, undefined),
    });
    let store: Store | undefined;
    const jobs = Array.from({ length: 6 }, (_, n) =>
      generate(`s${n}`, { attempts: pick(1, 2, 3), fallbacks: pick([], ['milder'], ['milder', 'mildest']) }),
    );
    for (let run = 0; run < 3; run++) {
      const watched = await bench.run(planOf(jobs), provider, {
        ...{ concurrency: 3, maxCost: cap, payAgain: pick(true, false) },
        onEvent() {
          const paid = [...charges.values()].reduce((sum, one) => sum + one, 0);
          expect(paid).toBeLessThanOrEqual(cap + 1e-9);
        },
      });
      store = await bench.open();
      const { money } = store.holdings('film');
      await store.close();
      const paid = [...charges.values()].reduce((sum, one) => sum + one, 0);
      expect(committedOf(money)).toBeLessThanOrEqual(cap + 1e-9);
      expect(paid).toBeLessThanOrEqual(committedOf(money) + 1e-9);
      expect(watched.outcome.interrupted).toBe(false);
    }
  } finally {
    await bench.remove();
  }
});
