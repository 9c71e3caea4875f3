import type { Canvas, CanvasKit, Paragraph } from 'canvaskit-wasm';
import { type Fonts, openFonts } from './fonts.ts';
import type { Face, Span, TextItem } from './sheet.ts';

/** Line height, in ems. */
const leading = 1.25;

/** Draws a text as large as its box allows. The system's fonts are asked only for what the shipped ones lack. */
export async function drawText(kit: CanvasKit, canvas: Canvas, item: TextItem): Promise<void> {
  const spans = shorten(item.spans.map(clean), item);
  const fonts = await openFonts();
  for (const face of new Set(spans.map(faceOf))) await fonts.need(face);
  if (spans.some((span) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(span.text))) {
    await fonts.need('emoji');
  }
  let text = largest({ kit, fonts, spans, item, others: ['emoji'] });
  if (text.unresolvedCodepoints().length > 0) {
    const system = await fonts.needSystem();
    if (system.length > 0) {
      text.delete();
      text = largest({ kit, fonts, spans, item, others: ['emoji', ...system] });
    }
  }
  canvas.drawParagraph(text, item.box.x, topOf(item, text.getHeight()));
  text.delete();
}

const faceOf = (span: Span): Face => span.face ?? 'sans';

/** Control characters have no shape, and halves of surrogate pairs no meaning. */
const clean = (span: Span): Span => ({
  ...span,
  text: span.text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd'),
});

/** Far more than the smallest letters could show need not be laid out to know that it is too much. */
function shorten(spans: readonly Span[], { box, em }: TextItem): readonly Span[] {
  let room = Math.ceil((box.width * box.height) / (em.least * em.least * 0.25));
  return spans.map((span) => {
    const text = [...span.text].slice(0, room).join('');
    room = Math.max(0, room - text.length);
    return { ...span, text };
  });
}

interface Setting {
  readonly kit: CanvasKit;
  readonly fonts: Fonts;
  readonly spans: readonly Span[];
  readonly item: TextItem;
  /** Families to look in after a span's own. */
  readonly others: readonly string[];
}

/** The paragraph at the largest em that fits, by halving; else at the least, cut to whole lines. */
function largest(setting: Setting): Paragraph {
  const { box, em, lines = Number.POSITIVE_INFINITY } = setting.item;
  let best: Paragraph | undefined;
  for (let low = em.least, high = em.most, size = high; low <= high; size = Math.floor((low + high) / 2)) {
    const text = layOut(setting, size);
    if (text.getHeight() <= Math.min(box.height, lines * size * leading + 1)) {
      best?.delete();
      best = text;
      low = size + 1;
    } else {
      text.delete();
      high = size - 1;
    }
  }
  const room = Math.floor(box.height / (em.least * leading));
  return best ?? layOut(setting, em.least, Math.max(1, Math.min(lines, room)));
}

function layOut({ kit, fonts, spans, item, others }: Setting, em: number, maxLines?: number): Paragraph {
  const rightToLeft = isRightToLeft(spans.map((span) => span.text).join(''));
  const style = new kit.ParagraphStyle({
    textStyle: {},
    textAlign: { start: kit.TextAlign.Start, center: kit.TextAlign.Center, end: kit.TextAlign.End }[
      item.align ?? 'start'
    ],
    textDirection: rightToLeft ? kit.TextDirection.RTL : kit.TextDirection.LTR,
    // Lines of one height, whatever fonts they mix, so that whole lines can be counted.
    strutStyle: {
      ...{ strutEnabled: true, forceStrutHeight: true, halfLeading: true },
      ...{ fontFamilies: ['sans'], fontSize: em, heightMultiplier: leading },
    },
    ...(maxLines === undefined ? {} : { maxLines, ellipsis: '…' }),
  });
  const builder = kit.ParagraphBuilder.MakeFromFontProvider(style, fonts.provider);
  for (const span of spans) {
    builder.pushStyle(
      new kit.TextStyle({
        color: kit.parseColorString(span.color),
        fontFamilies: [faceOf(span), 'sans', ...others],
        fontSize: em * (span.scale ?? 1),
        fontStyle: { weight: span.bold ? kit.FontWeight.Bold : kit.FontWeight.Normal },
      }),
    );
    builder.addText(span.text);
    builder.pop();
  }
  const text = builder.build();
  builder.delete();
  text.layout(item.box.width);
  return text;
}

/** As the first letter that has a direction says. */
function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter);
}

function topOf({ box, stand = 'top' }: TextItem, height: number): number {
  const spare = Math.max(0, box.height - height);
  return box.y + { top: 0, middle: spare / 2, bottom: spare }[stand];
}
