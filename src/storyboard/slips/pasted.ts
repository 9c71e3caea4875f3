import { type Edit, edited } from '../edit.ts';
import type { KeyMap } from '../key-map.ts';
import type { Source } from '../source.ts';
import { wayTo } from './indentation.ts';
import { entryOf, type Line, lineAround, lineAt } from './lines.ts';
import type { Detect, Slip } from './slip.ts';

/** What comes along with text that is pasted: code fences, the marks of a merge, tabs. */
export const pasted: Detect = ({ source, stumble, keys }) => {
  const line = lineAround(source, stumble.start);
  return [...fence(source), ...merge(source, line), ...(line ? tabs(source, line, keys) : [])];
};

/** Text as chat programs hand it out: words, a line with ```, the storyboard, another such line, words. */
function fence(source: Source): readonly Slip[] {
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
      message: 'This line marks where a storyboard was pasted from, and is no part of it.',
      help: `Delete the lines with ${first.content.slice(0, 3)} and what is not between them.`,
      start: first.start + first.indent,
      end: first.end,
      edits,
    },
  ];
}

/** Git leaves both sides of a conflict; to read on, the first is taken. */
function merge(source: Source, line: Line | undefined): readonly Slip[] {
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
      message: 'Git could not merge two versions of this file, and marked where they differ.',
      help: 'Keep one of the two sides, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`.',
      start: line.start,
      end: line.end,
      edits,
    },
  ];
}

/** Every width that editors use is tried, and first those at which the key is known where it then stands. */
function tabs(source: Source, line: Line, keys: KeyMap): readonly Slip[] {
  const indent = indentOf(source, line);
  if (!indent.includes('\t')) return [];
  const lines = linesLike(source, /^[\t\u00a0]/);
  const slips = [2, 4, 8, 3, 6].map((width) => ({
    message: 'A tab stands where a line is indented.',
    help: 'Indent with ordinary spaces.',
    start: line.start,
    end: line.start + indent.length,
    edits: lines.map((one) => {
      const own = indentOf(source, one);
      const spaces = own
        .replaceAll('\u00a0', ' ')
        .replaceAll(/ *\t/g, (run) => ' '.repeat(Math.ceil(run.length / width) * width));
      return { start: one.start, end: one.start + own.length, text: spaces };
    }),
  }));
  return slips.toSorted(
    (a, b) =>
      Number(isKnown(edited(source, b.edits), line.n, keys)) -
      Number(isKnown(edited(source, a.edits), line.n, keys)),
  );
}

const indentOf = ({ text }: Source, { start, end }: Line): string =>
  /^[ \t\u00a0]*/.exec(text.slice(start, end))?.[0] ?? '';

/** Whether the key of a line is one that its place has. */
function isKnown(source: Source, n: number, keys: KeyMap): boolean {
  const line = lineAt(source, n);
  const entry = line && entryOf(line);
  return line !== undefined && entry !== undefined && keys.has(wayTo(source, line, entry.column), entry.key);
}

function linesLike(source: Source, pattern: RegExp): readonly Line[] {
  const lines: Line[] = [];
  for (let n = 0; n < source.lineStarts.length; n++) {
    const line = lineAt(source, n);
    if (line && pattern.test(line.content)) lines.push(line);
  }
  return lines;
}
