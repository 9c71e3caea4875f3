import { expect, test } from 'vitest';
import { type OptionValues, takesValue, valuesInWords } from '../../src/core/option-values.ts';
import { optionsNamed } from '../../src/providers/options.ts';

const cases: readonly (readonly [OptionValues, string, readonly unknown[], readonly unknown[]])[] = [
  [{ type: 'text' }, 'a text', ['', '7'], [7, true]],
  [{ type: 'switch' }, 'true or false', [true, false], ['true', 0]],
  [{ type: 'number' }, 'a number', [-1, 0.5], ['7', true, Number.NaN]],
  [{ type: 'number', min: 1, max: 20 }, 'a number from 1 to 20', [1, 20], [0.9, 21]],
  [{ type: 'number', min: 1, whole: true }, 'a whole number of at least 1', [1, 9], [1.5, 0]],
  [{ type: 'number', max: 3 }, 'a number of at most 3', [3, -9], [3.1]],
  [{ type: 'choice', choices: ['std', 'pro', '5'] }, 'one of std, pro, 5', ['std', '5', 5], ['PRO', '']],
  [{ type: 'any' }, 'any value', ['x', 1, true], []],
];

test.each(cases)('%j takes what its words say', (values, words, taken, refused) => {
  expect(valuesInWords(values)).toBe(words);
  const takes = (one: unknown): boolean => takesValue(values, one as string | number | boolean);
  expect(taken.filter((one) => !takes(one))).toEqual([]);
  expect(refused.filter(takes)).toEqual([]);
});

test('of options of which only the names are known, those that mean the same everywhere have their values', () => {
  expect(optionsNamed(['seed', 'guidance-scale', 'constructor'])).toEqual({
    seed: { type: 'number', whole: true },
    'guidance-scale': { type: 'any' },
    constructor: { type: 'any' },
  });
});
