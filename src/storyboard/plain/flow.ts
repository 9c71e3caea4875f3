import type { LocatedValue, Member } from '../tree.ts';
import { afterSpaces } from './characters.ts';
import { keyEnd } from './key.ts';
import { meaningOf } from './meaning.ts';
import { quotedAt } from './quoted.ts';

const deepest = 8;
const mostKeys = 1000;

/** `{ type: dissolve, duration: 0.5 }` or `[ a, b ]` on one line, from its bracket on. Undefined: it is not so simple. */
export function flowAt(text: string, start: number, depth = 0): LocatedValue | undefined {
  if (depth > deepest) return undefined;
  return text[start] === '{' ? mappingAt(text, start, depth) : listAt(text, start, depth);
}

function mappingAt(text: string, start: number, depth: number): LocatedValue | undefined {
  const value: Record<string, unknown> = {};
  const members: Member[] = [];
  let at = afterSpaces(text, start + 1);
  if (text[at] === '}') return { value, start, end: at + 1, members };
  for (;;) {
    const end = keyEnd(text, at);
    const name = text.slice(at, end);
    if (end === -1 || members.length === mostKeys || Object.hasOwn(value, name)) return undefined;
    const item = valueAt(text, afterSpaces(text, end + 1), depth);
    if (item === undefined) return undefined;
    value[name] = item.value;
    members.push({ name, start: at, end, at: item });
    const next = afterSpaces(text, item.end);
    if (text[next] === '}') return { value, start, end: next + 1, members };
    if (text[next] !== ',') return undefined;
    at = afterSpaces(text, next + 1);
  }
}

function listAt(text: string, start: number, depth: number): LocatedValue | undefined {
  const items: LocatedValue[] = [];
  let at = afterSpaces(text, start + 1);
  while (text[at] !== ']') {
    const item = valueAt(text, at, depth);
    if (item === undefined) return undefined;
    items.push(item);
    at = afterSpaces(text, item.end);
    if (text[at] === ']') break;
    if (text[at] !== ',') return undefined;
    at = afterSpaces(text, at + 1);
    if (text[at] === ']') return undefined;
  }
  return { value: items.map(({ value }) => value), start, end: at + 1, items };
}

function valueAt(text: string, start: number, depth: number): LocatedValue | undefined {
  switch (text[start]) {
    case '{':
    case '[':
      return flowAt(text, start, depth + 1);
    case '"':
    case "'":
      return quotedAt(text, start);
    default:
      return plainAt(text, start);
  }
}

/** What can neither end a text nor begin something else. */
const plain = /(?:[\p{L}\p{N}_.$/(+~]|-[\w.])(?:[^\n:#,[\]{}]|:(?=[\w/.-]))*/uy;

function plainAt(text: string, start: number): LocatedValue | undefined {
  plain.lastIndex = start;
  const found = plain.exec(text)?.[0].trimEnd();
  if (found === undefined) return undefined;
  const value = meaningOf(found);
  return value === undefined ? undefined : { value, start, end: start + found.length };
}
