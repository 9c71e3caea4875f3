import { say, says } from '../../core/sentence.ts';
import { type Edit, edited } from '../edit.ts';
import type { KeyMap } from '../key-map.ts';
import type { SourceText } from '../source.ts';
import { layoutOf } from './layout.ts';
import { lineAround, lineAt, type TextLine } from './lines.ts';
import { lineToWrite } from './misaligned.ts';
import type { Detect, Slip } from './slip.ts';

/** What gets pasted along with text: code fences, merge conflict markers, tabs. */
export const pasted: Detect = ({ source, stumble, keys }) => {
  const line = lineAround(source, stumble.start);
  return [...fence(source), ...merge(source, line), ...(line ? tabs(source, line, keys) : [])];
};

/** Text copied from a chat: words, a line with ```, the storyboard, another such line, words. */
function fence(source: SourceText): readonly Slip[] {
  const marks = linesLike(source, /^(```|~~~)/);
  const [first, second] = marks;
  if (!first) return [];
  // A single mark is the first or the last of two.
  const opens = second !== undefined || !/^\s*storyboard\s*:/m.test(source.text.slice(0, first.start));
  const [from, to] = opens ? [first.end, second?.start ?? source.text.length] : [0, first.start];
  const edits = [
    { start: 0, end: from, text: '\n'.repeat(opens ? first.n : 0) },
    { start: to, end: source.text.length, text: '' },
  ].filter(({ start, end }) => end > start);
  return [
    {
      ...says(
        say`This line was pasted along with the storyboard and is not part of it.`,
        say`Delete the lines with ${{ sign: first.content.slice(0, 3) }} and everything outside them.`,
      ),
      start: first.start + first.indent,
      end: first.end,
      edits,
    },
  ];
}

/** Git leaves both sides of a conflict; the first is used to read on. */
function merge(source: SourceText, line: TextLine | undefined): readonly Slip[] {
  if (!line || !/^(<{7}|={7}|>{7})( |$)/.test(line.content)) return [];
  const edits: Edit[] = [];
  let other = false;
  for (let n = 0; ; n++) {
    const one = lineAt(source, n);
    if (!one) break;
    const mark = /^(<{7}|={7}|>{7})(?= |$)/.exec(one.content)?.[0][0];
    if (mark !== undefined || other) edits.push({ start: one.start, end: one.end, text: '' });
    if (mark !== undefined) other = mark === '=';
  }
  return [
    {
      ...says(
        say`The file contains Git merge conflict markers.`,
        say`Keep one of the two sides, and delete the lines with \`<<<<<<<\`, \`=======\` and \`>>>>>>>\`.`,
      ),
      start: line.start,
      end: line.end,
      edits,
    },
  ];
}

/** Tries each width that editors use, best first. */
function tabs(source: SourceText, line: TextLine, keys: KeyMap): readonly Slip[] {
  const own = indentOf(source, line);
  if (!own.includes('\t')) return [];
  const lines = linesLike(source, /^[\t\u00a0]/);
  const others = lines.length > 1 ? ' Do the same in every line that is indented with a tab.' : '';
  const widths = [2, 4, 8, 3, 6].map((width) => aligned(source, lines, width, keys));
  return widths
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ columnOf }) => ({
      ...says(
        say`This line is indented with a tab.`,
        say`Indent with ordinary spaces: ${lineToWrite(line.content.trimStart(), columnOf(line))}.${others}`,
      ),
      start: line.start,
      end: line.start + own.length,
      edits: lines.map((one) => ({
        start: one.start,
        end: one.start + indentOf(source, one).length,
        text: ' '.repeat(columnOf(one)),
      })),
    }));
}

interface Aligned {
  readonly cost: number;
  columnOf(line: TextLine): number;
}

/** Cost of each line without tabs that would have to move. */
const perOther = 10;

/** The columns of lines with tabs, if a tab is so many columns wide. */
function aligned(source: SourceText, lines: readonly TextLine[], width: number, keys: KeyMap): Aligned {
  const expanded = edited(
    source,
    lines.map(({ start, end }) => {
      const own = indentOf(source, { start, end });
      return { start, end: start + own.length, text: ' '.repeat(widthOf(own, width)) };
    }),
  );
  const { cost, lines: standing } = layoutOf(expanded, keys);
  const tabbed = new Set(lines.map(({ n }) => n));
  const others = standing.filter(({ entry: { line }, to }) => !tabbed.has(line.n) && to !== line.indent);
  const moves = new Map<number, number>();
  for (const { entry, last, to } of standing)
    for (let { n } = entry.line; n <= last.n; n++) moves.set(n, to - entry.line.indent);
  return {
    cost: cost + others.length * perOther,
    columnOf: (line) => Math.max(0, widthOf(indentOf(source, line), width) + (moves.get(line.n) ?? 0)),
  };
}

const widthOf = (indent: string, tab: number): number =>
  indent.replaceAll('\u00a0', ' ').replaceAll(/ *\t/g, (run) => ' '.repeat(Math.ceil(run.length / tab) * tab))
    .length;

const indentOf = ({ text }: SourceText, { start, end }: Pick<TextLine, 'start' | 'end'>): string =>
  /^[ \t\u00a0]*/.exec(text.slice(start, end))?.[0] ?? '';

function linesLike(source: SourceText, pattern: RegExp): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (let n = 0; n < source.lineStarts.length; n++) {
    const line = lineAt(source, n);
    if (line && pattern.test(line.content)) lines.push(line);
  }
  return lines;
}
