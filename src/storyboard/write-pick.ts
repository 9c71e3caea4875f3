import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { err, ok, type Result } from '../core/result.ts';

/**
 * Writes `pick: take` into a segment of a storyboard's text. The text is spliced, not printed anew, so that
 * comments, layout, quotes and line ends stay as their author left them.
 */
export function writePick(text: string, position: SegmentPosition, take: number): Result<string, string> {
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false });
  const segment = document.getIn(['scenes', position.scene, 'segments', position.segment], true);
  if (!isMap(segment)) return err('the segment could not be found in the file');
  const present = pairOf(segment, 'pick');
  if (present) return replaceValue(text, present, take);
  return segment.flow ? insertInFlow(text, segment, take) : insertInBlock(text, segment, take);
}

/** A segment's position: indexes from 0 into `scenes`, and into that scene's `segments`. */
export interface SegmentPosition {
  readonly scene: number;
  readonly segment: number;
}

/** The position of the n-th segment of the film; undefined if the file has fewer. */
export function positionOf(text: string, index: number): SegmentPosition | undefined {
  const scenes = parseDocument(text, { prettyErrors: false, uniqueKeys: false }).get('scenes');
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

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function replaceValue(text: string, pair: Pair, take: number): Result<string, string> {
  const range = isScalar(pair.value) ? pair.value.range : undefined;
  if (!range) return err("`pick` has a value that can't be replaced");
  return ok(`${text.slice(0, range[0])}${take}${text.slice(range[1])}`);
}

/** After the last value of `{ id: door, … }`, with the quotes that its other keys have. */
function insertInFlow(text: string, segment: YAMLMap, take: number): Result<string, string> {
  const last = segment.items.at(-1);
  const end = endOf(last?.value) ?? endOf(last?.key);
  if (last === undefined || end === undefined) return err('the segment is empty');
  const quote = isScalar(last.key) && last.key.type === 'QUOTE_DOUBLE' ? '"' : '';
  return ok(`${text.slice(0, end)}, ${quote}pick${quote}: ${take}${text.slice(end)}`);
}

/** A line of its own before the segment's second key, or after its only one: never inside a value's block. */
function insertInBlock(text: string, segment: YAMLMap, take: number): Result<string, string> {
  const first = segment.items[0];
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined) return err('the segment is empty');
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = ' '.repeat(start - lineStart);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const anchor = pairOf(segment, 'takes') ?? pairOf(segment, 'id');
  const single = isScalar(anchor?.value) && anchor.value.type !== 'BLOCK_LITERAL' ? anchor.value : undefined;
  const valueEnd = single?.range?.[1];
  if (valueEnd === undefined) {
    return ok(`${text.slice(0, start)}pick: ${take}${newline}${indent}${text.slice(start)}`);
  }
  const lineEnd = text.indexOf('\n', valueEnd);
  if (lineEnd === -1) return ok(`${text}${newline}${indent}pick: ${take}${newline}`);
  return ok(`${text.slice(0, lineEnd + 1)}${indent}pick: ${take}${newline}${text.slice(lineEnd + 1)}`);
}

const endOf = (node: unknown): number | undefined => {
  const range = (node as { range?: readonly [number, number, number] | null } | undefined)?.range;
  return range?.[1];
};
