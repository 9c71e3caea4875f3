import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { diagnosticText } from '../../src/report/diagnostic-text.ts';
import { withShortLines } from '../../src/report/short-lines.ts';

const key = 'sk-canary-0123456789abcdefghij';

/** A problem in a line, at a column from 0. */
const at = (source: string, start: number, length = 1): Diagnostic => ({
  severity: 'error',
  code: 'malformed',
  message: 'Wrong.',
  place: { file: 'f', line: 1, column: start + 1, endLine: 1, endColumn: start + 1 + length, source },
});

const written = (diagnostic: Diagnostic): Diagnostic & { place: { sourceColumn?: number } } =>
  JSON.parse(JSON.stringify(diagnostic, withShortLines));

describe('a source line in JSON', () => {
  it('is whole if it is not long', () => {
    const one = at('a: 1', 3);
    expect(written(one)).toEqual(one);
  });

  it('is the part around the place if it is long', () => {
    const { place } = written(at(`${'x'.repeat(5000)}HERE${'y'.repeat(5_000_000)}`, 5000, 4));
    const from = (place.sourceColumn ?? 0) - 1;
    expect(place.source.slice(5000 - from, 5004 - from)).toBe('HERE');
    expect(place.source.length).toBeLessThanOrEqual(1000);
  });

  it('shows no part of a key, wherever it is cut', () => {
    for (let before = 150; before < 260; before++) {
      const line = `${'x '.repeat(500)}${key}${' y'.repeat(before)}HERE${' y'.repeat(2000)}`;
      const one = at(line, line.indexOf('HERE'), 4);
      for (const text of [JSON.stringify(one, withShortLines), diagnosticText(one, (_, plain) => plain)])
        for (let n = 0; n + 12 <= key.length; n++) expect(text).not.toContain(key.slice(n, n + 12));
    }
  });
});
