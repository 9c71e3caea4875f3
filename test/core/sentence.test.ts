import { describe, expect, it } from 'vitest';
import { say, says } from '../../src/core/sentence.ts';

describe('say', () => {
  it('puts named values into the text and keeps them', () => {
    expect(say`${{ model: 'veo' }} makes at most ${{ longest: 8 }} s ${'at once'}.`).toEqual({
      text: 'veo makes at most 8 s at once.',
      params: { model: 'veo', longest: 8 },
    });
  });

  it('joins lists by commas and keeps them as lists', () => {
    expect(say`Known: ${{ known: ['a', 'b'] }}.`).toEqual({
      text: 'Known: a, b.',
      params: { known: ['a', 'b'] },
    });
  });

  it('takes a sentence with its values', () => {
    expect(say`${say`${{ key: 'x' }} is unknown`}, ${{ nearest: 'y' }} is not`).toEqual({
      text: 'x is unknown, y is not',
      params: { key: 'x', nearest: 'y' },
    });
  });
});

describe('says', () => {
  it('makes a diagnostic’s members of both sentences', () => {
    expect(says(say`${{ key: 'x' }} is unknown.`, say`Did you mean \`${{ nearest: 'y' }}\`?`)).toEqual({
      message: 'x is unknown.',
      help: 'Did you mean `y`?',
      params: { key: 'x', nearest: 'y' },
    });
  });

  it('leaves out what there is not', () => {
    expect(says(say`Nothing is left.`)).toEqual({ message: 'Nothing is left.' });
  });
});
