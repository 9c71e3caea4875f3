import { styleText } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Place } from '../../src/core/diagnostic.ts';
import { diagnosticsText, diagnosticText } from '../../src/report/diagnostic-text.ts';
import { type Paint, plain } from '../../src/report/paint.ts';
import { columns } from '../../src/report/printable.ts';
import { anyCharacter } from '../rig/any-character.ts';

/** The place of the first `words` in a line of source. */
function placeOf(source: string, words: string, line = 3): Place {
  const at = source.indexOf(words);
  return {
    file: 'film.storyboard.yaml',
    line,
    column: at + 1,
    endLine: line,
    endColumn: at + words.length + 1,
    source,
  };
}

const problem = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'error',
  code: 'unknown-key',
  message: 'Unknown key `duraton`.',
  ...more,
});

const lines = (diagnostic: Diagnostic): readonly string[] => diagnosticText(diagnostic, plain).split('\n');

describe('a diagnostic as text', () => {
  it('says where, what, shows the line with a caret, and how to mend it', () => {
    const place = placeOf('        duraton: 12', 'duraton');
    expect(diagnosticText(problem({ place, help: 'Did you mean `duration`?' }), plain)).toBe(
      [
        'film.storyboard.yaml:3:9 error[unknown-key]: Unknown key `duraton`.',
        '   3 |         duraton: 12',
        '     |         ^^^^^^^',
        'help: Did you mean `duration`?',
      ].join('\n'),
    );
  });

  it('is one line where there is no place', () => {
    expect(lines(problem({ severity: 'warning' }))).toEqual(['warning[unknown-key]: Unknown key `duraton`.']);
  });

  it('names the other place it speaks of', () => {
    const related = [{ message: 'The first one.', place: placeOf('- id: door', 'door', 2) }];
    expect(lines(problem({ related })).at(-1)).toBe('film.storyboard.yaml:2:7: The first one.');
  });

  it('keeps the caret under words after tabs, wide and combining characters', () => {
    for (const before of ['\t\t', '日本の灯台 ', '🎬 ', 'e\u0301e\u0301 ', '\u001b[31m', '\u202e', '']) {
      const [, source = '', carets = ''] = lines(
        problem({ place: placeOf(`${before}wrong after`, 'wrong') }),
      );
      expect(columns(carets.slice(0, carets.indexOf('^')))).toBe(
        columns(source.slice(0, source.indexOf('wrong'))),
      );
      expect(carets.trimEnd().endsWith('^^^^^')).toBe(true);
    }
  });

  it('puts one caret under an empty place, and ends at the line where the place goes on', () => {
    const place = placeOf('prompt: |', '|');
    expect(lines(problem({ place: { ...place, endColumn: place.column } }))[2]).toBe('     |         ^');
    expect(lines(problem({ place: { ...place, endLine: 9, endColumn: 1 } }))[2]).toBe('     |         ^');
  });

  it('shortens a long line around the place', () => {
    const place = placeOf(`${'before '.repeat(1000)}wrong ${'after '.repeat(1000)}`, 'wrong');
    const [, source = '', carets = ''] = lines(problem({ place }));
    expect(source.length).toBeLessThan(120);
    expect(source).toMatch(/^ +3 \| ….*wrong.*…$/);
    expect(carets.indexOf('^^^^^')).toBe(source.indexOf('wrong'));
  });

  it('never sends a control character, and never breaks, whatever it is given', () => {
    const words = fc.string({ unit: anyCharacter, maxLength: 200 });
    fc.assert(
      fc.property(words, words, words, fc.nat(250), fc.nat(250), (source, message, help, from, length) => {
        const place = {
          file: message,
          line: 1,
          column: from + 1,
          endLine: 1,
          endColumn: from + length + 1,
          source,
        };
        const text = diagnosticText(problem({ message, help, place }), plain);
        expect(/(?!\n)\p{Cc}/u.test(text)).toBe(false);
        expect(text.split('\n')).toHaveLength(4);
      }),
    );
  });

  it('has colour only when told to', () => {
    const place = placeOf('duraton: 12', 'duraton');
    const painted: Paint = (style, text) => styleText(style, text, { validateStream: false });
    expect(diagnosticText(problem({ place }), plain)).not.toContain('\u001b');
    expect(diagnosticText(problem({ place }), painted)).toContain('\u001b[31merror[unknown-key]\u001b[39m');
  });
});

describe('a list of diagnostics', () => {
  it('is in the order of the file, those without a place first', () => {
    const at = (line: number, word: string) =>
      problem({ message: `${line}${word}`, place: placeOf('a b', word, line) });
    const text = diagnosticsText([at(10, 'a'), at(2, 'b'), at(2, 'a'), problem({ message: 'none' })], plain);
    expect([...text.matchAll(/\]: (.*)/g)].map(([, message]) => message)).toEqual([
      'none',
      '2a',
      '2b',
      '10a',
    ]);
  });

  it('shows fifty, errors before all else, and counts the rest', () => {
    const many = (severity: Diagnostic['severity'], count: number) =>
      Array.from({ length: count }, (_, n) => problem({ severity, place: placeOf('a', 'a', n + 1) }));
    const text = diagnosticsText([...many('warning', 60), ...many('error', 45)], plain);
    expect(text.match(/error\[/g)).toHaveLength(45);
    expect(text.match(/warning\[/g)).toHaveLength(5);
    expect(text.split('\n').at(-1)).toBe('… and 55 more.');
  });
});

describe('what is true of several segments', () => {
  const missing = (segment: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
    ...{ severity: 'error', code: 'footage-missing', segment },
    ...{ message: `Segment ${segment} is not a film yet.`, help: 'Make a slate.', ...more },
  });

  it('is told once, with all of them', () => {
    const ids = ['a', 'wake', 'lamp-2'];
    expect(
      diagnosticsText(
        ids.map((id) => missing(id)),
        plain,
      ),
    ).toBe(
      'error[footage-missing]: Segment a is not a film yet. The same applies to wake, lamp-2.\nhelp: Make a slate.',
    );
    const many = Array.from({ length: 60 }, (_, i) => missing(`s${i}`));
    expect(diagnosticsText(many, plain)).toContain('… and 39 more.');
  });

  it('is told of each where it is not the same, or stands at places of its own', () => {
    const place = placeOf('prompt: A', 'A');
    const different = [missing('a'), missing('b', { help: 'Wait.' }), missing('c', { message: 'Gone.' })];
    for (const all of [different, [missing('a', { place }), missing('b', { place: { ...place, line: 4 } })]])
      expect(diagnosticsText(all, plain).match(/^help/gm)).toHaveLength(all.length);
  });
});
