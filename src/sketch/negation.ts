import type { Token } from './tokens.ts';

const negators = new Set([
  ...['no', 'without', 'never', 'not', 'nor', 'neither', 'nobody', 'none', 'minus', 'lacking'],
  ...["isn't", "aren't", "doesn't", "don't", "won't", "can't"],
]);
/** After these, a negation goes no further. */
const ends = new Set(
  'but and only except while just in at on by near behind under over through into'.split(' '),
);
const reach = 5;

/** Whether the words before a token, in its clause, say that it is not there: "no people", "without any cars". */
export function isNegated(tokens: readonly Token[], at: number): boolean {
  const clause = tokens[at]?.clause;
  for (let i = at - 1; i >= Math.max(0, at - reach); i--) {
    const { word, clause: other } = tokens[i] ?? { word: '', clause: -1 };
    if (other !== clause || ends.has(word)) return false;
    if (negators.has(word)) return true;
    if (word === 'of' && /^(devoid|free|empty|instead)$/.test(tokens[i - 1]?.word ?? '')) return true;
  }
  return false;
}
