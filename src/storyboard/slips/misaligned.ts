import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Edit } from '../edit.ts';
import type { KeyMap } from '../key-map.ts';
import type { SourceText } from '../source.ts';
import { type LineLayout, layoutOf } from './layout.ts';
import { lineAt, type TextLine } from './lines.ts';
import type { Slip, Stumbled } from './slip.ts';
import type { StandingLine } from './trace.ts';

/** Slips that, once fixed, leave keys in known places, and the others. */
interface Misaligned {
  readonly sound: readonly Slip[];
  readonly others: readonly Slip[];
}

/** Those near some lines; then all up to there together, since YAML may fail later than where the mistake is. */
export function misalignedAt({ source, keys }: Stumbled, near: readonly TextLine[]): Misaligned {
  const groups = movingTogether(layoutOf(source, keys));
  const end = Math.max(...near.map((line) => line.end));
  const slipsOf = (all: readonly (readonly StandingLine[])[]): readonly Slip[] => {
    const slips = all.map((lines) => movedTogether(source, lines));
    const before = slips.filter(({ start }) => start <= end);
    const [first] = before;
    return [
      ...slips.filter((slip) => touches(slip, near)),
      ...(first ? [{ ...first, edits: before.flatMap(({ edits }) => edits) }] : []),
    ];
  };
  return {
    sound: slipsOf(groups.filter(isSound)),
    others: slipsOf(groups.filter((lines) => !isSound(lines))),
  };
}

const isSound = (lines: readonly StandingLine[]): boolean => lines.every(({ sound }) => sound);

const touches = ({ edits }: Slip, lines: readonly TextLine[]): boolean =>
  edits.some((edit) => lines.some(({ start, end }) => start <= edit.start && edit.start <= end));

/** Lines whose keys belong in another column: one slip for lines that move together. */
export const misaligned = (source: SourceText, keys: KeyMap): readonly Slip[] =>
  movingTogether(layoutOf(source, keys)).map((lines) => movedTogether(source, lines));

function movingTogether({ lines }: LineLayout): readonly (readonly StandingLine[])[] {
  const groups: StandingLine[][] = [];
  let last: StandingLine | undefined;
  for (const line of lines) {
    if (byOf(line) !== 0) {
      if (last && byOf(last) === byOf(line)) groups.at(-1)?.push(line);
      else groups.push([line]);
    }
    last = line;
  }
  return groups;
}

const byOf = ({ entry, to }: StandingLine): number => to - entry.line.indent;

function movedTogether(source: SourceText, lines: readonly StandingLine[]): Slip {
  const [first, ...others] = lines;
  if (!first) throw new Error('a group has lines');
  const { entry, to, near } = first;
  const { line, key, dashes } = entry;
  const what = dashes.length > 0 ? 'The dash of this item' : say`\`${{ key }}\``;
  const start = line.start + line.indent;
  return {
    ...says(
      say`${what} is ${indented(line.indent)}, ${whereOf(near, line.indent, dashes.length > 0)}.`,
      say`${indentTo(to)}: ${lineToWrite(line.content, to)}.${along(others.length)}`,
    ),
    start,
    end: start + (dashes.length > 0 ? 1 : key.length),
    edits: lines.flatMap((one) => shifted(source, one)),
  };
}

function whereOf({ entry, to, beside }: StandingLine['near'], at: number, dash: boolean): string {
  if (beside) return `but ${dash ? 'the one above it' : `\`${entry.key}\` beside it`} is ${indented(to)}`;
  const owner = `\`${entry.key}\`, which ${dash ? 'its list' : 'it'} belongs under`;
  return at === to ? `and ${to === 0 ? 'neither' : 'so'} is ${owner}` : `but ${owner}, is ${indented(to)}`;
}

export const indentTo = (column: number): Sentence => ({
  text: column === 0 ? 'Remove the spaces before it' : `Indent it by ${spaces(column)}`,
  params: { spaces: column },
});

const along = (others: number): string =>
  others === 0 ? '' : ` Move the ${others === 1 ? 'line' : `${others} lines`} below it with it.`;

/** How to write a line, starting in a column. */
export const lineToWrite = (content: string, column: number): Sentence =>
  say`\`${{ write: `${' '.repeat(column)}${inShort(content)}` }}\``;

const inShort = (content: string): string => (content.length > 60 ? `${content.slice(0, 59)}…` : content);

/** The edits that move a line, and the lines that continue it. */
function shifted(source: SourceText, { entry, last, to }: StandingLine): readonly Edit[] {
  const by = to - entry.line.indent;
  const edits: Edit[] = [];
  for (let n = entry.line.n; n <= last.n; n++) {
    const line = lineAt(source, n);
    if (!line || line.content === '') continue;
    const { start, indent } = line;
    if (by > 0) edits.push({ start, end: start, text: ' '.repeat(by) });
    else edits.push({ start, end: start + Math.min(-by, indent), text: '' });
  }
  return edits;
}

const spaces = (count: number): string => (count === 1 ? '1 space' : `${count} spaces`);

export const indented = (count: number): string =>
  count === 0 ? 'not indented' : `indented by ${spaces(count)}`;
