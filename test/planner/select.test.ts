import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits } from '../../src/core/glob.ts';
import { listing } from '../../src/core/listing.ts';
import { type Selectable, selectOne, selectSegments } from '../../src/planner/select.ts';

const film: Selectable = {
  segments: ['approach', 'climb', 'sea-night', 'street', 'street-night', 'street-day', 'fin'],
  scenes: [
    { id: 'arrival', segments: ['approach', 'climb', 'sea-night'] },
    { id: 'street', segments: ['street', 'street-night', 'street-day'] },
    { id: 'ending', segments: ['fin'] },
  ],
};

function selected(...names: readonly string[]): readonly string[] {
  const found = selectSegments(names, film);
  if (!found.ok) throw new Error(found.error.map(({ message }) => message).join('\n'));
  return found.value;
}

function refusal(...names: readonly string[]): readonly string[] {
  const found = selectSegments(names, film);
  if (found.ok) throw new Error(`they are ${found.value.join(', ')}`);
  return found.error.map(({ code, message, help }) => `${code}: ${message} ${help}`);
}

describe('selectSegments', () => {
  it('says what a glob knows to whoever writes more of one', () => {
    const knows = (sign: string) =>
      `In a glob, \`*\` matches any characters and \`?\` matches one; \`${sign}\` has no meaning in it.`;
    expect(refusal('[cs]*')).toEqual([`unknown-segment: No segment or scene matches [cs]*. ${knows('[')}`]);
    expect(refusal('{climb,fin}')).toEqual([
      `unknown-segment: There is no segment or scene {climb in this storyboard. ${knows('{')}`,
      `unknown-segment: There is no segment or scene fin} in this storyboard. ${knows('}')}`,
    ]);
  });

  it('takes ids, scenes, globs and lists, and gives each segment once, in film order', () => {
    expect(selected('climb')).toEqual(['climb']);
    expect(selected('arrival')).toEqual(['approach', 'climb', 'sea-night']);
    expect(selected('*-night')).toEqual(['sea-night', 'street-night']);
    expect(selected('f?n')).toEqual(['fin']);
    expect(selected('fin,climb, approach', 'arrival')).toEqual(['approach', 'climb', 'sea-night', 'fin']);
    expect(selected('fin,', 'climb')).toEqual(['climb', 'fin']);
    expect(selected('*')).toEqual(film.segments);
  });

  it('a name is a segment before it is a scene, as itself and in a glob', () => {
    expect(selected('street')).toEqual(['street']);
    expect(selected('stre?t')).toEqual(['street']);
    expect(selected('end*')).toEqual(['fin']);
  });

  it('says of each name that stands for nothing what there is', () => {
    expect(refusal('clmb', 'fin', 'arival', 'climb.2', 'street-day#3')).toEqual([
      'unknown-segment: There is no segment or scene clmb in this storyboard. Did you mean climb?',
      'unknown-segment: There is no segment or scene arival in this storyboard. Did you mean the scene arrival?',
      'unknown-segment: There is no segment or scene climb.2 in this storyboard. Did you mean climb?',
      'unknown-segment: There is no segment or scene street-day#3 in this storyboard. Did you mean street-day?',
    ]);
    expect(refusal('act-9-*')).toEqual([
      `unknown-segment: No segment or scene matches act-9-*. It has: ${film.segments.join(', ')}.`,
    ]);
    expect(refusal(' , ')[0]).toContain('No segment is named.');
  });

  it('says how many names it leaves out', () => {
    const segments = Array.from({ length: 60 }, (_, i) => `s${i}`);
    const found = selectSegments(['zebra'], { segments, scenes: [] });
    expect(!found.ok && found.error[0]?.help).toMatch(/^It has: s0, .*, s19, … and 40 more\.$/);
  });

  it('gives what each name alone stands for, in whatever order they come', () => {
    const name = fc.constantFrom(...film.segments, 'arrival', 'ending', '*-night', 'street-*', 's*');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const alone = new Set(names.flatMap((one) => selected(one)));
        expect(selected(...names)).toEqual(film.segments.filter((id) => alone.has(id)));
        expect(selected(names.toReversed().join(','))).toEqual(selected(...names));
      }),
    );
  });
});

it('selectOne wants exactly one, and names those there are', () => {
  expect(selectOne('ending', film)).toEqual({ ok: true, value: 'fin' });
  expect(selectOne('*-night', film)).toMatchObject({
    error: [{ code: 'several-segments', help: 'Name one of them: sea-night, street-night.' }],
  });
});

describe('a glob', () => {
  it('fits the texts that a regular expression of it fits', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 });
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(glob, word, (pattern, text) => {
        const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        expect(fits(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
    );
  });

  it('with many stars is no more work than its letters', () => {
    expect(fits(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });
});

it('a listing leaves out two names or more, and says how many', () => {
  expect(listing(['a', 'b', 'c'], 2)).toBe('a, b, c');
  expect(listing(['a', 'b', 'c', 'd'], 2)).toBe('a, b, … and 2 more');
});
