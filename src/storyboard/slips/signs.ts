import { say, says } from '../../core/sentence.ts';
import { entriesAround, type KeyLine, linesAround } from './lines.ts';
import { cantBegin, hasMeaning } from './meanings.ts';
import { curlyQuotes, quoteEdits, quoteHelp } from './quote.ts';
import type { Detect, Slip } from './slip.ts';

/** Texts without quotes in which a character has a meaning in YAML. */
export const signs: Detect = ({ source, stumble }) => [
  ...entriesAround(source, stumble.start).flatMap((entry) => [
    ...curly(entry),
    ...belowSign(entry),
    ...begins(source.text, entry),
    ...colon(source.text, entry),
  ]),
  ...linesAround(source, stumble.start).flatMap((line) => backslash(source.text, stumble, line.end)),
];

/** Of what begins with a bracket: `[wide] a door`, `{{ template }}`. */
const isText = /^(\[[^\]]*\]|\{[^}]*\}) *[^\s,#\]}]|^\{\{/;

/** `prompt: @keeper opens the door` */
function begins(text: string, { value, at }: KeyLine): readonly Slip[] {
  const sign = value[0] ?? '';
  // `-14` is a number.
  if (!hasMeaning(sign) || /^[-?]\S/.test(value) || (/[[{]/.test(sign) && !isText.test(value))) return [];
  return [{ ...says(cantBegin(sign), quoteHelp(value)), ...quoting(text, at, value, at, at + 1) }];
}

/** `prompt: > The door opens`, with more of it below: such a text starts on the next line. */
function belowSign({ value, at, column }: KeyLine): readonly Slip[] {
  const [signs = '', sign = ''] = /^([|>])[-+]?\d?[ \t]+(?=[^\s#])/.exec(value) ?? [];
  if (signs === '') return [];
  const end = at + signs.length;
  return [
    {
      ...says(
        say`A text after \`${{ sign }}\` must start on the next line.`,
        say`Start it there, indented more than its key, or delete the \`${sign}\`.`,
      ),
      start: at,
      end: at + 1,
      edits: [{ start: end, end, text: `\n${' '.repeat(column + 2)}` }],
    },
  ];
}

/** `prompt: “Night: the door opens”` */
function curly({ value, at }: KeyLine): readonly Slip[] {
  if (!/^[“”„«].*[“”»]$/.test(value)) return [];
  return [curlyQuotes(value, at)];
}

/** `prompt: Night: the door opens` */
function colon(text: string, { value, at }: KeyLine): readonly Slip[] {
  const end = /:(\s|$)/.exec(value)?.index;
  if (end === undefined || /^["'[{]/.test(value)) return [];
  const message = say`This text contains a colon, so YAML reads it as a key.`;
  return [{ ...says(message, quoteHelp(value)), ...quoting(text, at, value, at, at + end + 1) }];
}

function quoting(text: string, at: number, value: string, start: number, end: number) {
  return { start, end, edits: quoteEdits(text, at, at + value.length) };
}

const escapes = /\\(?:[0abtnvfre"/\\N_LP \n]|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})|\\/gi;

/** `"C:\keeper"` */
function backslash(
  text: string,
  { code, start }: { code: string; start: number },
  end: number,
): readonly Slip[] {
  if (code !== 'BAD_DQ_ESCAPE' || start >= end) return [];
  const until = /^[^"\n]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const stray = [...text.slice(start, start + until).matchAll(escapes)].filter(
    ({ 0: one }) => one.length === 1,
  );
  return [
    {
      ...says(
        say`YAML has no escape \`${{ sign: text.slice(start, start + 2) }}\`.`,
        say`Write each backslash twice.`,
      ),
      start,
      end: start + 2,
      edits: stray.map(({ index }) => ({ start: start + index, end: start + index, text: '\\' })),
    },
  ];
}
