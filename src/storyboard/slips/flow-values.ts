import type { Line } from './lines.ts';

/** A value in a mapping on one line: `{ id: a, prompt: Wide: a door }`. */
export interface Value {
  readonly value: string;
  /** Offset of the value. */
  readonly at: number;
}

/** Values of the keys between braces, none of them read yet: each ends where the next key begins. */
export function* valuesOf({ start, indent, content }: Line): Generator<Value> {
  const keys = [...content.matchAll(/(?<=[{,]\s*)(?:[\w-]+|"[^"]*"|'[^']*')\s*:\s+/g)];
  for (const [n, { index, 0: key }] of keys.entries()) {
    const from = index + key.length;
    const next = keys[n + 1];
    const whole = content.slice(from, next?.index);
    const value = next
      ? whole.replace(/[\s{]*$/, '').replace(/[\s,]*$/, '')
      : whole.replace(/[\s\]},]*$/, '');
    if (value !== '') yield { value, at: start + indent + from };
  }
}
