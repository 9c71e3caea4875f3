import type { Size } from '../../core/frames.ts';
import type { Box, Item, Sheet, TextSpan } from '../../media/drawing/sheet.ts';
import type { StandInLayout } from '../../media/drawing/stand-in-layout.ts';
import type { Note, PromptParts } from '../../sketch/prompt-parts.ts';
import { hexOf, mix, type Palette } from './palette.ts';
import type { Spoken } from './speech.ts';

/** The words of an animatic. */
export interface AnimaticWords {
  readonly slate: string;
  /** The characters of its timecode. */
  readonly signs: string;
  readonly shot: PromptParts;
  readonly spoken: readonly Spoken[];
  /** The references as encoded images. */
  readonly references: readonly Uint8Array[];
  readonly palette: Palette;
}

/**
 * All lettering on one sheet, in rows: the slate bar, the timecode's characters, and a panel for each moment of the
 * dialogue. The filters cut it up, so a filter never contains text.
 */
export interface Lettering {
  readonly sheet: Sheet;
  readonly digitsAt: number;
  readonly panelsAt: number;
  readonly background: string;
  readonly accent: string;
}

const white = '#f5f2ea';
const dim = '#aeb4bd';
/** Amber: labels and the progress line are legible on the dark of every palette. */
const accent = '#f2b661';

export function letter(words: AnimaticWords, layout: StandInLayout): Lettering {
  const { frame, bar, panel } = layout;
  const background = hexOf(mix(words.palette.near, [10, 12, 17], 0.8));
  const panels = Math.max(1, words.spoken.length);
  const size: Size = { width: frame.width, height: 2 * bar + panels * panel };
  const panelsAt = 2 * bar;
  const items = [
    ...slateItems(words.slate, layout),
    ...signItems(words.signs, layout),
    ...Array.from({ length: panels }, (_, i) =>
      panelItems(words, words.spoken[i], panelsAt + i * panel, layout),
    ).flat(),
  ];
  return { sheet: { size, background, items }, digitsAt: bar, panelsAt, background, accent };
}

/** What was asked for, and whose time runs at the end of the bar. It is the clip's; the film's is drawn by the cut. */
function slateItems(slate: string, { frame, bar, margin, digit, unit }: StandInLayout): readonly Item[] {
  const em = { most: Math.round(22 * unit), least: Math.min(9, Math.round(bar * 0.6)) };
  const [time, whose] = [9.5 * digit, 4 * digit];
  const width = Math.max(2, frame.width - 2 * margin - time - whose);
  const text = { kind: 'text', em, lines: 1, stand: 'middle' } as const;
  return [
    {
      ...text,
      box: { x: margin, y: 0, width, height: bar },
      spans: [{ text: slate, color: dim, bold: true }],
    },
    {
      ...text,
      box: { x: frame.width - margin - time - whose, y: 0, width: whose, height: bar },
      spans: [{ text: 'clip', color: dim }],
      align: 'end',
    },
  ];
}

const signItems = (signs: string, { bar, digit }: StandInLayout): readonly Item[] =>
  [...signs].map((text, i) => ({
    kind: 'text',
    box: { x: i * digit, y: bar, width: digit, height: bar },
    spans: [{ text, color: dim, face: 'mono' }],
    em: { most: Math.floor(digit * 1.5), least: 2 },
    align: 'center',
    stand: 'middle',
  }));

function panelItems(
  { shot, references }: AnimaticWords,
  spoken: Spoken | undefined,
  top: number,
  layout: StandInLayout,
): readonly Item[] {
  const { frame, panel, margin, unit } = layout;
  const inset = Math.round(18 * unit);
  const inner: Box = {
    x: margin,
    y: top + inset,
    width: frame.width - 2 * margin,
    height: panel - inset - Math.max(inset, Math.round(frame.height * 0.03)),
  };
  const { thumbs, rest } = thumbnails(references, inner, inset);
  const notes = shot.notes.filter(({ label }) => label !== 'Style');
  const aside = [...speechSpans(spoken), ...noteSpans(notes, spoken !== undefined)];
  const [main, beside] = aside.length === 0 ? [rest, undefined] : split(rest, inset, frame);
  const em = (most: number): { most: number; least: number } => ({
    most: Math.round(most * unit),
    least: Math.max(Math.min(12, Math.floor(panel / 6)), Math.round(13 * unit)),
  });
  return [
    { kind: 'text', box: main, spans: proseSpans(shot), em: em(34) },
    ...(beside ? ([{ kind: 'text', box: beside, spans: aside, em: em(30) }] satisfies Item[]) : []),
    ...thumbs,
  ];
}

/** Wide panels have two columns, tall ones two rows. */
function split(box: Box, gap: number, { width, height }: Size): readonly [Box, Box] {
  if (width > height) {
    const first = Math.round((box.width - 2 * gap) * 0.58);
    const x = box.x + first + 2 * gap;
    return [
      { ...box, width: first },
      { ...box, x, width: box.x + box.width - x },
    ];
  }
  const first = Math.round((box.height - gap) * 0.54);
  const y = box.y + first + gap;
  return [
    { ...box, height: first },
    { ...box, y, height: box.y + box.height - y },
  ];
}

function proseSpans({ paragraphs, notes }: PromptParts): readonly TextSpan[] {
  const [first = '', ...others] = paragraphs;
  const style = notes.filter(({ label }) => label === 'Style').map(({ text }) => text);
  return [
    { text: first, color: white },
    ...[...others, ...style].map((text) => ({ text: `\n${text}`, color: dim, scale: 0.72 })),
  ];
}

function speechSpans(spoken: Spoken | undefined): readonly TextSpan[] {
  if (!spoken) return [];
  return spoken.lines.flatMap(({ who, line }, i) => [
    {
      text: `${i > 0 ? '\n' : ''}${who === '' ? '' : `${who.toUpperCase()}  `}`,
      color: accent,
      bold: true,
      scale: 0.66,
    },
    { text: `“${line}”`, color: white },
  ]);
}

function noteSpans(notes: readonly Note[], follows: boolean): readonly TextSpan[] {
  return notes.flatMap(({ label, text }, i) => [
    {
      text: `${i > 0 || follows ? '\n' : ''}${label.toUpperCase()}  `,
      color: accent,
      bold: true,
      scale: 0.58,
    },
    { text, color: dim, scale: 0.72 },
  ]);
}

/** References are shown as small squares at the end of the panel, as many as leave room for the words. */
function thumbnails(
  references: readonly Uint8Array[],
  box: Box,
  gap: number,
): { readonly thumbs: readonly Item[]; readonly rest: Box } {
  const side = Math.min(box.height, Math.round(box.width * 0.16));
  const shown = references.slice(0, 3);
  const taken = shown.length * (side + gap);
  const thumbs = shown.map((bytes, i) => ({
    kind: 'image' as const,
    box: { x: box.x + box.width - taken + gap + i * (side + gap), y: box.y, width: side, height: side },
    bytes,
    radius: side / 12,
  }));
  return { thumbs, rest: { ...box, width: box.width - taken } };
}
