import type { Random } from '../../src/core/ports.ts';

/** Chance that is the same in every run. Names from two seeds never meet. */
export function fixedRandom(seed = 1): Random {
  let state = seed;
  let named = 0;
  return {
    next() {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    },
    id: () => seed.toString(16).padStart(8, '0') + (++named).toString(16).padStart(8, '0'),
  };
}
