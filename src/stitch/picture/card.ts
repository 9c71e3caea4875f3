import type { Size } from '../../core/frames.ts';
import type { LetterOutline, Sheet } from '../../media/drawing/sheet.ts';
import type { Footage, TimelineEntry } from '../../planner/plan.ts';
import { type Drawing, drawStill } from './draw-still.ts';
import { isLight } from './light.ts';

type Card = Extract<Footage, { kind: 'card' }>['card'];

/** A segment's card as a PNG of the film's size. */
export const drawCard = (card: Card, size: Size, segment: string, room: Drawing): Promise<string> =>
  drawStill(cardSheet(card, size), segment, room);

/** Over a picture or footage, the background is a shade and letters are outlined, to be legible on anything. */
function contrastTo(color: string): { readonly shade: string; readonly outlines: readonly LetterOutline[] } {
  const other = isLight(color) ? '#000000' : '#ffffff';
  return {
    shade: `${other}66`,
    outlines: [
      { color: `${other}70`, width: 0.12, blur: 0.14 },
      { color: `${other}90`, width: 0.03 },
    ],
  };
}

/** A centred title with space around it; long text is set smaller, not wider. */
export function cardSheet({ text, color, background, behind }: Card, size: Size): Sheet {
  const contrast = behind && contrastTo(color);
  const upright = size.height > size.width;
  const width = Math.round(size.width * (upright ? 0.84 : 0.72));
  const height = Math.round(size.height * (upright ? 0.5 : 0.64));
  const most = Math.round(Math.min(size.height / 9, size.width / 11));
  return {
    size,
    background: contrast?.shade ?? background,
    items: [
      {
        kind: 'text',
        box: { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height },
        spans: [{ text, color, face: 'serif' }],
        em: { most, least: Math.max(4, Math.round(most / 4)) },
        align: 'center',
        balanced: true,
        stand: 'middle',
        ...(contrast && { outlines: contrast.outlines }),
      },
    ],
  };
}

/** The entry; or a card in its place that says that the footage is missing, in the middle, where there is no other text. */
export function slateFor(entry: TimelineEntry): TimelineEntry {
  const { footage, segment, words = [] } = entry;
  if (footage.kind !== 'clip' || footage.clip !== undefined) return entry;
  const card = { text: `${segment}\nnot made yet`, background: '#2b2f36', color: '#e6e1d6' };
  return {
    ...entry,
    ...{ sourceStart: 0, footage: { kind: 'card', card } },
    words: words.filter(({ position }) => position !== 'middle'),
  };
}
