/** A word of a text. */
export interface Token {
  /** In lower case, without accents. */
  readonly word: string;
  /** As it is written. */
  readonly written: string;
  /** Its offset in the text. */
  readonly at: number;
  /** Words between two marks of punctuation have the same number. */
  readonly clause: number;
  /** Whether a hyphen joins it to the word before. */
  readonly joined: boolean;
  /** Whether it is a possessive: `man's`. */
  readonly owns: boolean;
}

/** `a.m.` is one word, and `3am` are two. */
const piece =
  /(?<![\p{L}])[ap]\.\s?m\b|\p{N}+(?=[ap]\.?m\b)|[\p{L}\p{N}]+(?:['’]\p{L}+)?|[-‑]|[.,;:!?()[\]"“”\n—–/|]/giu;

/** The words of a text, hyphenated ones apart. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let hyphen = -1;
  for (const { 0: written, index: at } of text.matchAll(piece)) {
    if (written === '-' || written === '‑') {
      const last = tokens.at(-1);
      // A dash with spaces around it divides clauses.
      if (last && last.at + last.written.length === at) hyphen = at + 1;
      else clause++;
      continue;
    }
    if (!/^[\p{L}\p{N}]/u.test(written)) {
      clause++;
      continue;
    }
    const [, stem = written] = /^(.+)['’]s?$/i.exec(written) ?? [];
    const isShort = /^(it|that|there|he|she|who|what|let)$/i.test(stem);
    const owns = stem !== written && !isShort;
    tokens.push({
      word: plain(owns || isShort ? stem : written),
      ...{ written, at, clause, owns },
      joined: hyphen === at,
    });
  }
  return tokens;
}

const plain = (word: string): string => (isAscii.test(word) ? word.toLowerCase() : bare(word));

/** What most words consist of. */
const isAscii = /^[\w']+$/;

const bare = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M}.\s]/gu, '')
    .replaceAll('’', "'");
