import { lineOf, type SourceText } from '../source.ts';

/** One line of a text: its number from 0, its edges, and its content after the indentation. */
export interface TextLine {
  readonly n: number;
  readonly start: number;
  readonly end: number;
  /** Spaces before `content`. */
  readonly indent: number;
  /** Without spaces at its end. */
  readonly content: string;
}

/** A line that has a key, or starts a list item: `- - key: value`, `- value`. Columns count from 0. */
export interface KeyLine {
  readonly line: TextLine;
  /** Columns of the dashes before the key. */
  readonly dashes: readonly number[];
  /** Column of what comes after the dashes. */
  readonly column: number;
  /** Empty: it has none. */
  readonly key: string;
  /** What follows on the line, without a comment. */
  readonly value: string;
  /** Offset of the value. */
  readonly at: number;
}

/** Nobody writes longer lines by hand. */
const longest = 10_000;

export function lineAt({ text, lineStarts }: SourceText, n: number): TextLine | undefined {
  const start = lineStarts[n];
  if (start === undefined) return undefined;
  const end = Math.max(start, (lineStarts[n + 1] ?? text.length + 1) - 1);
  const whole = text.slice(start, Math.min(end, start + longest)).trimEnd();
  const indent = /^ */.exec(whole)?.[0].length ?? 0;
  return { n, start, end: start + whole.length, indent, content: whole.slice(indent) };
}

export const lineAround = (source: SourceText, offset: number): TextLine | undefined =>
  lineAt(source, lineOf(source, offset));

/** The nearest line before (-1) or after (1) a line that is neither empty nor a comment. */
export function neighbour(source: SourceText, { n }: TextLine, step: -1 | 1): TextLine | undefined {
  for (let at = n + step; ; at += step) {
    const line = lineAt(source, at);
    if (!line || !/^(#|$)/.test(line.content)) return line;
  }
}

const entry = /^((?:- +)*)("[^"]*"|'[^']*'|[^\s:#[\]{}"'&*!|>%@`,-][^:#]*?) *:(?:[ \t]+(.*))?$/;

const item = /^((?:- +)+)()(.*)$/;

/** A line read as a key and a value; undefined if it does not look like one. */
export function entryOf(line: TextLine): KeyLine | undefined {
  const found = entry.exec(line.content) ?? item.exec(line.content);
  if (!found) return undefined;
  const [, dashes = '', key = '', rest = ''] = found;
  const value = rest.replace(/(^|[ \t]+)#.*$/, '').trimEnd();
  return {
    line,
    dashes: [...dashes.matchAll(/-/g)].map(({ index }) => line.indent + index),
    column: line.indent + dashes.length,
    key: key.replaceAll(/^["']|["']$/g, ''),
    value,
    at: line.start + line.indent + line.content.length - rest.length,
  };
}

/** Entries around a place: on its line, on the line before and on the line after. */
export function entriesAround(source: SourceText, offset: number): readonly KeyLine[] {
  return linesAround(source, offset).flatMap((line) => entryOf(line) ?? []);
}

/** The line of a place, the one before and the one after. */
export function linesAround(source: SourceText, offset: number): readonly TextLine[] {
  const line = lineAround(source, offset);
  if (!line) return [];
  return [line, neighbour(source, line, -1), neighbour(source, line, 1)].flatMap((one) => one ?? []);
}
