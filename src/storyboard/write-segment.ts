import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { err, ok, type Result } from '../core/result.ts';
import { writeScalar } from './write-scalar.ts';

/** A segment's position: indexes from 0 into `scenes`, and into that scene's `segments`. */
export interface SegmentPosition {
  readonly scene: number;
  readonly segment: number;
}

/** What a key of a segment is to be; undefined: the key is to go. */
export type KeyValue = string | number | boolean | undefined;

/**
 * Writes a key of a segment into a storyboard's text. The text is spliced, not printed anew, so that comments, layout, quotes
 * and line ends stay as their author left them. What comes of it is read again: it says this, and all else as before, or it is an
 * error.
 */
export function writeKey(
  text: string,
  position: SegmentPosition,
  key: string,
  value: KeyValue,
): Result<string, string> {
  const segment = segmentAt(text, position);
  if (segment === undefined) return err('the segment could not be found in the file');
  // Some texts can't be said in the style that was there: lines of a block that begin with spaces, for example.
  for (const quoted of [false, true]) {
    const written = spliced(text, segment, key, value, quoted);
    if (!written.ok) return written;
    if (says(written.value, position, key, value) && keepsRest(text, written.value, position, key))
      return written;
  }
  return err('the file has a layout in which it would say something else');
}

/** The position of the n-th segment of the film; undefined if the file has fewer. */
export function positionOf(text: string, index: number): SegmentPosition | undefined {
  const scenes = parsed(text).get('scenes');
  if (!isSeq(scenes)) return undefined;
  let before = 0;
  for (const [scene, item] of scenes.items.entries()) {
    const segments = isMap(item) ? item.get('segments') : undefined;
    const count = isSeq(segments) ? segments.items.length : 0;
    if (index < before + count) return { scene, segment: index - before };
    before += count;
  }
  return undefined;
}

/** The text that a segment has under a key, as it is written; undefined if it is none, or in parts. */
export function writtenText(text: string, position: SegmentPosition, key: string): string | undefined {
  const value = segmentAt(text, position)?.get(key);
  return typeof value === 'string' ? value : undefined;
}

const parsed = (text: string) =>
  parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false });

export function segmentAt(text: string, { scene, segment }: SegmentPosition): YAMLMap | undefined {
  const found = parsed(text).getIn(['scenes', scene, 'segments', segment], true);
  return isMap(found) ? found : undefined;
}

const says = (text: string, position: SegmentPosition, key: string, value: KeyValue): boolean =>
  segmentAt(text, position)?.get(key) === value;

/** Whether all but this key of this segment is as it was. */
export function keepsRest(
  before: string,
  after: string,
  { scene, segment }: SegmentPosition,
  key: string,
): boolean {
  const without = (text: string): unknown => {
    const document = parsed(text);
    document.deleteIn(['scenes', scene, 'segments', segment, key]);
    return document.toJS({ maxAliasCount: 10_000 });
  };
  return isDeepStrictEqual(without(before), without(after));
}

function spliced(
  text: string,
  segment: YAMLMap,
  key: string,
  value: KeyValue,
  quoted: boolean,
): Result<string, string> {
  const present = pairOf(segment, key);
  if (present && value === undefined) return remove(text, segment, present);
  if (value === undefined) return ok(text);
  if (present) return replaceValue(text, segment, present, value, quoted);
  return segment.flow ? insertInFlow(text, segment, key, value) : insertInBlock(text, segment, key, value);
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function replaceValue(
  text: string,
  segment: YAMLMap,
  pair: Pair,
  value: string | number | boolean,
  quoted: boolean,
): Result<string, string> {
  const range = isScalar(pair.value) ? pair.value.range : undefined;
  if (!range) return err("it has a value that can't be replaced");
  const start = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const written = writeScalar(value, {
    before: text.slice(range[0], range[1]),
    type: (pair.value as Scalar).type,
    inFlow: segment.flow === true,
    indent,
    newline: newlineIn(text),
    quoted,
  });
  return ok(`${text.slice(0, range[0])}${written}${text.slice(range[1])}`);
}

/** After the last value of `{ id: door, … }`, with the quotes that its other keys have. */
function insertInFlow(
  text: string,
  segment: YAMLMap,
  key: string,
  value: string | number | boolean,
): Result<string, string> {
  const last = segment.items.at(-1);
  const end = endOf(last?.value) ?? endOf(last?.key);
  if (last === undefined || end === undefined) return err('the segment is empty');
  const quote = isScalar(last.key) && last.key.type === 'QUOTE_DOUBLE' ? '"' : '';
  const written = quote === '' ? newScalar(value, true) : JSON.stringify(value);
  return ok(`${text.slice(0, end)}, ${quote}${key}${quote}: ${written}${text.slice(end)}`);
}

/** A line of its own before the segment's second key, or after its only one: never inside a value's block. */
function insertInBlock(
  text: string,
  segment: YAMLMap,
  key: string,
  value: string | number | boolean,
): Result<string, string> {
  const first = segment.items[0];
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined) return err('the segment is empty');
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = ' '.repeat(start - lineStart);
  const newline = newlineIn(text);
  const line = `${key}: ${newScalar(value, false)}`;
  const anchor = ['pick', 'takes', 'id']
    .map((name) => pairOf(segment, name))
    .find((pair) => pair !== undefined);
  const single = isScalar(anchor?.value) && anchor.value.type !== 'BLOCK_LITERAL' ? anchor.value : undefined;
  const valueEnd = single?.range?.[1];
  if (valueEnd === undefined)
    return ok(`${text.slice(0, start)}${line}${newline}${indent}${text.slice(start)}`);
  const lineEnd = text.indexOf('\n', valueEnd);
  if (lineEnd === -1) return ok(`${text}${newline}${indent}${line}${newline}`);
  return ok(`${text.slice(0, lineEnd + 1)}${indent}${line}${newline}${text.slice(lineEnd + 1)}`);
}

/** Its whole line if nothing else is on it, but never the one with the segment's dash. */
function remove(text: string, segment: YAMLMap, pair: Pair): Result<string, string> {
  const start = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
  const end = endOf(pair.value);
  if (start === undefined || end === undefined) return err("it can't be removed");
  if (segment.flow) {
    const comma = text.lastIndexOf(',', start);
    return comma === -1 ? err("it can't be removed") : ok(text.slice(0, comma) + text.slice(end));
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  if (text.slice(lineStart, start).trim() !== '') return err('it stands on the line that begins the segment');
  return ok(text.slice(0, lineStart) + (lineEnd === -1 ? '' : text.slice(lineEnd + 1)));
}

const newScalar = (value: string | number | boolean, inFlow: boolean): string =>
  writeScalar(value, { before: '', type: 'PLAIN', inFlow, indent: 0, newline: '\n' });

const newlineIn = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const endOf = (node: unknown): number | undefined => {
  const range = (node as { range?: readonly [number, number, number] | null } | undefined)?.range;
  return range?.[1];
};

/** The prompt of each segment in film order, as it is written; undefined where there is none, or one in parts. */
export function promptsWritten(text: string): readonly (string | undefined)[] {
  const scenes = parsed(text).get('scenes');
  if (!isSeq(scenes)) return [];
  return scenes.items.flatMap((scene) => {
    const segments = isMap(scene) ? scene.get('segments') : undefined;
    if (!isSeq(segments)) return [];
    return segments.items.map((segment) => {
      const prompt = isMap(segment) ? segment.get('prompt') : undefined;
      return typeof prompt === 'string' ? prompt : undefined;
    });
  });
}
