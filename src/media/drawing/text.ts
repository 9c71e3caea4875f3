import type { Canvas, CanvasKit } from 'canvaskit-wasm';
import { openFonts } from './fonts.ts';
import { layOut, type Measure, measure, type Setting } from './paragraph.ts';
import type { Backing, Span, TextItem } from './sheet.ts';

/** Draws a text as large as its box allows. */
export async function drawText(kit: CanvasKit, canvas: Canvas, item: TextItem): Promise<void> {
  const setting = await prepare(kit, item);
  const measured = measure(setting);
  if (item.backing) drawBacking(item.backing, setting, measured, canvas);
  for (const outline of [...(item.outlines ?? []), undefined]) {
    const text = layOut(setting, measured, outline);
    const { x, y } = placeOf(item, measured, text.getHeight());
    canvas.drawParagraph(text, x, y);
    text.delete();
  }
}

function drawBacking(backing: Backing, setting: Setting, measured: Measure, canvas: Canvas): void {
  const { kit, item } = setting;
  const text = layOut(setting, measured);
  const [longest, height] = [text.getLongestLine(), text.getHeight()];
  text.delete();
  if (longest === 0) return;
  const { x, y } = placeOf(item, measured, height);
  const indent = { start: 0, center: 0.5, end: 1 }[item.align ?? 'start'] * (measured.width - longest);
  const [beside, above] = [backing.beside * measured.em, backing.above * measured.em];
  const box = kit.XYWHRect(x + indent - beside, y - above, longest + 2 * beside, height + 2 * above);
  const paint = new kit.Paint();
  paint.setAntiAlias(true);
  paint.setColor(kit.parseColorString(backing.color));
  canvas.drawRRect(kit.RRectXY(box, backing.radius * measured.em, backing.radius * measured.em), paint);
  paint.delete();
}

/** The letters and signs of a text that no font at hand has a shape for, each once, in the text's order. */
export async function missingIn(kit: CanvasKit, item: TextItem): Promise<readonly string[]> {
  const setting = await prepare(kit, item);
  const missing = unresolved(setting);
  const letters = new Set(setting.spans.flatMap(({ text }) => [...text]));
  return [...letters].filter((letter) => missing.has(letter) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(letter));
}

/** The system's fonts are asked only for what the shipped ones lack. */
async function prepare(kit: CanvasKit, item: TextItem): Promise<Setting> {
  const spans = shorten(item.spans.map(clean), item);
  const fonts = await openFonts();
  await fonts.need('sans');
  for (const { face } of spans) if (face) await fonts.need(face);
  if (spans.some((span) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(span.text))) {
    await fonts.need('emoji');
  }
  const setting = { kit, fonts, spans, item, others: ['emoji'] };
  if (unresolved(setting).size === 0) return setting;
  return { ...setting, others: ['emoji', ...(await fonts.needSystem())] };
}

function unresolved(setting: Setting): ReadonlySet<string> {
  const { box, em } = setting.item;
  const text = layOut(setting, { em: em.least, width: box.width });
  const letters = new Set(text.unresolvedCodepoints().map((code) => String.fromCodePoint(code)));
  text.delete();
  return letters;
}

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

/** A balanced text is narrower than its box, and stands in it as its lines do in the text. */
function placeOf({ box, align = 'start', stand = 'top' }: TextItem, { width }: Measure, height: number) {
  const spare = { across: box.width - width, down: Math.max(0, box.height - height) };
  const x = box.x + { start: 0, center: spare.across / 2, end: spare.across }[align];
  const y = box.y + { top: 0, middle: spare.down / 2, bottom: spare.down }[stand];
  return { x, y };
}
