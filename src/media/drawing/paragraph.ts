import type { CanvasKit, Paragraph, TextStyle } from 'canvaskit-wasm';
import type { Fonts } from './fonts.ts';
import { type LetterRun, runsOf } from './runs.ts';
import type { LetterOutline, TextItem, TextSpan } from './sheet.ts';

/** Line height, in ems. */
const leading = 1.25;

/** A text and its typographic settings. */
export interface Setting {
  readonly kit: CanvasKit;
  readonly fonts: Fonts;
  readonly spans: readonly TextSpan[];
  readonly item: TextItem;
  /** Families of the East Asian letters. */
  readonly eastAsian: readonly string[];
  /** Families to try after all of these. */
  readonly others: readonly string[];
}

/** How a text is broken into lines. */
export interface LineBreaking {
  readonly em: number;
  /** Pixels. */
  readonly width: number;
  /** If present, text that doesn't fit ends with an ellipsis. */
  readonly maxLines?: number;
}

/**
 * The largest em at which the text fits its box without breaking a word. If even the smallest em breaks one, the largest at
 * which it fits; if it never fits, the smallest em, with the lines that don't fit cut.
 */
export function measure(setting: Setting): LineBreaking {
  const { box, em, lines = Number.POSITIVE_INFINITY, balanced } = setting.item;
  const { width } = box;
  const best = largest(setting, { breaking: false }) ?? largest(setting, { breaking: true });
  if (best) return balanced ? balance(setting, best) : best;
  const room = Math.floor(box.height / (em.least * leading));
  return { em: em.least, width, maxLines: Math.max(1, Math.min(lines, room)) };
}

/** The largest em at which the text fits its box, found by bisection. `breaking`: words may be broken. */
function largest(setting: Setting, { breaking }: { readonly breaking: boolean }): LineBreaking | undefined {
  const { box, em, lines = Number.POSITIVE_INFINITY } = setting.item;
  const { width } = box;
  let best: LineBreaking | undefined;
  for (let low = em.least, high = em.most, size = high; low <= high; size = Math.floor((low + high) / 2)) {
    const { height, narrowest } = extent(setting, { em: size, width });
    if (height <= Math.min(box.height, lines * size * leading + 1) && (breaking || narrowest <= width)) {
      best = { em: size, width };
      low = size + 1;
    } else {
      high = size - 1;
    }
  }
  return best;
}

/** As narrow as possible with the same number of lines, so that lines are about equally long and no word is left alone. */
function balance(setting: Setting, measured: LineBreaking): LineBreaking {
  const { height, narrowest } = extent(setting, measured);
  let low = Math.ceil(narrowest) - 1;
  let high = Math.ceil(measured.width);
  while (low + 1 < high) {
    const width = Math.floor((low + high) / 2);
    if (extent(setting, { ...measured, width }).height <= height) high = width;
    else low = width;
  }
  return { ...measured, width: high };
}

/** The text's height and the width of its widest word, in pixels. */
function extent(
  setting: Setting,
  measured: LineBreaking,
): { readonly height: number; readonly narrowest: number } {
  const text = layOut(setting, measured);
  const height = text.getHeight();
  // Measured on an unlimited line, where no word is broken: of a broken word only the parts would count.
  text.layout(1e6);
  const narrowest = text.getMinIntrinsicWidth();
  text.delete();
  return { height, narrowest };
}

/** The text's letters; with an outline, only their outlines. */
export function layOut(
  setting: Setting,
  { em, width, maxLines }: LineBreaking,
  outline?: LetterOutline,
): Paragraph {
  const { kit, fonts, spans, item } = setting;
  const style = new kit.ParagraphStyle({
    textStyle: {},
    textAlign: { start: kit.TextAlign.Start, center: kit.TextAlign.Center, end: kit.TextAlign.End }[
      item.align ?? 'start'
    ],
    textDirection: isRightToLeft(spans) ? kit.TextDirection.RTL : kit.TextDirection.LTR,
    // All lines have the same height, whichever fonts they mix, so that whole lines can be counted.
    strutStyle: {
      ...{ strutEnabled: true, forceStrutHeight: true, halfLeading: true },
      ...{ fontFamilies: ['sans'], fontSize: em, heightMultiplier: leading },
    },
    ...(maxLines === undefined ? {} : { maxLines, ellipsis: '…' }),
  });
  const builder = kit.ParagraphBuilder.MakeFromFontProvider(style, fonts.provider);
  for (const span of spans) {
    for (const run of runsOf(span.text)) {
      const letters = lettersOf(span, run, em, setting);
      if (outline === undefined) builder.pushStyle(letters);
      else pushOutline(builder, letters, outline, em, kit);
      builder.addText(run.text);
      builder.pop();
    }
  }
  const text = builder.build();
  builder.delete();
  text.layout(width);
  return text;
}

function lettersOf(
  span: TextSpan,
  { kind }: LetterRun,
  em: number,
  { kit, eastAsian, others }: Setting,
): TextStyle {
  const own = [span.face ?? 'sans', 'sans'];
  const { Bold, Normal } = kit.FontWeight;
  // A font of all weights takes its weight as a variation: asked for as a style, it would be made bold once more.
  const isVariable = kind === 'east-asian';
  return new kit.TextStyle({
    color: kit.parseColorString(span.color),
    fontFamilies: {
      plain: [...own, 'emoji', ...eastAsian, ...others],
      'east-asian': [...eastAsian, ...own, ...others],
      emoji: ['emoji', ...own, ...others],
    }[kind],
    fontSize: em * (span.scale ?? 1),
    fontStyle: { weight: span.bold && !isVariable ? Bold : Normal },
    ...(isVariable && { fontVariations: [{ axis: 'wght', value: span.bold ? 700 : 400 }] }),
  });
}

type Builder = ReturnType<CanvasKit['ParagraphBuilder']['MakeFromFontProvider']>;

function pushOutline(
  builder: Builder,
  letters: TextStyle,
  outline: LetterOutline,
  em: number,
  kit: CanvasKit,
): void {
  const stroke = new kit.Paint();
  const nothing = new kit.Paint();
  stroke.setAntiAlias(true);
  stroke.setStyle(kit.PaintStyle.Stroke);
  stroke.setStrokeJoin(kit.StrokeJoin.Round);
  stroke.setStrokeWidth(2 * outline.width * em);
  stroke.setColor(kit.parseColorString(outline.color));
  if (outline.blur !== undefined) {
    const blur = kit.MaskFilter.MakeBlur(kit.BlurStyle.Normal, outline.blur * em, true);
    stroke.setMaskFilter(blur);
    blur.delete();
  }
  nothing.setColor(kit.TRANSPARENT);
  builder.pushPaintStyle(letters, stroke, nothing);
  stroke.delete();
  nothing.delete();
}

/** Decided by the first letter that has a direction. */
export function isRightToLeft(spans: readonly TextSpan[]): boolean {
  const letter = /\p{L}/u.exec(spans.map(({ text }) => text).join(''))?.[0];
  return letter !== undefined && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter);
}
