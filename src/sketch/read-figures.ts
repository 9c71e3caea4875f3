import { type FigureWord, figureWords, heads, numbers, verbish } from './figure-words.ts';
import { isNegated } from './negation.ts';
import { type Found, findPhrases } from './phrases.ts';
import type { Figure, FigureForm, Scenery } from './sketch.ts';
import type { Token } from './tokens.ts';

export interface FiguresRead {
  /** The main one first. */
  readonly figures: readonly Figure[];
  /** Where such vehicles usually are. */
  readonly near?: Scenery;
}

const most = 40;

/** Who and what is seen, from the nouns. Nouns that are negated, verbs, parts of others or depicted are left out. */
export function readFigures(tokens: readonly Token[]): FiguresRead {
  const found = findPhrases(tokens, figureWords);
  const figures: Figure[] = [];
  const parts: FigureForm[] = [];
  const somebody = spokenOf(tokens);
  let near: Scenery | undefined;
  for (const [i, one] of found.entries()) {
    const { meaning } = one;
    if (meaning.is === 'nothing' || isNegated(tokens, one.from) || !isSeen(tokens, one, found[i + 1]))
      continue;
    const word = tokens
      .slice(one.from, one.to)
      .map(({ word }) => word)
      .join(' ');
    switch (meaning.is) {
      case 'part':
        // "He lifts a hand" shows him; "Hands knead dough. He hums" shows hands.
        if ((somebody?.at ?? one.from) >= one.from && figures.every(({ kind }) => kind !== 'person'))
          parts.push(meaning.form);
        break;
      case 'group':
        if (tokens[one.to]?.word !== 'of') add(figures, { ...bare(meaning), count: meaning.count, word });
        break;
      case 'figure':
        near ??= meaning.near;
        add(figures, { ...bare(meaning), count: countOf(tokens, one), word });
        break;
    }
  }
  const people = figures.some(({ kind }) => kind === 'person');
  const [form] = parts;
  if (!people && form) {
    const own: Figure = {
      kind: 'person',
      form,
      count: form === 'hand' && isPlural(tokens, 'hands') ? 2 : 1,
      word: form,
    };
    return { figures: [own, ...figures], ...(near && { near }) };
  }
  const spoken = people ? undefined : (somebody ?? spokenOf(tokens, belonging));
  return { figures: spoken ? [spoken.figure, ...figures] : figures, ...(near && { near }) };
}

const bare = ({ kind, form }: Extract<FigureWord, { is: 'figure' | 'group' }>) => ({ kind, form });

/** The same noun again is the same figure, unless it is "another". */
function add(figures: Figure[], one: Figure): void {
  const at = figures.findIndex(({ word, form }) => form === one.form && stem(word) === stem(one.word));
  const before = figures[at];
  if (before) figures[at] = { ...before, count: Math.max(before.count, one.count) };
  else figures.push(one);
}

const stem = (word: string): string =>
  word
    .replace(/^.* /, '')
    .replace(/men$/, 'man')
    .replace(/people$/, 'person')
    .replace(/children$/, 'child')
    .replace(/s$/, '');

const opens = new Set(
  'the a an of in on over with through under and or two three four five six many some several few his her their its by at between behind from into near past to toward towards like old young small big white black red blue green wet'.split(
    ' ',
  ),
);
const depicts = new Set([
  'painting',
  'statue',
  'drawing',
  'poster',
  'shadow',
  'shadows',
  'sculpture',
  'tattoo',
  'photograph',
  'map',
  'picture',
  'toy',
  'logo',
  'sound',
  'smell',
  'name',
  'memory',
]);

/** Whether a noun names what is in the picture. */
function isSeen(
  tokens: readonly Token[],
  { from, to }: Found<FigureWord>,
  next: Found<FigureWord> | undefined,
): boolean {
  const word = tokens[to - 1]?.word ?? '';
  const before = tokens[from - 1];
  const close = before?.clause === tokens[from]?.clause ? before?.word : undefined;
  if (verbish.has(word) && close !== undefined && !before?.owns && !opens.has(close) && !isNumber(close))
    return false;
  // "to watch", "to train".
  if (
    close === 'to' &&
    /^(watch|train|fish|cook|book|phone|box|bear|duck|host|guard|plant|fire|man|light|hand|face|match|judge|dog|cat|table|paper|drive)$/.test(
      word,
    )
  )
    return false;
  const after = tokens[to];
  const follows = after && after.clause === tokens[to - 1]?.clause && !after.joined;
  if (follows && heads.has(after.word)) return false;
  if (after?.joined) return false;
  // "boat captain": the first noun only says which.
  const plural = word.endsWith('s') || word === 'men' || word === 'people';
  if (follows && !plural && next?.from === to && next.meaning.is === 'figure' && !verbish.has(after.word))
    return false;
  return !isDepicted(tokens, from);
}

/** "a statue of a lion" */
function isDepicted(tokens: readonly Token[], from: number): boolean {
  let at = from - 1;
  while (at > from - 4 && /^(a|an|the|his|her|their|two|three|old|young)$/.test(tokens[at]?.word ?? '')) at--;
  return tokens[at]?.word === 'of' && depicts.has(tokens[at - 1]?.word ?? '');
}

/** How many: a number before the noun, with adjectives between. */
function countOf(tokens: readonly Token[], { from, to, plural }: Found<FigureWord>): number {
  const clause = tokens[from]?.clause;
  const isMany = plural || /^(people|men|women|children|fish|sheep|deer)$/.test(tokens[to - 1]?.word ?? '');
  for (let i = from - 1; i >= Math.max(0, from - 5); i--) {
    const { word, clause: other } = tokens[i] ?? { word: '', clause: -1 };
    if (other !== clause) break;
    const said = numbers.get(word) ?? (/^\d{1,3}$/.test(word) ? Number(word) : undefined);
    if (said !== undefined && (said === 1 ? !isMany : isMany)) {
      const each = word === 'dozen' || word === 'pair' ? (numbers.get(tokens[i - 1]?.word ?? '') ?? 1) : 1;
      return Math.max(1, Math.min(most, said * each));
    }
    if (stops.has(word)) break;
  }
  if (!isMany) return 1;
  return /^(fish|sheep|deer)$/.test(tokens[to - 1]?.word ?? '') ? 1 : 3;
}

const stops = new Set(
  'the in on at with and or to for from by behind beside near under over through his her their its is are into'.split(
    ' ',
  ),
);

const isPlural = (tokens: readonly Token[], word: string): boolean =>
  tokens.some((token) => token.word === word);

/** Somebody who is only called he, she or they, and where. */
function spokenOf(
  tokens: readonly Token[],
  words: Readonly<Record<string, Someone>> = acting,
): { readonly figure: Figure; readonly at: number } | undefined {
  const at = tokens.findIndex(({ word }) => Object.hasOwn(words, word));
  const word = tokens[at]?.word;
  const meant = word === undefined ? undefined : words[word];
  return word !== undefined && meant ? { figure: { kind: 'person', ...meant, word }, at } : undefined;
}

type Someone = Pick<Figure, 'form' | 'count'>;
const acting: Readonly<Record<string, Someone>> = {
  he: { form: 'man', count: 1 },
  she: { form: 'woman', count: 1 },
  they: { form: 'man', count: 2 },
};
const belonging: Readonly<Record<string, Someone>> = {
  him: { form: 'man', count: 1 },
  his: { form: 'man', count: 1 },
  her: { form: 'woman', count: 1 },
};

/** A number, but no word for several who act together: "a couple watches". */
const isNumber = (word: string): boolean => numbers.has(word) && !groups.has(word);
const groups = new Set(
  'couple pair trio group crowd flock herd pack fleet swarm team gang army bunch caravan convoy'.split(' '),
);

/** Whether a word of a setting is one here, and no verb: "Sand streams over the rope". */
export function isVerb(tokens: readonly Token[], from: number, to: number): boolean {
  const word = tokens[to - 1]?.word ?? '';
  const before = tokens[from - 1];
  if (!verbish.has(word) || before === undefined || before.clause !== tokens[from]?.clause) return false;
  return !opens.has(before.word) && !isNumber(before.word);
}
