import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSketch } from '../../src/sketch/read-sketch.ts';
import type { Sketch } from '../../src/sketch/sketch.ts';
import { anyCharacter } from '../rig/any-character.ts';
import { phrases } from './phrases.ts';

test.each(phrases)('%s', (phrase, read) => {
  expect(told(readSketch(phrase))).toBe(read);
});

describe('a composed prompt', () => {
  test('is read part by part: the camera first, what is spoken and styled never as a picture', () => {
    const prompt = [
      'an old lighthouse keeper pushes the iron door open. spiral staircase, lantern light.',
      'Camera: low angle, slow dolly in, 35 mm',
      'Lighting: warm lantern against blue dusk',
      'Sound: a dog barks at two horses',
      'Dialogue:',
      '- keeper: "The ship, the ship!"',
      '',
      'a rocky headland at night, rain',
      '',
      'Style: 35 mm film, ten elephants in the margins',
    ].join('\n');
    const sketch = readSketch(prompt);
    expect(told(sketch)).toBe('low, inside, stairs, dusk, rain, 1 man, 1 door, @push-in');
    expect(sketch.speakers).toEqual(['keeper']);
  });

  test('has whoever speaks in it, unless somebody is there already', () => {
    const lines = 'Dialogue:\n- ana: "Is it far?"\n- ben: "It is."\n- ana: "Oh."';
    expect(readSketch(`A quay at night.\n${lines}`)).toMatchObject({
      figures: [{ kind: 'person', count: 2 }],
      speakers: ['ana', 'ben', 'ana'],
    });
    expect(readSketch(`A girl on a quay.\n${lines}`).figures).toMatchObject([{ form: 'child', count: 1 }]);
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...phrases.flatMap(([phrase]) => phrase.split(' ')),
    ...['no', 'without', ',', '.', '-', '\n', '3', "man's", '@ada', '雨', '🎬'],
  );
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(words, { maxLength: 40 }).map((all) => all.join(' ')),
  );

  test('is read the same each time, as what can be drawn', () => {
    fc.assert(
      fc.property(text, (prompt) => {
        const sketch = readSketch(prompt);
        expect(readSketch(prompt)).toEqual(sketch);
        for (const { count } of sketch.figures) {
          expect(Number.isInteger(count)).toBe(true);
          expect(count).toBeGreaterThanOrEqual(1);
          expect(count).toBeLessThanOrEqual(40);
        }
      }),
    );
  });

  test('is read the same in capitals at its beginning, and with spaces around it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrases.map(([phrase]) => phrase)), (phrase) => {
        const { figures, ...read } = readSketch(phrase);
        const again = readSketch(`  ${phrase}\n`);
        expect({ ...again, figures: again.figures.length }).toEqual({ ...read, figures: figures.length });
      }),
    );
  });

  test('that names nothing stays neutral', () => {
    for (const prompt of [
      '',
      'Something happens.',
      'It goes on.',
      '他走进房间。',
      'Abstract shapes, teal and amber',
    ])
      expect(readSketch(prompt)).toEqual({ figures: [], speakers: [] });
  });

  test('is read in a time that grows with its length alone', () => {
    const long = 'a man walks slowly left of two dogs and the camera does not '.repeat(540);
    expect(readSketch(long).figures.length).toBeGreaterThan(0);
  });
});

function told({ size, angle, whereabouts, scenery, time, weather, figures, camera, motion }: Sketch): string {
  return [
    ...[size, angle, whereabouts, scenery, time, weather],
    ...figures.map(({ form, count }) => `${count} ${form}`),
    camera && (camera.length === 0 ? 'still' : camera.map((term) => `@${term}`).join(' ')),
    motion && `>${motion.gait}${motion.way ? ` ${motion.way}` : ''}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
