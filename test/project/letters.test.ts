import { describe, expect, it } from 'vitest';
import { missingLetters } from '../../src/media/drawing/typeset.ts';
import { missingLettersIn } from '../../src/project/film/letters.ts';
import { card, generate } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const unknown = '\u{30000}';
const title = {
  kind: 'title',
  position: 'middle',
  style: { size: 'large', color: '#ffffff', face: 'serif' },
} as const;
const segments = [
  card('plain'),
  card('sign', {
    source: { kind: 'card', card: { text: `A ${unknown}`, background: '#000000', color: '#ffffff' } },
  }),
  generate('words', { words: [caption(`Caption ${unknown}`), caption('Αθήνα, Москва', title)] }),
  generate('titled', { words: [caption(`Title ${unknown}`, title)] }),
];
const told = async (burn: boolean) =>
  (
    await missingLettersIn({
      located: { named: 'films' },
      storyboard: { segments, captions: { burn, sidecar: [] } },
    })
  ).map(({ segment, place }) => `${place?.file} ${segment}`);

describe('letters that no font here has', () => {
  it('are told of all that is drawn, and of nothing else', async () => {
    expect(await told(false)).toEqual(['films sign', 'films titled']);
    expect(await told(true)).toEqual(['films sign', 'films words', 'films titled']);
  });

  it('are none of those that are taken to be in each font', async () => {
    const from = (first: number, last: number): string =>
      String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
    const text = [
      ...[from(0x20, 0x17f), from(0x391, 0x3a1), from(0x3a3, 0x3a9), from(0x3b1, 0x3c9), from(0x400, 0x45f)],
      '\u2013\u2014\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2026\u20ac',
    ].join('');
    const size = { width: 4096, height: 4096 };
    for (const face of ['sans', 'serif', 'mono'] as const) {
      const spans = [{ text, color: '#ffffff', face }];
      const items = [
        { kind: 'text', box: { x: 0, y: 0, ...size }, em: { most: 4, least: 4 }, spans } as const,
      ];
      expect(await missingLetters({ size, items }), face).toEqual([]);
    }
  });
});
