import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from '../../src/core/shell-word.ts';

it('is read back by a shell as the text it was', () => {
  const texts = [
    'a.yaml',
    'My film/a b.yaml',
    "it's",
    'a"b',
    '$HOME',
    '`id`',
    'a\\b',
    'a!b',
    'ü – ✓',
    '',
    '*',
    '~/a',
    '-x; rm',
    'a\nb',
  ];
  const random = fc
    .sample(fc.string({ unit: 'grapheme', maxLength: 12 }), 40)
    .filter((text) => !text.includes('\0'));
  const all = [...texts, ...random];
  const line = `printf '%s\\0' ${all.map(shellWord).join(' ')}`;
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(all);
});

it('leaves alone what needs no quotes, and takes double ones where every shell knows them', () => {
  expect(['films/a.storyboard.yaml', 'My film/a.yaml', 'a (1).yaml'].map(shellWord)).toEqual([
    'films/a.storyboard.yaml',
    '"My film/a.yaml"',
    '"a (1).yaml"',
  ]);
});
