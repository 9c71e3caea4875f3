import { isMap, isScalar, type YAMLMap } from 'yaml';
import { err, ok, type Result } from '../core/result.ts';
import { keepsRest, pairOf, type SegmentPosition, segmentAt, writeKey } from './write-segment.ts';

/**
 * Writes one edge of a segment's `trim` into a storyboard's text, as `writeKey` writes other keys. The other edge stays as it is.
 * `at` is a plain text, such as `1 frame`.
 */
export function writeTrim(
  text: string,
  position: SegmentPosition,
  edge: 'from' | 'to',
  at: string,
): Result<string, string> {
  const before = segmentAt(text, position)?.get('trim');
  if (before !== undefined && !isMap(before)) return err('its `trim` is written in another way');
  const written = before ? ok(within(text, before, edge, at)) : anew(text, position, edge, at);
  if (!written.ok) return written;
  const after = segmentAt(written.value, position)?.get('trim');
  const expected = { ...before?.toJSON(), [edge]: at };
  const isSo = isMap(after) && JSON.stringify(sorted(after.toJSON())) === JSON.stringify(sorted(expected));
  return isSo && keepsRest(text, written.value, position, 'trim')
    ? written
    : err('the file has a layout in which it would say something else');
}

const sorted = (trim: Readonly<Record<string, unknown>>) =>
  Object.entries(trim).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** A key is written with a number in its place, which is nowhere else in the text. */
function anew(text: string, position: SegmentPosition, edge: string, at: string): Result<string, string> {
  let mark = 7_300_000_001;
  while (text.includes(String(mark))) mark++;
  const written = writeKey(text, position, 'trim', mark);
  if (!written.ok) return written;
  const isJson = written.value.includes(`"trim": ${mark}`);
  const value = isJson ? `{ "${edge}": "${at}" }` : `{ ${edge}: ${at} }`;
  return ok(written.value.replace(String(mark), value));
}

function within(text: string, trim: YAMLMap, edge: string, at: string): string {
  const present = pairOf(trim, edge)?.value;
  const range = isScalar(present) ? present.range : undefined;
  const quote = JSON.stringify(trim.items.map(({ key }) => isScalar(key) && key.type)).includes('DOUBLE')
    ? '"'
    : '';
  const value = `${quote}${at}${quote}`;
  if (range) return `${text.slice(0, range[0])}${value}${text.slice(range[1])}`;
  const first = trim.items[0]?.key;
  const start = (isScalar(first) ? first.range?.[0] : undefined) ?? 0;
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = trim.flow ? ', ' : `${newline}${' '.repeat(indent)}`;
  return `${text.slice(0, start)}${quote}${edge}${quote}: ${value}${gap}${text.slice(start)}`;
}
