import { say, says } from '../../core/sentence.ts';
import type { SourceText } from '../source.ts';
import { type FlowValue, valuesOf } from './flow-values.ts';
import { entryOf, lineAround, linesAround, neighbour, type TextLine } from './lines.ts';
import { quoted } from './quote.ts';
import type { Detect, Slip } from './slip.ts';

/** Texts that start with a quote, but do not end with it. */
export const quotes: Detect = ({ source, stumble }) => [
  ...linesAround(source, stumble.start).flatMap((line) => valuesIn(line).flatMap(inner)),
  ...unclosed(source, stumble.lastText ?? stumble.start),
];

const quoteOf = (value: string): '"' | "'" | undefined => {
  const sign = value[0];
  return sign === '"' || sign === "'" ? sign : undefined;
};

/** The value of a line, or those between its braces. */
function valuesIn(line: TextLine): readonly FlowValue[] {
  const entry = entryOf(line);
  return [...valuesOf(line), ...(entry && !/^[[{]/.test(entry.value) ? [entry] : [])];
}

/** `'It's raining'`, `"He says "hello""`, `"Hello" he says`. */
function inner({ value, at }: FlowValue): readonly Slip[] {
  const sign = quoteOf(value);
  if (sign === undefined || value.length < 3) return [];
  if (value.indexOf(sign, 1) === value.length - 2 && value.endsWith(','))
    return [comma(at + value.length - 1)];
  const closed = value.endsWith(sign);
  const words = value.slice(1, closed ? -1 : undefined);
  const second = words.indexOf(sign);
  if (second === -1) return [];
  const unescaped = sign === "'" ? words.replaceAll("''", "'") : words.replaceAll('\\"', '"');
  const mended = quoted(closed ? unescaped : value);
  const name = sign === "'" ? 'apostrophe' : 'quote';
  return [
    {
      ...says(
        say`The ${name} inside this text ends it, since the text starts with the same character.`,
        say`Use the other kind of quotes around it${mended.length <= 60 ? say`: ${{ write: mended }}` : ''}.`,
      ),
      start: at + 1 + second,
      end: at + 2 + second,
      edits: [{ start: at, end: at + value.length, text: mended }],
    },
  ];
}

/** `"The door opens",`, as in JSON. */
const comma = (at: number): Slip => ({
  ...says(say`There is a comma after the closing quote of this text.`, say`Delete the comma.`),
  start: at,
  end: at + 1,
  edits: [{ start: at, end: at + 1, text: '' }],
});

/** The parser notices it only at the next quote, or at the end of the file, so the lines before are searched. */
function unclosed(source: SourceText, from: number): readonly Slip[] {
  const found: Slip[] = [];
  let line = lineAround(source, from);
  for (let looked = 0; line && looked < farthest; looked++) {
    for (const { value, at } of valuesIn(line)) {
      const sign = quoteOf(value);
      if (sign === undefined || value.slice(1).includes(sign)) continue;
      const end = at + value.length;
      found.push({
        ...says(say`This quote is not closed.`, say`End the text with a second ${{ sign }}.`),
        start: at,
        end: at + 1,
        edits: [{ start: end, end, text: sign }],
      });
    }
    line = neighbour(source, line, -1);
  }
  return found;
}

/** Number of lines to search for an open quote. */
const farthest = 40;
