import { describe, expect, it, test } from 'vitest';
import { readPlain } from '../../../src/storyboard/plain/read-plain.ts';
import { agreementOn, everyText } from './agreement.ts';
import { tryMutants } from './mutants.ts';

test('the quick reader and the parser agree on all YAML in the repository', () => {
  const agreements = [...everyText()].map(([name, text]) => [name, agreementOn(text)] as const);
  expect(agreements.filter(([, agreement]) => typeof agreement !== 'string')).toEqual([]);
  const films = agreements.filter(([name]) => name.startsWith('storyboards/'));
  expect(films.length).toBeGreaterThan(3);
  expect(films.every(([, agreement]) => agreement === 'the same')).toBe(true);
});

test('they agree on mutants of it', () => {
  const { same } = tryMutants(3000, 2026);
  expect(same).toBeGreaterThan(300);
});

describe('what is read', () => {
  it.each([
    ['a mapping', 'a: 1\nb: two words\n'],
    ['no end of the last line', 'a: 1\nb: x'],
    ['lists in the column of their key, and further right', 'a:\n- 1\n- 2\nb:\n    - x\n    - y\n'],
    ['mappings in lists in lists', 'a:\n  - - b: 1\n      c: 2\n    - d\n  -\n    e: f\n'],
    [
      'comments and empty lines between',
      '# first\n\na: 1 # said\n    # further in\n\nb: ## x\n  - c # d\n# last\n',
    ],
    ['a text over several lines, with an empty one', 'a: one\n  two\n   three\n\n  four # five\nb: x\n'],
    ['text in quotes', `a: "say \\"no\\"\\n"\nb: 'it''s'\nc: ""\n`],
    ['signs within a text', `a: it's 5:30, "x" [y] {z} c#1 & *2 a:b 50% @c\n`],
    ['flow collections', 'a: { b: 1, c: [x, "y, z", { d: e f }], g: {}, h: [] } # i\n'],
    ['a literal text', 'a: |\n  one\n    two\n\n  three # four\nb: |-\n  five\n'],
    ['a folded text', 'a: >\n  one\n  two\n\n\n  three\n\nb: >-\n  four\n'],
    [
      'numbers, and what looks like one',
      'a: [0, -1, +2, 007, .5, 5., -0.25, 16:9, 1-2, 3 m, 2026-01-02, v1]\n',
    ],
    ['true and false', 'a: [true, False, TRUE, yes, no, on]\n'],
    ['keys that are numbers, or names of nothing', '1: a\nnull: b\ntrue: c\nconstructor: d\n'],
    ['letters of all scripts', 'a: 灯台 🎬 «Ж» Ελλ\nb: [灯, é]\n'],
  ])('%s', (_, text) => {
    expect(agreementOn(text)).toBe('the same');
  });
});

describe('what is left to the parser', () => {
  it.each([
    ['nothing', ''],
    ['nothing but a comment', '# a\n'],
    ['a text alone', 'a\n'],
    ['an empty value', 'a:\nb: 1\n'],
    ['null', 'a: ~\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['an anchor', 'a: &x 1\nb: *x\n'],
    ['a merge', 'a: 1\n<<: { b: 1 }\n'],
    ['a tag', 'a: !!str 1\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['a prototype', '__proto__: { a: 1 }\n'],
    ['tabs', 'a:\t1\n'],
    ['CRLF', 'a: 1\r\nb: 2\r\n'],
    ['a colon in a text', 'a: b: c\n'],
    ['a comment that may be text', 'a: Shot #3\n'],
    ['a dash that may be an item', 'a:\n  - b\n    - c\n'],
    ['a key further right than the others', 'a: 1\n  b: 2\n'],
    ['a flow collection over several lines', 'a: [1,\n  2]\n'],
    ['a comma that may belong to the text', 'a: { b: c, d e }\n'],
    ['rare numbers', 'a: 0x1f\n'],
    ['rare escapes', 'a: "\\x41"\n'],
    ['lines that are indented further in a folded text', 'a: >\n  b\n    c\n'],
    [
      'nested very deep',
      `${Array.from({ length: 40 }, (_, n) => `${' '.repeat(n)}a:\n`).join('')}${' '.repeat(40)}a: 1\n`,
    ],
    ['very many keys', Array.from({ length: 10_001 }, (_, n) => `k${n}: 1\n`).join('')],
    [
      'very many keys on a line',
      `a: { ${Array.from({ length: 10_001 }, (_, n) => `k${n}: 1`).join(', ')} }\n`,
    ],
    ['very much that is no list', `a: |\n${'  x\n'.repeat(600_000)}`],
  ])('%s', (_, text) => {
    expect(readPlain(text)).toBeUndefined();
  });
});
