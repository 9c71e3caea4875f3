import { type Said, say, says } from '../../core/sentence.ts';
import type { SourceText } from '../source.ts';
import { fullWidthIn } from './full-width.ts';
import { lineAt, linesAround, type TextLine } from './lines.ts';
import type { Detect, Slip } from './slip.ts';

const spaces = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
const unseen = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
const blank = `[ \\t${spaces}${unseen}]`;

const isSpace = new RegExp(`[${spaces}]`);
const lookalike = new RegExp(`[${spaces}${unseen}：－]`, 'g');

/** The indentation, dashes, and key with its colon of a line. */
const structure = new RegExp(
  `^${blank}*(?:[-－]${blank}+)*(?:["']?[\\w$${spaces}${unseen}-]*["']?${blank}*[:：]${blank}*)?`,
);

const names: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u202f': 'narrow no-break space',
  '\u3000': 'full-width space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\ufeff': 'byte order mark',
  '：': 'full-width colon',
  '，': 'full-width comma',
  '、': 'full-width comma',
  '｛': 'full-width brace',
  '｝': 'full-width brace',
  '［': 'full-width bracket',
  '］': 'full-width bracket',
  '－': 'full-width hyphen',
};

const meant: Readonly<Record<string, string>> = {
  ...{ '：': ': ', '，': ', ', '、': ', ', '－': '-' },
  ...{ '｛': '{', '｝': '}', '［': '[', '］': ']' },
};

/** Spaces, colons, dashes and commas that only look like YAML's, and invisible characters. */
export const lookalikes: Detect = ({ source, stumble }) => {
  const lines = linesAround(source, stumble.start);
  const all = lookalikesIn(source);
  const near = all.find((at) => lines.some(({ start, end }) => start <= at && at < end));
  return near === undefined ? [] : [lookalikeSlip(source, near, all)];
};

/** Offsets of such characters where YAML expects structure, but reads them as part of a text. */
export function lookalikesIn(source: SourceText): readonly number[] {
  const found: number[] = [];
  const lines: TextLine[] = [];
  for (let n = 0; n < source.lineStarts.length; n++) {
    const line = lineAt(source, n);
    if (!line || line.content === '') continue;
    lines.push(line);
    const [read = ''] = structure.exec(line.content) ?? [];
    const from = line.start + line.indent;
    for (const { index } of read.matchAll(lookalike)) found.push(from + index);
  }
  return [...new Set([...found, ...fullWidthIn(lines)])].sort((a, b) => a - b);
}

/** Offsets of such characters between two offsets. */
export const lookalikesBetween = ({ text }: SourceText, start: number, end: number): readonly number[] =>
  [...text.slice(start, end).matchAll(lookalike)].map(({ index }) => start + index);

/** Reports one of them, and fixes all. */
export function lookalikeSlip(source: SourceText, at: number, all: readonly number[]): Slip {
  let end = at + 1;
  while (source.text[end] === source.text[at]) end++;
  return {
    ...wordsFor(source, at),
    start: at,
    end,
    edits: [...new Set([at, ...all])].map((one) => ({
      start: one,
      end: one + 1,
      text: insteadOf(source.text, one),
    })),
  };
}

function insteadOf(text: string, at: number): string {
  const sign = text[at] ?? '';
  if (meant[sign] !== undefined || !isSpace.test(sign)) return meant[sign] ?? '';
  if (indents(text, at)) return sign === '\u3000' ? '  ' : ' ';
  return text[at - 1] === ' ' ? '' : ' ';
}

/** Whether there are only spaces before it in its line. */
const indents = (text: string, at: number): boolean =>
  text.slice(text.lastIndexOf('\n', at) + 1, at).trim() === '';

function wordsFor({ text }: SourceText, at: number): Said {
  const sign = text[at] ?? '';
  const name = nameOf(sign);
  if (meant[sign] !== undefined)
    return says(
      say`\`${{ sign }}\` is a ${{ name }}, which has no meaning in YAML.`,
      say`Write \`${{ write: meant[sign] }}\`${sign === '：' ? ', with an ordinary colon and a space' : ''}.`,
    );
  if (!isSpace.test(sign)) return says(say`There is an invisible ${{ name }} here.`, say`Delete it.`);
  return indents(text, at)
    ? says(say`This line is indented with a ${{ name }}.`, say`Indent with ordinary spaces.`)
    : says(
        say`There is a ${{ name }} here, but YAML requires an ordinary space.`,
        say`Replace it with an ordinary space.`,
      );
}

const nameOf = (sign: string): string => names[sign] ?? 'special space';

/** What is invisible in a text, or looks like something else, as a clause. */
export function oddIn(text: string): string | undefined {
  if (/^[a-z][a-z-]*：/.test(text)) return '`：` is a full-width colon, which does not end a key';
  const [sign] = text.match(lookalike) ?? text.match(/[，、｛｝［］]/) ?? [];
  if (sign !== undefined) return `it contains a ${nameOf(sign)}`;
  return /^[“”„‘’]/.test(text) ? `\`${text[0]}\` is not a quote in YAML` : undefined;
}
