import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { meaningOf, promptOf, readText } from './reading.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((one) => one.trim() !== '' && !/\p{Cc}/u.test(one));
const plain = (words: string): string => words.replaceAll('${', () => '$${').replaceAll('@', '@@');
const runs = { numRuns: 30 };

/** Segments by number: each may extend or edit one with a lower number that is no card. */
const segment = (n: number) =>
  fc.oneof(
    fc.record(
      {
        prompt: text.map(plain),
        duration: fc.integer({ min: 1, max: 20 }),
        takes: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['prompt'] },
    ),
    fc.record({
      prompt: fc.record({ subject: text.map(plain), camera: text.map(plain) }),
      style: fc.record({ add: text.map(plain) }),
    }),
    fc.record({ card: fc.record({ text }), duration: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ [n % 2 ? 'extend' : 'edit']: fc.constant('s0'), prompt: text.map(plain) }),
  );

const storyboard = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => segment(n))))
  .chain((segments) =>
    fc.record({
      storyboard: fc.constant(1),
      title: text.map(plain),
      style: text.map(plain),
      defaults: fc.record({ transition: fc.constantFrom('cut', 'dissolve', 0.25) }),
      scenes: fc.constant([
        { id: 'first', segments: [{ id: 's0', prompt: 'First' }] },
        { id: 'second', segments: segments.map((one, n) => ({ id: `s${n + 1}`, ...one })) },
      ]),
    }),
  );

// Lines are not folded by `stringify`: it cuts characters beyond the first 65,536 in half where it folds them.
const asText = fc.constantFrom<(value: unknown) => string>(
  (value) => stringify(value, { lineWidth: 0 }),
  (value) => stringify(value, { lineWidth: 0, indent: 4 }),
  (value) => stringify(value, { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE' }),
  (value) => JSON.stringify(value, null, 1),
  (value) => stringify(value, { lineWidth: 0 }).replaceAll('\n', '\r\n'),
);

describe('every valid storyboard', () => {
  it('is read, whatever its layout, and its places point at its ids', async () => {
    await fc.assert(
      fc.asyncProperty(storyboard, asText, async (value, write) => {
        const { segments } = await meaningOf(write(value));
        expect(segments.map(({ id }) => id)).toEqual(
          value.scenes.flatMap((scene) => scene.segments.map(({ id }) => id)),
        );
        for (const { id, place } of segments) {
          expect(place.source.slice(place.column - 1, place.endColumn - 1).replaceAll(/["']/g, '')).toBe(id);
        }
      }),
      runs,
    );
  });

  it('sends the same texts in any layout', async () => {
    await fc.assert(
      fc.asyncProperty(storyboard, asText, async (value, write) => {
        const [one, other] = await Promise.all([meaningOf(write(value)), meaningOf(JSON.stringify(value))]);
        expect(one.segments.map(({ source }) => source)).toEqual(other.segments.map(({ source }) => source));
      }),
      runs,
    );
  });
});

describe('plain text', () => {
  it('comes out as it went in, once its signs are doubled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(text, fc.constantFrom('@', '${', '$', '{', '}', '@@', '$${', 'a')), {
          minLength: 1,
        }),
        async (words) => {
          const said = words.join('');
          fc.pre(said.trim() !== '');
          const board = await meaningOf(
            JSON.stringify({
              storyboard: 1,
              title: 'F',
              scenes: [{ id: 's', segments: [{ id: 'a', prompt: plain(said) }] }],
            }),
          );
          expect(promptOf(board.segments[0])).toBe(said.trim());
        },
      ),
      runs,
    );
  });
});

describe('a place', () => {
  it('points at the very words that are wrong, wherever they stand', async () => {
    const wrong = fc.constantFrom('${zzz}', '@zzz');
    await fc.assert(
      fc.asyncProperty(storyboard, asText, wrong, fc.nat(), async (value, write, words, n) => {
        const at = n % value.scenes.length;
        const scenes = value.scenes.map((scene, i) =>
          i === at ? { ...scene, setting: `so ${plain('@ ${')} ${words} here` } : scene,
        );
        const { diagnostics } = await readText(write({ ...value, scenes }));
        expect(diagnostics).toHaveLength(1);
        const { place } = diagnostics[0] ?? {};
        expect(place?.source.slice(place.column - 1, place.endColumn - 1)).toBe(words);
      }),
      runs,
    );
  });
});
