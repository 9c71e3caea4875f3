import type { TextLine } from './lines.ts';

/** Signs that stand for others between braces and brackets. */
const ordinary: Readonly<Record<string, string>> = {
  ...{ '｛': '{', '｝': '}', '［': '[', '］': ']', '，': ',', '、': ',' },
};

const blank = '[ \\t\\u3000]*';
const at = (pattern: string): RegExp => new RegExp(pattern, 'y');
const quoted = at('"(?:[^"\\\\]|\\\\.)*"|\'[^\']*\'');
const key = at(`[\\w-]+${blank}(?::(?=[\\s\\u3000]|$)|：)`);
/** What ends a value, or the line. */
const end = at(`${blank}(?:[,，、}\\]｝］]|$)`);
const item = at(`${blank}(?:[\\w-]+${blank}(?::[\\s\\u3000]|：)|[{[｛［])`);
const lineEnd = at(`${blank}$`);

const is = (pattern: RegExp, text: string, from: number): boolean => {
  pattern.lastIndex = from;
  return pattern.test(text);
};

/**
 * Where flow mappings and lists have full-width signs and spaces instead of ordinary ones, as in `｛ id: door，prompt: The door ｝`.
 * Within a text they are its own.
 */
export function fullWidthIn(lines: readonly TextLine[]): readonly number[] {
  const found: number[] = [];
  let flow: Flow = { open: [], begins: true };
  let begun = 0;
  for (const [n, line] of lines.entries()) {
    // One that is never closed ends where the file goes on.
    if (line.indent <= begun || /^- /.test(line.content)) flow = { open: [], begins: true };
    if (flow.open.length === 0) begun = line.indent;
    const from = flow.open.length > 0 ? 0 : opening.exec(line.content)?.[0].length;
    if (from === undefined) continue;
    const read = readLine(line.content, { from, next: lines[n + 1]?.content ?? '', flow });
    found.push(...read.found.map((index) => line.start + line.indent + index));
    flow = read.flow;
  }
  return found;
}

const opening = /^(?:- +)*(?:[\w-]+[:：]\s*)?(?=[{[｛［])/;

/** Inside brackets: those that are open, as ordinary ones, and whether a key or value begins next. */
interface Flow {
  readonly open: readonly string[];
  readonly begins: boolean;
}

interface Reading {
  readonly from: number;
  /** The next line. */
  readonly next: string;
  readonly flow: Flow;
}

function readLine(
  content: string,
  { from, next, flow }: Reading,
): { readonly found: readonly number[]; readonly flow: Flow } {
  const found: number[] = [];
  const open = [...flow.open];
  let { begins } = flow;
  for (let i = from; i < content.length; i++) {
    const sign = content.charAt(i);
    const meant = ordinary[sign] ?? sign;
    const isWide = meant !== sign;
    const before = found.length;
    if (isWide) found.push(i);
    if (/\s/.test(sign)) {
      if (sign === '\u3000' && (begins || is(end, content, i))) found.push(i);
    } else if (begins && is(quoted, content, i)) {
      i = quoted.lastIndex - 1;
      begins = false;
    } else if (begins && (meant === '{' || meant === '[') && (!isWide || isClosed(content, i))) {
      open.push(meant);
    } else if (begins && open.at(-1) === '{' && is(key, content, i)) {
      i = key.lastIndex - 1;
      if (content[i] === '：') found.push(i);
    } else if (meant === ',' && (!isWide || startsItem(content, i + 1, next))) {
      begins = true;
    } else if (meant === (open.at(-1) === '{' ? '}' : ']') && (!isWide || is(end, content, i + 1))) {
      open.pop();
      begins = false;
      if (open.length === 0) break;
    } else {
      found.length = before;
      begins = false;
    }
  }
  return { found, flow: { open, begins } };
}

/** `［wide］ a door` is a text. */
function isClosed(content: string, i: number): boolean {
  const closing = content[i] === '｛' ? /[}｝]/g : /[\]］]/g;
  closing.lastIndex = i;
  const found = closing.exec(content);
  return found === null
    ? is(item, content, i + 1) || is(lineEnd, content, i + 1)
    : is(end, content, found.index + 1);
}

/** Whether another item follows, here or on the next line. */
const startsItem = (content: string, from: number, next: string): boolean =>
  is(item, content, from) || (is(lineEnd, content, from) && is(item, next, 0));
