/**
 * Whether one of a pattern's alternatives is among the words of a text in lower case. Most texts don't even contain how one
 * of them begins: for those, the pattern is neither tried nor compiled, which would take longer than all that is read.
 */
export function wholeWords(pattern: string): (lower: string) => boolean {
  let beginnings: readonly string[] | undefined;
  let whole: RegExp | undefined;
  return (lower) => {
    beginnings ??= beginningsOf(pattern);
    if (!beginnings.some((one) => lower.includes(one))) return false;
    whole ??= new RegExp(`\\b(?:${pattern})\\b`);
    return whole.test(lower);
  };
}

/** Texts of which each match of a pattern begins with one. An empty one is any text's. */
export function beginningsOf(pattern: string): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from <= pattern.length; ) {
    const end = endFrom(from, pattern, '|');
    found.push(...beginningsOfOne(pattern.slice(from, end)));
    from = end + 1;
  }
  return found;
}

function beginningsOfOne(alternative: string): readonly string[] {
  const [literal = ''] = /^[\w -]*/.exec(alternative) ?? [];
  // What may be missing is no beginning.
  if (literal !== '') return [mayLack(alternative[literal.length]) ? literal.slice(0, -1) : literal];
  if (!alternative.startsWith('(?:')) return [''];
  const end = endFrom(3, alternative, ')');
  return mayLack(alternative[end + 1]) ? [''] : beginningsOf(alternative.slice(3, end));
}

const mayLack = (behind = ''): boolean => behind === '?' || behind === '*' || behind === '{';

/** Where a mark is next, outside of the groups and classes that begin behind an offset; the pattern's length if it isn't. */
function endFrom(from: number, pattern: string, mark: '|' | ')'): number {
  let depth = 0;
  for (let at = from; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === mark && depth === 0) return at;
    if (char === '\\') at++;
    else if (char === '[') at = pattern.indexOf(']', at);
    else if (char === '(') depth++;
    else if (char === ')') depth--;
  }
  return pattern.length;
}
