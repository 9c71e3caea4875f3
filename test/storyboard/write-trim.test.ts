import { expect, it } from 'vitest';
import { positionOf } from '../../src/storyboard/write-segment.ts';
import { writeTrim } from '../../src/storyboard/write-trim.ts';

const film = `storyboard: 1
scenes:
  - id: one
    segments:
      - id: door        # the door
        prompt: It opens
      - { id: window, prompt: A window } # flow
      - id: hall
        trim:
          to: 4         # before the bell
        prompt: A hall
      - { id: stairs, trim: { from: 2, to: "0:06" }, prompt: Stairs }
      - { "id": "roof", "prompt": "A roof" }
`;

function trimmed(index: number, edge: 'from' | 'to', text = film): string {
  const position = positionOf(text, index);
  const written = position && writeTrim(text, position, edge, '25 frames');
  if (!written?.ok) throw new Error(written?.error ?? 'there is no such segment');
  return written.value;
}

it.each([
  [0, 'from', '# the door\n', '# the door\n        trim: { from: 25 frames }\n'],
  [1, 'to', 'A window }', 'A window, trim: { to: 25 frames } }'],
  [2, 'from', '          to: 4', '          from: 25 frames\n          to: 4'],
  [2, 'to', 'to: 4 ', 'to: 25 frames '],
  [3, 'from', 'from: 2,', 'from: 25 frames,'],
  [3, 'to', 'to: "0:06"', 'to: 25 frames'],
  [4, 'from', '"A roof" }', '"A roof", "trim": { "from": "25 frames" } }'],
] as const)('segment %i: writes `%s`, and leaves every other byte', (index, edge, before, after) => {
  expect(trimmed(index, edge)).toBe(film.replace(before, after));
  expect(trimmed(index, edge, film.replaceAll('\n', '\r\n'))).toBe(
    film.replace(before, after).replaceAll('\n', '\r\n'),
  );
});

it('says so where a trim is written in another way', () => {
  const text = film
    .replace('prompt: It opens', 'trim: *other')
    .replace('scenes:', 'x: &other { from: 1 }\nscenes:');
  expect(writeTrim(text, { scene: 0, segment: 0 }, 'from', '1 frame').ok).toBe(false);
  expect(writeTrim(film, { scene: 7, segment: 0 }, 'from', '1 frame').ok).toBe(false);
});
