import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countWords } from '../../src/planner/timeline/count-words.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const segmented = (text: string): number =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;

const pieces = [
  'a',
  'I',
  'ship',
  'DON',
  "'",
  '’',
  '.',
  '…',
  ',',
  ' ',
  '-',
  '–',
  '"',
  '“',
  '!',
  '(',
  ')',
  '\n',
  ';',
  '?',
];
const others = ['é', 'ж', '7', '_', ':', 'ไทย', '한', '·'];

it('the words of a text are as many as Unicode finds in it, in plain letters and in all others', () => {
  for (const some of [pieces, [...pieces, ...others]]) {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...some), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(countWords(text), text).toBe(segmented(text));
      }),
      { numRuns: 1000 },
    );
  }
});
