import { type Sentence, say } from '../../core/sentence.ts';

/** What characters mean in YAML at the start of a value. */
const meanings: Readonly<Record<string, string>> = {
  '@': 'is reserved in YAML',
  '`': 'is reserved in YAML',
  '%': 'starts a directive',
  '&': 'starts an anchor',
  '*': 'starts an alias',
  '!': 'starts a tag',
  ',': 'separates the items of a list',
  '[': 'starts a list',
  '{': 'starts a mapping',
  ']': 'ends a list',
  '}': 'ends a mapping',
  '|': 'starts a text of several lines',
  '>': 'starts a text of several lines',
  '?': 'starts a key',
  '-': 'starts a list item',
};

export const hasMeaning = (sign: string): boolean => meanings[sign] !== undefined;

/** Says why a text without quotes can't start with a character. */
export function cantBegin(sign: string): Sentence {
  const named = { text: sign === '`' ? 'a backtick' : `\`${sign}\``, params: { sign } };
  return say`Text without quotes can't start with ${named}, which ${meanings[sign] ?? 'has a meaning in YAML'}.`;
}
