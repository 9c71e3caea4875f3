/** What signs mean to YAML at the beginning of a value. */
const meanings: Readonly<Record<string, string>> = {
  '@': 'is reserved in YAML',
  '`': 'is reserved in YAML',
  '%': 'begins a directive',
  '&': 'marks a value',
  '*': 'stands for a marked value',
  '!': 'begins a tag',
  ',': 'parts the items of a list',
  '[': 'begins a list',
  '{': 'begins a mapping',
  ']': 'ends a list',
  '}': 'ends a mapping',
  '|': 'begins a text of several lines',
  '>': 'begins a text of several lines',
  '?': 'begins a key',
  '-': 'begins a list item',
};

export const hasMeaning = (sign: string): boolean => meanings[sign] !== undefined;

/** Says why a text without quotes can't begin with a sign. */
export const cantBegin = (sign: string): string =>
  `A text can't begin with ${sign === '`' ? 'a backtick' : `\`${sign}\``} without quotes: it ${meanings[sign] ?? 'means something to YAML'}.`;
