/**
 * What the texts of a TypeScript source may become: each template and each quoted text as a pattern, in which a value is anything.
 * Texts with hardly a word of their own are left out, since they would be like everything.
 */
export const textPatterns = (source: string): readonly RegExp[] => [
  ...templatesIn(source),
  ...[...source.matchAll(/(['"])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].flatMap(([, , text = '']) => pattern([text])),
];

function templatesIn(source: string): readonly RegExp[] {
  const found: RegExp[] = [];
  /** Reads a template from behind its backtick on, and gives where it ends. */
  const template = (from: number): number => {
    const literals = [''];
    let at = from;
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        literals.push('');
        at = value(at + 2);
      } else {
        literals.push(`${literals.pop()}${source.slice(at, at + (source[at] === '\\' ? 2 : 1))}`);
        at += source[at] === '\\' ? 2 : 1;
      }
    }
    found.push(...pattern(literals));
    return at + 1;
  };
  const value = (from: number): number => {
    let depth = 1;
    let at = from;
    while (at < source.length && depth > 0) {
      if (source[at] === '`') at = template(at + 1);
      else depth += ({ '{': 1, '}': -1 } as Record<string, number>)[source[at++] ?? ''] ?? 0;
    }
    return at;
  };
  for (let at = 0; at < source.length; ) at = source[at] === '`' ? template(at + 1) : at + 1;
  return found;
}

/** Characters of its own that a text needs to be the whole of a sentence, and to be a part of one. */
const least = { whole: 8, part: 20 };

function pattern(literals: readonly string[]): readonly RegExp[] {
  const plain = literals.map((text) => text.replaceAll(/\\(.)/g, '$1'));
  const own = plain.join('').length;
  if (own < least.whole) return [];
  const like = plain.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
  return [new RegExp(own < least.part ? `^${like}$` : like)];
}
