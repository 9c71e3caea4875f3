import type { Canvas, CanvasKit } from 'canvaskit-wasm';
import type { Region } from './east-asian.ts';
import { openFonts } from './fonts.ts';
import { isRightToLeft, type LineBreaking, layOut, measure, type Setting } from './paragraph.ts';
import { runsOf } from './runs.ts';
import type { Backing, TextItem, TextSpan } from './sheet.ts';

/** A text with the region of its sheet. */
export interface RegionalText extends TextItem {
  readonly region: Region | undefined;
}

/** Draws a text as large as its box allows. */
export async function drawText(kit: CanvasKit, canvas: Canvas, item: RegionalText): Promise<void> {
  const { setting, measured } = setInBox(await prepare(kit, item));
  if (item.backing) drawBacking(item.backing, setting, measured, canvas);
  for (const outline of [...(item.outlines ?? []), undefined]) {
    const text = layOut(setting, measured, outline);
    const { x, y } = placeOf(setting, measured, text.getHeight());
    canvas.drawParagraph(text, x, y);
    text.delete();
  }
}

/** A text with its final settings and line breaks. */
interface Fitted {
  readonly setting: Setting;
  readonly measured: LineBreaking;
}

/** Text that doesn't fit is set without its own line breaks: more of it is visible, and the ellipsis shows that there is more. */
function setInBox(setting: Setting): Fitted {
  const measured = measure(setting);
  if (measured.maxLines === undefined) return { setting, measured };
  const spans = setting.spans.map((span) => ({ ...span, text: span.text.replaceAll(/\s*\n\s*/g, ' ') }));
  const together = { ...setting, spans };
  return { setting: together, measured: measure(together) };
}

/** Whether part of a text is cut off. */
export async function isCut(kit: CanvasKit, item: RegionalText): Promise<boolean> {
  return setInBox(await prepare(kit, item)).measured.maxLines !== undefined;
}

function drawBacking(backing: Backing, setting: Setting, measured: LineBreaking, canvas: Canvas): void {
  const { kit, item } = setting;
  const text = layOut(setting, measured);
  const [longest, height] = [text.getLongestLine(), text.getHeight()];
  text.delete();
  if (longest === 0) return;
  const { x, y } = placeOf(setting, measured, height);
  const indent = sideOf(item, setting.spans) * (measured.width - longest);
  const [beside, above] = [backing.beside * measured.em, backing.above * measured.em];
  const box = kit.XYWHRect(x + indent - beside, y - above, longest + 2 * beside, height + 2 * above);
  const paint = new kit.Paint();
  paint.setAntiAlias(true);
  paint.setColor(kit.parseColorString(backing.color));
  canvas.drawRRect(kit.RRectXY(box, backing.radius * measured.em, backing.radius * measured.em), paint);
  paint.delete();
}

/** The characters of a text that no available font can draw, each once, in order of appearance. */
export async function missingIn(kit: CanvasKit, item: RegionalText): Promise<readonly string[]> {
  const setting = await prepare(kit, item);
  const missing = unresolved(setting);
  const letters = new Set(setting.spans.flatMap(({ text }) => [...text]));
  return [...letters].filter((letter) => missing.has(letter) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(letter));
}

/** Looks in the system's fonts only for characters that the shipped ones lack. */
async function prepare(kit: CanvasKit, item: RegionalText): Promise<Setting> {
  const spans = shorten(item.spans.map(clean), item);
  const fonts = await openFonts();
  await fonts.need('sans');
  for (const { face } of spans) if (face) await fonts.need(face);
  const runs = spans.flatMap(({ text }) => runsOf(text));
  if (runs.some(({ kind }) => kind === 'emoji')) await fonts.need('emoji');
  const eastern = runs.filter(({ kind }) => kind === 'east-asian').map(({ text }) => text);
  const eastAsian = await fonts.needEastAsian(eastern.join(''), item.region);
  const setting: Setting = { kit, fonts, spans, item, eastAsian, others: [] };
  if (unresolved(setting).size === 0) return setting;
  await fonts.need('emoji');
  if (unresolved(setting).size === 0) return setting;
  return { ...setting, others: await fonts.needSystem() };
}

function unresolved(setting: Setting): ReadonlySet<string> {
  const { box, em } = setting.item;
  const text = layOut(setting, { em: em.least, width: box.width });
  const letters = new Set(text.unresolvedCodepoints().map((code) => String.fromCodePoint(code)));
  text.delete();
  return letters;
}

/** Control characters have no glyph, and lone surrogates no meaning. */
const clean = (span: TextSpan): TextSpan => ({
  ...span,
  text: span.text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd'),
});

/** Text that is far too long even for the smallest letters is cut before it is laid out. */
function shorten(spans: readonly TextSpan[], { box, em }: TextItem): readonly TextSpan[] {
  let room = Math.ceil((box.width * box.height) / (em.least * em.least * 0.25));
  return spans.map((span) => {
    const text = [...span.text].slice(0, room).join('');
    room = Math.max(0, room - text.length);
    return { ...span, text };
  });
}

/** A balanced text is narrower than its box, so it is positioned according to its alignment. */
function placeOf({ item, spans }: Setting, { width }: LineBreaking, height: number) {
  const { box, stand = 'top' } = item;
  const spare = { across: box.width - width, down: Math.max(0, box.height - height) };
  const x = box.x + sideOf(item, spans) * spare.across;
  const y = box.y + { top: 0, middle: spare.down / 2, bottom: spare.down }[stand];
  return { x, y };
}

/** Alignment of the lines: 0 is left, 1 is right. Right-to-left text starts at the right. */
function sideOf({ align = 'start' }: TextItem, spans: readonly TextSpan[]): number {
  const side = { start: 0, center: 0.5, end: 1 }[align];
  return isRightToLeft(spans) ? 1 - side : side;
}
