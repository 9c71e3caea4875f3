import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, printable } from '../../src/report/printable.ts';
import { anyCharacter } from '../rig/any-character.ts';

describe('untrusted words on a terminal', () => {
  it('are shown, not sent', () => {
    expect(printable('\u001b[31mred\u0007\u009b2J')).toBe('␛[31mred␇<U+009B>2J');
    expect(printable('a\u202eb\u2066c')).toBe('a<U+202E>b<U+2066>c');
    expect(printable('two\nlines\there\r')).toBe('two␊lines here␍');
    expect(printable('two\nlines', 'many')).toBe('two\nlines');
  });

  it('stay as they are when they are plain, in any script', () => {
    const plain = '%{pts} 100% \\ \' : , ; [ ] = " $(id) 🎬 مرحبا 日本語 Café';
    expect(printable(plain)).toBe(plain);
  });

  it('never hold a control character, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(/\p{Cc}/u.test(printable(text))).toBe(false);
        expect(/\p{Cc}/u.test(printable(text, 'many').replaceAll('\n', ''))).toBe(false);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('are measured as terminals draw them', () => {
    expect(['abc', '日本', '🎬', 'e\u0301', ''].map(columns)).toEqual([3, 4, 2, 1, 0]);
  });
});
