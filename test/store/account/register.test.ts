import { describe, expect, test } from 'vitest';
import {
  type RegisterEntry,
  readRegister,
  registerLine,
  withoutOld,
} from '../../../src/store/account/register.ts';

const at = Date.UTC(2026, 0, 1);
const intent = (attempt: string, late?: true): RegisterEntry => ({
  ...{ type: 'intent', attempt, words: `words of ${attempt}` },
  ...(late && { late }),
});
const has = (attempt: string, remote: string): RegisterEntry => ({ type: 'has', attempt, remote });
const over = (attempt: string): RegisterEntry => ({ type: 'over', attempt });
const lines = (...entries: readonly RegisterEntry[]): string =>
  entries.map((entry, n) => registerLine(entry, at + n)).join('');
const read = (text: string) => readRegister(Buffer.from(text));

describe('a register', () => {
  test('has attempts that are open or have a job, and not those that are over', () => {
    const register = read(lines(intent('a'), intent('b'), intent('c'), has('b', 'job'), over('c')));
    expect(register.attempts).toEqual([
      { attempt: 'a', words: 'words of a', since: at },
      { attempt: 'b', words: 'words of b', since: at + 1, remote: 'job' },
    ]);
  });

  test('proves what was told before it was submitted, and nothing that was told late', () => {
    const register = read(lines(intent('a'), intent('b', true)));
    expect(['a', 'b', 'c'].map((attempt) => register.proves(attempt))).toEqual([true, false, false]);
    expect(register.attempts.map(({ attempt }) => attempt)).toEqual(['a', 'b']);
  });

  test.each([
    ['a flipped bit', (line: string) => line.replace('words', 'wordt')],
    ['zeros', (line: string) => `${'\0'.repeat(line.length - 1)}\n`],
    ['a line of a later version', () => lines({ type: 'news', attempt: 'a' } as unknown as RegisterEntry)],
    ['a line that was cut short', (line: string) => `${line.slice(0, 20)}\n`],
  ])('proves nothing that was told before %s, and all that was told after it', (_, damage) => {
    const register = read(
      lines(intent('a')) + damage(lines(intent('b'))) + lines(has('a', 'job'), intent('c')),
    );
    expect(['a', 'c'].map((attempt) => register.proves(attempt))).toEqual([false, true]);
    expect(register.attempts.map(({ remote }) => remote)).toEqual(['job', undefined]);
  });

  test('does not take a line that is being written for damage', () => {
    const text = lines(intent('a'), intent('b'));
    for (let cut = lines(intent('a')).length; cut < text.length; cut++) {
      expect(read(text.slice(0, cut)).proves('a')).toBe(true);
    }
  });

  test('keeps every id that an attempt had, for none is free for another project', () => {
    const register = read(lines(intent('a'), has('a', 'first'), has('a', 'second'), has('a', 'first')));
    expect(register.attempts).toEqual([
      { attempt: 'a', words: 'words of a', since: at, remote: 'second' },
      { attempt: 'a', words: 'words of a', since: at, remote: 'first' },
    ]);
    expect(read(lines(intent('a'), has('a', 'first'), has('a', 'second'), over('a'))).attempts).toEqual([]);
  });

  test('keeps a job whose attempt was left out', () => {
    expect(read(lines(has('a', 'job'))).attempts).toEqual([
      { attempt: 'a', words: '', since: at, remote: 'job' },
    ]);
  });

  test('is shortened without losing what is recent, nor that something was unreadable', () => {
    const old = lines(intent('old'));
    const recent = registerLine(intent('recent'), at + 1000);
    const kept = withoutOld(Buffer.from(`${old}${recent}rubbish\n${old}`), at + 1000);
    expect(kept).toBe(`${recent}rubbish\n`);
    expect(read(kept).proves('recent')).toBe(false);
  });
});
