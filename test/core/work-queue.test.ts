import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workQueue } from '../../src/core/work-queue.ts';

test('no more are at work than may be, each goes on in order, and a failure gives its place to the next', async () => {
  const works = fc.array(fc.record({ delay: fc.nat(3), fails: fc.boolean() }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), works, async (most, all) => {
      const { add, waiting } = workQueue(most);
      const begun: number[] = [];
      let [atWork, peak] = [0, 0];
      const ends = all.map(({ delay, fails }, i) =>
        add(async () => {
          begun.push(i);
          peak = Math.max(peak, ++atWork);
          for (let n = 0; n <= delay; n++) await Promise.resolve();
          atWork -= 1;
          if (fails) throw new Error(`${i}`);
          return i;
        }),
      );
      expect(waiting()).toBe(Math.max(0, all.length - most));
      const settled = await Promise.allSettled(ends);
      expect(settled.map(({ status }) => status === 'rejected')).toEqual(all.map(({ fails }) => fails));
      expect(begun).toEqual(all.map((_, i) => i));
      expect(peak).toBe(Math.min(most, all.length));
      expect(waiting()).toBe(0);
    }),
  );
});
