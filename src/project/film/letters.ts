import type { Diagnostic } from '../../core/diagnostic.ts';
import { isDrawn } from '../../core/drawn.ts';
import type { Face, TextItem } from '../../media/drawing/sheet.ts';
import type { Segment, Storyboard } from '../../storyboard/model.ts';
import { type LoadedFilm, renamePlace } from './film.ts';

/** Letters that every shipped font has: a text with no others need not be checked. */
const everywhere =
  /^[\s\u0020-\u017f\u0391-\u03a9\u03b1-\u03c9\u0400-\u045f\u2013\u2014\u2018-\u201e\u2026\u20ac]*$/u;

/** Reports, before anything is made, the letters that no font here has and that the cut will report. */
export async function missingLettersIn({ located, storyboard }: Film): Promise<readonly Diagnostic[]> {
  const { segments, captions } = storyboard;
  const found: Diagnostic[] = [];
  for (const segment of segments) {
    const texts = drawnIn(segment, captions.burn).filter(({ text }) => !everywhere.test(text));
    const letters = texts.length === 0 ? [] : await lettersWithoutShape(texts);
    if (letters.length === 0) continue;
    const { lettersMissing } = await import('../../stitch/picture/draw-still.ts');
    found.push(renamePlace({ ...lettersMissing(segment.id, letters), place: segment.place }, located));
  }
  return found;
}

interface Film {
  readonly located: Pick<LoadedFilm['located'], 'named'>;
  readonly storyboard: Pick<Storyboard, 'segments' | 'captions'>;
}

interface Drawn {
  readonly text: string;
  readonly face?: Face;
}

/** Captions in a file are drawn by the player. */
function drawnIn({ source, words = [] }: Segment, burn: boolean): readonly Drawn[] {
  return [
    ...(source.kind === 'card' ? [{ text: source.card.text }] : []),
    ...words
      .filter((one) => isDrawn(one, burn))
      .map(({ text, style: { face } }) => (face === 'serif' ? { text, face } : { text })),
  ];
}

/** Loaded only now: drawing is slow to load, and few storyboards need the check. */
async function lettersWithoutShape(texts: readonly Drawn[]): Promise<readonly string[]> {
  const { missingLetters } = await import('../../media/drawing/typeset.ts');
  const size = { width: 4096, height: 4096 };
  const items = texts.map(
    (span): TextItem => ({
      ...{ kind: 'text', box: { x: 0, y: 0, ...size }, em: { most: 4, least: 4 } },
      spans: [{ color: '#ffffff', ...span }],
    }),
  );
  return await missingLetters({ size, items });
}
