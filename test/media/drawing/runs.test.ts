import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf } from '../../../src/media/drawing/runs.ts';

const kinds = (text: string): readonly string[] => runsOf(text).map((run) => `${run.kind}: ${run.text}`);

test('a text is cut where its fonts change', () => {
  expect(kinds('Dusk over 上海。')).toEqual(['plain: Dusk over ', 'east-asian: 上海。']);
  expect(kinds('她说“回家吧”…🌊👩‍🚀 ok')).toEqual([
    'east-asian: 她说“回家吧”…',
    'emoji: 🌊👩‍🚀',
    'plain:  ok',
  ]);
});

test('marks beside no East Asian letter, and signs that are no emoji, are plain', () => {
  expect(kinds('“Go” — now… ☀ © 1')).toEqual(['plain: “Go” — now… ☀ © 1']);
  expect(kinds('☀️1️⃣')).toEqual(['emoji: ☀️1️⃣']);
});

test('an emoji is whatever Unicode recommends as one, wherever it begins', () => {
  const piece = fc.constantFrom(...'a1#☀🌊🏻👩🚀🇩🇪🏴\u200d\u20e3\ufe0f\u{e0067}\u{e007f}');
  const texts = fc.array(fc.oneof(piece, fc.constantFrom('1️⃣', '👩‍🚀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'))).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const emoji = runsOf(text).filter(({ kind }) => kind === 'emoji');
      expect(emoji.map((run) => run.text)).toEqual(text.match(/\p{RGI_Emoji}+/gv) ?? []);
    }),
  );
});

test('the runs of a text are the text, and two beside each other differ', () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '“',
    '…',
    '漢',
    'か',
    '한',
    '。',
    '🌊',
    '☀',
    '\ufe0f',
    '1',
    '\u20e3',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((all) => all.join('')),
        fc.string({ unit: 'grapheme' }),
      ),
      (text) => {
        const runs = runsOf(text);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        expect(runs.every((run, n) => run.text !== '' && run.kind !== runs[n + 1]?.kind)).toBe(true);
      },
    ),
  );
});
