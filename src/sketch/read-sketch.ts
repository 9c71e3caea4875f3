import { type FramingWord, framingWords } from './framing-words.ts';
import { isNegated } from './negation.ts';
import { beginningOf, type Found, findPhrases } from './phrases.ts';
import { readPrompt } from './prompt-parts.ts';
import { readCamera } from './read-camera.ts';
import { isVerb, readFigures } from './read-figures.ts';
import { readMotion } from './read-motion.ts';
import { type SettingWord, settingWords } from './setting-words.ts';
import type { Figure, ShotSize, Sketch } from './sketch.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Reads a prompt as it would be sent. The same words give the same sketch. */
export function readSketch(prompt: string): Sketch {
  const { paragraphs, notes, dialogue } = readPrompt(prompt);
  const note = (label: string): string => notes.find((one) => one.label === label)?.text ?? '';
  const [own = '', ...around] = paragraphs;
  // What is said first counts, so the nearest to the segment comes first.
  const seen = tokensOf([note('Camera'), own].join('\n'));
  const lit = tokensOf([own, note('Lighting'), ...around, note('Style')].join('\n'));
  const framing = readFraming(seen);
  const setting = readSetting(lit);
  const { figures, near } = readFigures(tokensOf(own));
  const speakers = dialogue.map(({ who }) => who);
  const camera = readCamera([`Camera: ${note('Camera')}`, own, ...around, note('Style')].join('\n'));
  const motion = figures.length > 0 ? readMotion(own) : undefined;
  // Of a vehicle, the inside is seen, or the usual surroundings.
  const { scenery = near && setting.whereabouts === 'inside' ? 'cabin' : near } = setting;
  return {
    ...setting,
    ...(framing.size && { size: framing.size }),
    ...(framing.angle && { angle: framing.angle }),
    ...(scenery && { scenery }),
    figures: speaking(atLeast(figures, framing.people), new Set(speakers).size),
    ...(camera && { camera }),
    ...(motion && { motion }),
    speakers,
  };
}

const mayBeSize = beginningOf(framingWords, ({ size }) => size !== undefined);

/** The framing alone. */
export function readSize(prompt: string): ShotSize | undefined {
  if (!mayBeSize.test(prompt)) return undefined;
  const { paragraphs, notes } = readPrompt(prompt);
  const camera = notes.find(({ label }) => label === 'Camera')?.text ?? '';
  return readFraming(tokensOf([camera, paragraphs[0] ?? ''].join('\n'))).size;
}

/** A two-shot has two people, whoever they are. */
function atLeast(figures: readonly Figure[], people: number | undefined): readonly Figure[] {
  const there = figures.filter(({ kind }) => kind === 'person').reduce((sum, { count }) => sum + count, 0);
  if (people === undefined || there >= people) return figures;
  const [first, ...rest] = figures;
  if (first?.kind === 'person' && figures.filter(({ kind }) => kind === 'person').length === 1)
    return [{ ...first, count: people }, ...rest];
  return [...figures, { kind: 'person', form: 'man', count: people - there, word: 'person' }];
}

/** Who speaks is there, if the words name nobody else. */
const speaking = (figures: readonly Figure[], speakers: number): readonly Figure[] =>
  speakers === 0 || figures.some(({ kind }) => kind === 'person')
    ? figures
    : [{ kind: 'person', form: 'man', count: Math.min(3, speakers), word: 'speaker' }, ...figures];

function readFraming(tokens: readonly Token[]): FramingWord {
  let read: FramingWord = {};
  for (const one of findPhrases(tokens, framingWords)) {
    if (!isFraming(tokens, one) || isNegated(tokens, one.from)) continue;
    // The first of each: "wide shot, then close on her hands" begins wide.
    read = { ...one.meaning, ...read };
  }
  return read;
}

function isFraming(tokens: readonly Token[], { from, to, meaning }: Found<FramingWord>): boolean {
  if (meaning.capitals && !/^[A-Z]+$/.test(tokens[from]?.written ?? '')) return false;
  if (!meaning.alone) return true;
  const clause = tokens[from]?.clause;
  const first = tokens[from - 1]?.clause !== clause;
  const after = tokens[to];
  return first && (after?.clause !== clause || /^(on|of|in|from|behind)$/.test(after?.word ?? ''));
}

function readSetting(tokens: readonly Token[]): SettingWord {
  let read: SettingWord = {};
  const found = findPhrases(tokens, settingWords);
  for (const [i, one] of found.entries()) {
    // "hospital corridor": the first noun only says which.
    const next = found[i + 1];
    if (next?.from === one.to && one.meaning.scenery && next.meaning.scenery && sameClause(tokens, one))
      continue;
    if (isNegated(tokens, one.from) || isVerb(tokens, one.from, one.to)) continue;
    if (isOnlyName(tokens, one)) continue;
    read = { ...one.meaning, ...read };
  }
  return fitting(read);
}

const sameClause = (tokens: readonly Token[], { from, to }: Found<SettingWord>): boolean =>
  tokens[from]?.clause === tokens[to]?.clause;

/** `int` and `ext` are words of other languages, too, and `day` is nobody's light in "INT" alone. */
const isOnlyName = (tokens: readonly Token[], { from }: Found<SettingWord>): boolean =>
  /^(int|ext)$/.test(tokens[from]?.word ?? '') && !/^(INT|EXT|Int|Ext)$/.test(tokens[from]?.written ?? '');

const insides: ReadonlySet<string | undefined> = new Set(['room', 'corridor', 'stairs', 'cabin']);

/** A place that was said first decides: the sea that is seen from a room is not around it. */
function fitting({ scenery, ...read }: SettingWord): SettingWord {
  if (scenery === undefined) return read;
  const isInside = insides.has(scenery);
  if (read.whereabouts === 'inside' && !isInside) return { ...read, scenery: 'room' };
  if (read.whereabouts === 'outside' && isInside) return read;
  return { ...read, scenery };
}
