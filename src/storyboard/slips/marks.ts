import { isScalar, type Node } from 'yaml';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { quoteEdits, quoteHelp } from './quote.ts';
import type { Slip } from './slip.ts';

/** What precedes a text without quotes and YAML does not read as part of it: `!important `, `&amp `. */
interface Mark {
  readonly sign: string;
  readonly start: number;
  readonly end: number;
  /** The mark and the text, as their author sees them. */
  readonly whole: string;
}

/** `prompt: !important The door` */
export function tagged(text: string, node: Node): Slip | undefined {
  const mark = markBefore(text, node);
  if (mark === undefined) return undefined;
  const message = say`YAML reads \`${{ sign: mark.sign }}\` as a tag, not as part of the text.`;
  return { code: 'yaml-tag', ...quoting(text, mark, message) };
}

/** `prompt: &amp The door`, which no alias uses: a warning where a text is left, since it may be a mark that is not yet used. */
export function anchored(
  text: string,
  node: Node,
): { readonly slip: Slip; readonly isEmpty: boolean } | undefined {
  const mark = markBefore(text, node);
  if (mark === undefined || !(isScalar(node) && (node.value === null || typeof node.value === 'string')))
    return undefined;
  const { sign } = mark;
  const message = say`YAML reads \`${{ sign }}\` as an anchor, not as part of the text, but no alias \`*${sign.slice(1)}\` uses it.`;
  const isEmpty = mark.whole === sign;
  return { slip: { code: 'yaml-anchor', ...quoting(text, mark, message) }, isEmpty };
}

function markBefore(text: string, node: Node): Mark | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN' || !node.range) return undefined;
  const [from, to] = node.range;
  const before = text.slice(Math.max(text.lastIndexOf('\n', from - 1) + 1, from - longest), from);
  const [found] = /(?:[&!][^\s,[\]{}]*[ \t]*)+$/.exec(before) ?? [];
  if (found === undefined) return undefined;
  const start = from - found.length;
  const [sign = ''] = /^\S+/.exec(found) ?? [];
  return { sign, start, end: start + sign.length, whole: text.slice(start, to).trimEnd() };
}

/** Longer marks are not written by hand. */
const longest = 200;

const quoting = (text: string, { start, end, whole }: Mark, message: Sentence) => ({
  ...says(message, quoteHelp(whole)),
  start,
  end,
  edits: quoteEdits(text, start, start + whole.length),
});
