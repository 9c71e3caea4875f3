import { type Sentence, say, says } from '../../core/sentence.ts';
import { valuesOf } from './flow-values.ts';
import { lineAround, linesAround, neighbour, type TextLine } from './lines.ts';
import { cantBegin } from './meanings.ts';
import { quoteEdits, quoteHelp } from './quote.ts';
import type { Detect, Slip, Stumbled } from './slip.ts';

/** What goes wrong between brackets and braces. */
export const flow: Detect = (stumbled) => {
  const { source, stumble } = stumbled;
  const lines = linesAround(source, stumble.start);
  return [...lines.flatMap((line) => texts(line, source.text)), ...stray(stumbled), ...unclosed(stumbled)];
};

const reasons: readonly (readonly [RegExp, Sentence?])[] = [
  [/^#| #/, say`A \`#\` after a space starts a comment, so the rest of the line is ignored.`],
  [/\$\{/, say`Without quotes, the brace of this variable ends the mapping.`],
  [/:(\s|$)/, say`This text contains a colon, so YAML reads it as a key.`],
  [/[[\]{}]/, say`Inside braces, text that contains brackets or braces must be in quotes.`],
  [/^([@`%&*!|>]|[?-](\s|$))/],
];

function texts(line: TextLine, text: string): readonly Slip[] {
  return [...valuesOf(line)].flatMap(({ value: words, at }) => {
    if (/^["'{[]/.test(words) && !/^\[[^\]]*\] *[^\s,\]}]/.test(words)) return [];
    const reason = reasons.find(([pattern]) => pattern.test(words));
    if (!reason) return [];
    const [pattern, message = cantBegin(words.charAt(0))] = reason;
    const { index = 0, 0: found = '' } = pattern.exec(words) ?? {};
    const start = at + index + found.length - found.trimStart().length;
    const range = found.startsWith(':') ? [at, at + index + 1] : [start, at + index + found.length];
    if (found.startsWith('${')) range[1] = at + Math.max(words.indexOf('}', index) + 1, index + 2);
    const [from = at, to = at] = range;
    return [
      {
        ...says(message, quoteHelp(words)),
        start: from,
        end: to,
        edits: quoteEdits(text, at, at + words.length),
      },
    ];
  });
}

/** One bracket too many. */
function stray({ source, stumble }: Stumbled): readonly Slip[] {
  const sign = source.text[stumble.start] ?? '';
  if (!/[\]}]/.test(sign)) return [];
  const at = { start: stumble.start, end: stumble.start + 1 };
  const other = sign === ']' ? '}' : ']';
  return [
    {
      ...at,
      ...says(
        say`A \`${{ sign }}\` can't close a \`${sign === ']' ? '{' : '['}\`.`,
        say`Write \`${{ write: other }}\`.`,
      ),
      edits: [{ ...at, text: other }],
    },
    {
      ...at,
      ...says(say`This \`${{ sign }}\` has nothing to close.`, say`Delete it.`),
      edits: [{ ...at, text: '' }],
    },
  ];
}

/** Number of lines to search for an open bracket. */
const farthest = 40;

function unclosed({ source, stumble }: Stumbled): readonly Slip[] {
  const found: Slip[] = [];
  let line = lineAround(source, Math.min(stumble.start, source.text.trimEnd().length - 1));
  for (let looked = 0; line && looked < farthest; looked++) {
    const open = openIn(line);
    const [last] = open.slice(-1);
    if (last) {
      const at = line.start + line.indent + last.index;
      const closing = open
        .toReversed()
        .map(({ sign }) => (sign === '{' ? '}' : ']'))
        .join('');
      const end = line.start + line.indent + line.content.replace(/[\s,]*$/, '').length;
      found.push({
        ...says(
          say`This \`${{ sign: last.sign }}\` is not closed.`,
          say`Write \`${{ write: closing.slice(0, 1) }}\` where it ends.`,
        ),
        start: at,
        end: at + 1,
        edits: [{ start: end, end, text: ` ${closing}` }],
      });
    }
    line = neighbour(source, line, -1);
  }
  return found;
}

/** Brackets that a line opens and does not close, quotes left out. */
function openIn({ content }: TextLine): readonly { readonly sign: string; readonly index: number }[] {
  const open: { sign: string; index: number }[] = [];
  for (const { 0: sign, index } of content.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (sign === '{' || sign === '[') open.push({ sign, index });
    else if (sign === '}' || sign === ']') open.pop();
  }
  return open;
}
