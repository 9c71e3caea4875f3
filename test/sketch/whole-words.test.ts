import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningsOf, wholeWords } from '../../src/sketch/whole-words.ts';

describe('how the matches of a pattern begin', () => {
  it.each([
    ['pan right|tilt-up', ['pan right', 'tilt-up']],
    ['doll(?:y|ies) in|zoom', ['doll', 'zoom']],
    ['(?:push|pull)(?:es|s)? back|arc', ['push', 'pull', 'arc']],
    ['(?:(?:slow|fast) pan|(?:fl(?:y|ies)))\\b', ['slow', 'fast', 'fl']],
    ['circles?|hand-?held|booms*', ['circle', 'hand', 'boom']],
    ['left[- |)]to|crane\\w*', ['left', 'crane']],
    ['(?:on )?tripod', ['']],
    ['(?!not)this', ['']],
    ['\\w+|this', ['', 'this']],
  ])('%s', (pattern, beginnings) => {
    expect(beginningsOf(pattern)).toEqual(beginnings);
  });
});

it('whole words are found exactly where the pattern matches', () => {
  const patterns = [
    'pan(?:s|ned)? (?:slowly )?(?:up|down)|(?:push|pull)-?back',
    '(?:track|fl(?:y|ies))(?:s|ing)?(?! away)(?: slowly)?',
    '(?:on )?tripod|circles?',
  ];
  const parts = [
    'pan',
    'pans',
    's',
    ' ',
    '-',
    'slowly',
    'up',
    'down',
    'push',
    'pull',
    'back',
    'fl',
    'y',
    'ies',
  ];
  const more = ['track', 'ing', 'away', 'on', 'tripod', 'circle', ',', 'a'];
  for (const pattern of patterns) {
    const isIn = wholeWords(pattern);
    const whole = new RegExp(`\\b(?:${pattern})\\b`);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts, ...more), { maxLength: 10 }), (words) => {
        const text = words.join('');
        expect(isIn(text), text).toBe(whole.test(text));
      }),
      { numRuns: 700 },
    );
  }
});
