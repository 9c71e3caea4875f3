import type { Token } from './tokens.ts';

/** Words that mean something together. Longer phrases win, so that "close to" is never "close". */
export interface PhraseBook<M> {
  /** By their first words. */
  readonly phrases: () => ReadonlyMap<string, readonly Phrase<M>[]>;
}

interface Phrase<M> {
  readonly words: readonly string[];
  readonly meaning: M;
}

/** A phrase that was found: which tokens, and what it means. */
export interface Found<M> {
  readonly from: number;
  /** Of the token behind it. */
  readonly to: number;
  readonly meaning: M;
  readonly plural: boolean;
}

type Entries<M> = readonly (readonly [phrases: string, meaning: M])[];

/** Each entry: phrases, separated by commas, and what all of them mean. They are put in order when one is first looked for. */
export function phraseBook<M>(entries: Entries<M>): PhraseBook<M> {
  let made: ReadonlyMap<string, readonly Phrase<M>[]> | undefined;
  return {
    phrases: () => {
      made ??= byFirstWord(entries);
      return made;
    },
  };
}

function byFirstWord<M>(entries: Entries<M>): ReadonlyMap<string, readonly Phrase<M>[]> {
  const phrases = new Map<string, Phrase<M>[]>();
  for (const [list, meaning] of entries) {
    for (const phrase of list.split(',')) {
      const words = phrase.trim().split(/[\s-]+/);
      const [first = ''] = words;
      const same = phrases.get(first);
      if (same) same.push({ words, meaning });
      else phrases.set(first, [{ words, meaning }]);
    }
  }
  for (const same of phrases.values()) same.sort((a, b) => b.words.length - a.words.length);
  return phrases;
}

/** Finds the first word of any phrase that means such a thing: one look tells of most texts that they have none. */
export function beginningOf<M>({ phrases }: PhraseBook<M>, wanted: (meaning: M) => boolean): RegExp {
  const first = [...phrases()].filter(([, same]) => same.some(({ meaning }) => wanted(meaning)));
  return new RegExp(`\\b(?:${first.map(([word]) => word).join('|')})`, 'i');
}

/** All phrases of a text, none within another, from left to right. */
export function findPhrases<M>(tokens: readonly Token[], book: PhraseBook<M>): readonly Found<M>[] {
  const found: Found<M>[] = [];
  for (let from = 0; from < tokens.length; ) {
    const one = phraseAt(tokens, from, book);
    if (one) found.push(one);
    from = one ? one.to : from + 1;
  }
  return found;
}

function phraseAt<M>(
  tokens: readonly Token[],
  from: number,
  { phrases }: PhraseBook<M>,
): Found<M> | undefined {
  for (const first of new Set(formsOf(tokens[from]?.word ?? ''))) {
    for (const { words, meaning } of phrases().get(first) ?? []) {
      const to = from + words.length;
      if (!fits(tokens, from, words)) continue;
      return { from, to, meaning, plural: tokens[to - 1]?.word !== words.at(-1) };
    }
  }
  return undefined;
}

/** The phrase is in one clause, and no hyphen ties a word of it to one outside: "dog-eared" has no dog. */
function fits(tokens: readonly Token[], from: number, words: readonly string[]): boolean {
  const last = from + words.length - 1;
  if (tokens[from]?.joined || tokens[last + 1]?.joined) return false;
  return words.every((word, i) => {
    const token = tokens[from + i];
    if (token === undefined || token.clause !== tokens[from]?.clause) return false;
    if (token.owns && i === words.length - 1) return false;
    return token.word === word || (i === words.length - 1 && formsOf(token.word).includes(word));
  });
}

const irregular: Readonly<Record<string, string>> = {
  ...{ men: 'man', women: 'woman', children: 'child', people: 'person', persons: 'person', mice: 'mouse' },
  ...{ geese: 'goose', feet: 'foot', teeth: 'tooth', wolves: 'wolf', loaves: 'loaf', knives: 'knife' },
  ...{ leaves: 'leaf', oxen: 'ox', calves: 'calf', wives: 'wife', thieves: 'thief', ladies: 'lady' },
};

/** A word as it is, and its singular. */
function formsOf(word: string): readonly string[] {
  const own = irregular[word];
  if (own !== undefined) return [word, own];
  const men = /^(.+)(?:men)$/.exec(word)?.[1];
  if (men !== undefined) return [word, `${men}man`];
  if (!word.endsWith('s') || word.length < 4 || word.endsWith('ss')) return [word];
  const singular = [word.slice(0, -1)];
  if (word.endsWith('ies')) singular.push(`${word.slice(0, -3)}y`);
  if (/(?:[sxz]|ch|sh)es$/.test(word)) singular.push(word.slice(0, -2));
  return [word, ...singular];
}
