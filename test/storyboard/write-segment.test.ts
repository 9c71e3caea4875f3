import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { positionOf, writeKey } from '../../src/storyboard/write-segment.ts';
import { anyCharacter } from '../rig/any-character.ts';

const writePick = (text: string, position: { scene: number; segment: number }, take: number) =>
  writeKey(text, position, 'pick', take);

const film = `storyboard: 1
title: Doors   # a comment
scenes:
  - id: one
    segments:
      # before the door
      - id: door        # the door
        takes: 3        # three of them
        prompt: >
          An iron door,
          pushed open

      - { id: "window", prompt: 'A window', takes: 2 } # flow
  - segments:
      - prompt: No id at all
        takes: 2
      - prompt: |
          Only a block
`;

/** Writes a pick into the n-th segment of the film. */
function picked(text: string, index: number, take: number): string {
  const position = positionOf(text, index);
  if (position === undefined) throw new Error(`no segment ${index}`);
  const written = writePick(text, position, take);
  if (!written.ok) throw new Error(written.error);
  return written.value;
}

interface Parsed {
  readonly scenes: readonly { readonly segments: readonly Record<string, unknown>[] }[];
}
const segments = (text: string) => (parse(text) as Parsed).scenes.flatMap((scene) => scene.segments);

describe('writing a pick', () => {
  it('adds a line after takes, with the same indentation, and leaves every other byte', () => {
    expect(picked(film, 0, 2)).toBe(film.replace('# three of them\n', '# three of them\n        pick: 2\n'));
  });

  it('adds to a flow mapping before its brace', () => {
    expect(picked(film, 1, 2)).toBe(film.replace('takes: 2 } # flow', 'takes: 2, pick: 2 } # flow'));
  });

  it('replaces the pick there is', () => {
    const once = picked(film, 0, 2);
    expect(picked(once, 0, 3)).toBe(once.replace('pick: 2', 'pick: 3'));
  });

  it('finds a segment without an id, and one that has only a block prompt', () => {
    expect(segments(picked(film, 2, 2))[2]).toEqual({ prompt: 'No id at all', takes: 2, pick: 2 });
    expect(segments(picked(film, 3, 1))[3]).toEqual({ prompt: 'Only a block\n', pick: 1 });
  });

  it('keeps Windows line ends', () => {
    const text = film.replaceAll('\n', '\r\n');
    const written = picked(text, 0, 2);
    expect(written).toContain('        pick: 2\r\n');
    expect(written.replace('        pick: 2\r\n', '')).toBe(text);
  });

  it('writes into JSON with quotes', () => {
    const text = '{"storyboard": 1, "scenes": [{"segments": [{"id": "a", "prompt": "A"}]}]}';
    expect(JSON.parse(picked(text, 0, 1)).scenes[0].segments[0]).toEqual({ id: 'a', prompt: 'A', pick: 1 });
  });

  it('works at the end of a file without a last newline', () => {
    const text = 'scenes:\n  - segments:\n      - id: a\n        prompt: A\n      - prompt: B\n        id: b';
    expect(segments(picked(text, 1, 2))[1]).toEqual({ prompt: 'B', id: 'b', pick: 2 });
  });

  it('says so when there is no such segment', () => {
    expect(positionOf(film, 4)).toBeUndefined();
    expect(positionOf('just text', 0)).toBeUndefined();
    expect(writePick(film, { scene: 5, segment: 0 }, 1).ok).toBe(false);
  });

  it('changes only the pick, wherever and whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 99 }), (index, take) => {
        const after = segments(picked(film, index, take));
        const before = segments(film);
        expect(after[index]).toEqual({ ...before[index], pick: take });
        expect(after.filter((_, i) => i !== index)).toEqual(before.filter((_, i) => i !== index));
      }),
    );
  });
});

describe('writing a prompt', () => {
  const styles: Readonly<Record<string, string>> = {
    plain: 'prompt: A door',
    single: "prompt: 'A door'   # quoted",
    double: 'prompt: "A door"',
    literal: 'prompt: |\n          A door\n          opens\n',
    folded: 'prompt: >-\n          A door\n          opens\n',
  };
  const around = (prompt: string): string =>
    `scenes:\n  - segments:\n      - id: a # first\n        ${prompt}\n        duration: 1\n      - { id: b, prompt: B } # last\n`;
  const at = { scene: 0, segment: 0 };

  it.each(Object.entries(styles))('keeps its style where it can: %s', (_, style) => {
    const written = writeKey(around(style), at, 'prompt', 'A man, seen from behind');
    if (!written.ok) throw new Error(written.error);
    const indicator = /prompt: (["'|>]?)/.exec(style)?.[1] ?? '';
    expect(/prompt: (["'|>]?)/.exec(written.value)?.[1]).toBe(indicator);
    expect(written.value).toContain('# first');
  });

  it('says exactly what was typed, whatever and wherever that is', () => {
    const text = fc.oneof(
      fc.string({ unit: anyCharacter }).filter((one) => !/[\ud800-\udfff\r]|[^\P{Cc}\n\t]/u.test(one)),
      fc.constantFrom(
        ': ',
        ' #',
        '- a',
        '@x',
        '${y}',
        '"',
        "'",
        '{a',
        '[a',
        '*a',
        '&a',
        '!a',
        '%a',
        'true',
        '1',
        'null',
        '~',
        ' a',
        'a ',
        'a\n\nb',
        'a\n  b',
        '\ta',
        '|',
        '>',
        '? a',
        '---',
        '\u202Eb',
        '日本',
      ),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...Object.values(styles)), fc.boolean(), (value, style, flow) => {
        const before = around(style);
        const position = flow ? { scene: 0, segment: 1 } : at;
        const written = writeKey(before, position, 'prompt', value);
        if (!written.ok) throw new Error(written.error);
        const [a, b] = segments(written.value);
        expect(flow ? b : a).toMatchObject({ prompt: value });
        expect(flow ? a : b).toEqual(segments(before)[flow ? 0 : 1]);
      }),
      { numRuns: 30 },
    );
  });

  it('takes a key away again, with its line', () => {
    const locked = writeKey(around('prompt: A door'), at, 'lock', true);
    if (!locked.ok) throw new Error(locked.error);
    expect(writeKey(locked.value, at, 'lock', undefined)).toEqual({
      ok: true,
      value: around('prompt: A door'),
    });
    const flow = writeKey(around('prompt: A door'), { scene: 0, segment: 1 }, 'lock', true);
    if (!flow.ok) throw new Error(flow.error);
    expect(writeKey(flow.value, { scene: 0, segment: 1 }, 'lock', undefined)).toEqual({
      ok: true,
      value: around('prompt: A door'),
    });
  });
});
