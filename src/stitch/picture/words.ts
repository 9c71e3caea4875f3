import type { Size } from '../../core/frames.ts';
import type { Box, Sheet, TextItem, TextSpan } from '../../media/drawing/sheet.ts';
import type { ShownWords } from '../../planner/plan.ts';
import { type Drawing, drawStill } from './draw-still.ts';
import { isLight } from './light.ts';
import { emOf } from './zones.ts';

type Drawn = Pick<ShownWords, 'kind' | 'text' | 'position' | 'style'>;

/** A caption or title as a PNG of the film's size, transparent except for its letters. */
export const drawWords = (
  words: Drawn,
  zone: Box,
  size: Size,
  segment: string,
  room: Drawing,
): Promise<string> => drawStill(wordsSheet(words, zone, size), segment, room);

/** Relative to the usual size. */
const scales = { small: 0.72, medium: 1, large: 1.5 } as const;

/** As wide as can be read at a glance. If that is not enough, the text becomes smaller. */
export function wordsSheet(words: Drawn, zone: Box, size: Size): Sheet {
  const { kind, position, style } = words;
  const em = Math.round(emOf(size) * scales[style.size]);
  return {
    size,
    items: [
      {
        kind: 'text',
        box: zone,
        spans:
          kind === 'caption' ? [{ ...lettersOf(words), text: words.text, bold: true }] : titleSpans(words),
        em: { most: em, least: Math.max(4, Math.round(em * 0.4)) },
        // A name is placed at the side, where it doesn't cover a face.
        ...(kind === 'title' && position !== 'middle'
          ? { align: 'start' }
          : { align: 'center', balanced: true }),
        stand: position,
        ...groundOf(style),
      },
    ],
  };
}

const lettersOf = ({ style: { color, face } }: Drawn): Omit<TextSpan, 'text'> =>
  face === 'serif' ? { color, face } : { color };

/** The first line, a name or a title, is the main one. The lines below it are smaller. */
function titleSpans(words: Drawn): readonly TextSpan[] {
  const [first = '', ...rest] = words.text.split(/\r\n?|\n/);
  const letters = lettersOf(words);
  const below = rest.length === 0 ? [] : [{ ...letters, text: `\n${rest.join('\n')}`, scale: 0.62 }];
  return [{ ...letters, text: first, bold: true }, ...below];
}

/** A plate, or an outline around each letter, to be legible on any picture. */
function groundOf({ color, background }: Drawn['style']): Pick<TextItem, 'backing' | 'outlines'> {
  if (background !== undefined)
    return { backing: { color: `${background}d8`, beside: 0.4, above: 0.08, radius: 0.12 } };
  const other = isLight(color) ? '#000000' : '#ffffff';
  return {
    outlines: [
      { color: `${other}80`, width: 0.2, blur: 0.16 },
      { color: `${other}e0`, width: 0.08 },
    ],
  };
}
