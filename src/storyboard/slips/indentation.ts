import { say, says } from '../../core/sentence.ts';
import type { Edit } from '../edit.ts';
import type { KeyWay } from '../key-map.ts';
import type { SourceText } from '../source.ts';
import { entryOf, type KeyLine, lineAt, linesAround, neighbour, type TextLine } from './lines.ts';
import { indented, indentTo, misalignedAt } from './misaligned.ts';
import { quoteEdits } from './quote.ts';
import type { Detect, Slip, Stumbled } from './slip.ts';

/** Lines that start in the wrong column. */
export const indentation: Detect = (stumbled) => {
  const { source, stumble } = stumbled;
  const lines = linesAround(source, stumble.start);
  const moves = misalignedAt(stumbled, lines);
  return [
    ...lines.flatMap((line) => missingDash(line, source)),
    ...firstKey(source),
    ...moves.sound,
    ...lines.flatMap((line) => {
      const entry = entryOf(line);
      return entry ? belowText(entry, stumbled) : dangling(line, source);
    }),
    ...moves.others,
  ];
};

/** The first key of the file, where the others are not indented. */
function firstKey(source: SourceText): readonly Slip[] {
  const top = { n: -1, start: 0, end: 0, indent: 0, content: '' };
  const line = neighbour(source, top, 1);
  const entry = line && entryOf(line);
  if (!line || !entry?.key || line.indent === 0) return [];
  const start = line.start + line.indent;
  return [
    {
      ...says(
        say`\`${{ key: entry.key }}\` is ${indented(line.indent)}, but the keys beside it are not.`,
        say`${indentTo(0)}.`,
      ),
      start,
      end: start + entry.key.length,
      edits: [{ start: line.start, end: start, text: '' }],
    },
  ];
}

/** `prompt: A door` with `camera: low` indented below it, or continued by a text that contains a colon. */
function belowText({ line, key, dashes }: KeyLine, { source, keys }: Stumbled): readonly Slip[] {
  const above = neighbour(source, line, -1);
  const owner = above && entryOf(above);
  if (!owner?.key || /^([[{|>]|$)/.test(owner.value) || owner.column >= line.indent || dashes.length > 0)
    return [];
  const way = [...wayTo(source, line, owner.column), owner.key];
  const start = line.start + line.indent;
  const parts = keys.at(way);
  const part = parts.find((one) => one !== key);
  if (parts.includes(key) && part !== undefined) {
    return [
      {
        ...says(
          say`\`${{ key: owner.key }}\` can't have both a text and keys below it.`,
          say`Put the text below it, too, under a key such as \`${part}\`.`,
        ),
        start,
        end: start + key.length,
        edits: [{ start: owner.at, end: owner.at, text: `\n${' '.repeat(line.indent)}${part}: ` }],
      },
    ];
  }
  if (keys.knows(key)) return [];
  const words = source.text.slice(owner.at, line.end);
  return [
    {
      ...says(
        say`This text contains a colon, so YAML reads it as a key.`,
        say`Put the whole text in quotes.`,
      ),
      start,
      end: start + key.length + 1,
      edits: quoteEdits(source.text, owner.at, owner.at + words.length),
    },
  ];
}

/** The keys above a line, if it started in this column. */
function wayTo(source: SourceText, line: TextLine, column: number): KeyWay {
  const way: string[] = [];
  let least = column;
  for (let above = neighbour(source, line, -1); above && least > 0; above = neighbour(source, above, -1)) {
    const entry = entryOf(above);
    if (!entry || above.indent >= least) continue;
    if (entry.column < least && entry.key !== '') way.unshift(entry.key);
    least = above.indent;
  }
  return way;
}

/** A text that continues below its key without being indented. */
function dangling(line: TextLine, source: SourceText): readonly Slip[] {
  const above = neighbour(source, line, -1);
  const entry = above && entryOf(above);
  if (!entry?.key || line.indent > entry.column) return [];
  const edits: Edit[] = [];
  for (let one: TextLine | undefined = line; one; one = lineAt(source, one.n + 1)) {
    if (one.content !== '' && (entryOf(one) || one.indent > line.indent)) break;
    const { start, indent } = one;
    edits.push({ start, end: start, text: ' '.repeat(Math.max(0, entry.column + 2 - indent)) });
  }
  return [
    {
      ...says(
        say`This line continues \`${{ key: entry.key }}\`, but is not indented more than it.`,
        say`${indentTo(entry.column + 2)}.`,
      ),
      start: line.start + line.indent,
      end: line.end,
      edits,
    },
  ];
}

/** The first item of a list that has dashes further down. */
function missingDash(line: TextLine, source: SourceText): readonly Slip[] {
  const dash = /^- /.test(line.content) ? line.indent : -1;
  if (dash === -1) return [];
  let first: TextLine | undefined;
  for (
    let above = neighbour(source, line, -1);
    above && above.indent >= dash;
    above = neighbour(source, above, -1)
  )
    first = above;
  const entry = first && entryOf(first);
  if (!entry?.key || entry.dashes.length > 0 || entry.column - dash < 2) return [];
  const at = entry.line.start + dash;
  return [
    {
      ...says(
        say`There is no dash before \`${{ key: entry.key }}\`, so no list item starts here.`,
        say`Write \`${{ write: `- ${entry.key}:` }}\`, with its dash above the others.`,
      ),
      start: entry.line.start + entry.column,
      end: entry.line.start + entry.column + entry.key.length,
      edits: [{ start: at, end: at + 2, text: '- ' }],
    },
  ];
}
