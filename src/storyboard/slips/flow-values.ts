import type { TextLine } from './lines.ts';

/** A value in a mapping on one line: `{ id: a, prompt: Wide: a door }`. */
export interface FlowValue {
  readonly value: string;
  /** Offset of the value. */
  readonly at: number;
}

/** Unparsed values of the keys between braces: each ends where the next key begins. */
export function* valuesOf({ start, indent, content }: TextLine): Generator<FlowValue> {
  const keys = [...content.matchAll(/(?<=[{,]\s*)(?:[\w-]+|"[^"]*"|'[^']*')\s*:\s+/g)];
  for (const [n, { index, 0: key }] of keys.entries()) {
    const from = index + key.length;
    const next = keys[n + 1];
    const whole = content.slice(from, next?.index);
    const value = next ? whole.replace(/[\s{]*$/, '').replace(/[\s,]*$/, '') : withoutClosing(whole);
    if (value !== '') yield { value, at: start + indent + from };
  }
}

/** Without trailing brackets that close something around it: `${name} } ]` becomes `${name}`. */
function withoutClosing(text: string): string {
  const count = (sign: string): number => text.split(sign).length - 1;
  const open = { '}': count('{'), ']': count('[') };
  const closed = { '}': count('}'), ']': count(']') };
  let end = text.length;
  for (; end > 0; end--) {
    const sign = text[end - 1] ?? '';
    if (/[\s,]/.test(sign)) continue;
    if ((sign !== '}' && sign !== ']') || closed[sign] <= open[sign]) break;
    closed[sign]--;
  }
  return text.slice(0, end);
}
