import { expect, it } from 'vitest';
import { hidingKeys } from '../../src/providers/hiding-keys.ts';
import { waysToWrite, withoutCase } from '../../src/providers/key-forms.ts';

const key = 'sk-Proj-0123456789abcdefGHIJ+/=';
const { hide, holds } = hidingKeys({ key, other: 'kw-9f8e7d6c5b4a' });

it('every part of a key that reveals it is found wherever it stands, and what is shorter is not', () => {
  for (const form of waysToWrite(key))
    for (let length = 11; length <= 13; length++)
      for (let from = 0; from + length <= form.length; from++)
        for (let before = 0; before < 8; before++) {
          const text = `${'x'.repeat(before)}.${form.slice(from, from + length).toUpperCase()}.rest`;
          expect([text, holds(text)]).toEqual([text, length >= 12]);
        }
});

it('each part is hidden as far as it goes, and the text between them stays', () => {
  const text = `İ ${key}${key.slice(3, 20)} and kw-9f8e7d6c5b4a, kw-9f8e7d6c5b4 or ${encodeURIComponent(key)}`;
  expect(hide(text)).toBe('İ [key][key] and [other], kw-9f8e7d6c5b4 or [key]');
  expect(hide(key.slice(0, 14).repeat(3))).toBe('[key][key][key]');
});

it('a text without case has each character where it was', () => {
  for (let code = 0; code < 0x11_0000; code++) {
    const one = String.fromCodePoint(code);
    if (withoutCase(one).length !== one.length) expect.fail(`U+${code.toString(16)}`);
  }
});

it.each([
  ['a word', 'Ab3dEf9h'.repeat(600_000)],
  ['an address', `http://${'a'.repeat(5_000_000)}`],
  ['a bearer', `bearer ${'a'.repeat(5_000_000)}`],
  ['a token', `eyJhbGciOi.${'a'.repeat(5_000_000)}`],
])('a key is hidden in an answer of millions of characters: %s', (_what, long) => {
  const hidden = hide(`${key} ${long} ${key}`);
  expect([hidden.slice(0, 6), hidden.slice(-6)]).toEqual(['[key] ', ' [key]']);
});
