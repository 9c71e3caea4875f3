import { type FramingWord, framingWords } from './framing-words.ts';
import { isNegated } from './negation.ts';
import { beginningOf, type Found, findPhrases } from './phrases.ts';
import { readPrompt } from './prompt-parts.ts';
import { readCamera } from './read-camera.ts';
import { isVerb, readFigures } from './read-figures.ts';
import { readMotion } from './read-motion.ts';
import { type SettingWord, settingWords } from './setting-words.ts';
import type { Figure, FigureForm, ShotSize, Sketch, Whereabouts } from './sketch.ts';
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
  const { figures: named, near } = readFigures(tokensOf(own));
  const figures = setting.whereabouts ? standing(named, setting.whereabouts) : named;
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

let mayBeSize: RegExp | undefined;

/** The framing alone. */
export function readSize(prompt: string): ShotSize | undefined {
  mayBeSize ??= beginningOf(framingWords, ({ size }) => size !== undefined);
  if (!mayBeSize.test(prompt)) return undefined;
  const { paragraphs, notes } = readPrompt(prompt);
  const camera = notes.find(({ label }) => label === 'Camera')?.text ?? '';
  return readFraming(tokensOf([camera, paragraphs[0] ?? ''].join('\n'))).size;
}

const buildings: ReadonlySet<FigureForm> = new Set(['tower', 'castle', 'building', 'house']);

/** Inside a building, none is seen; outside, lamps stand on posts unless somebody carries them. */
function standing(figures: readonly Figure[], whereabouts: Whereabouts): readonly Figure[] {
  if (whereabouts === 'inside') return figures.filter(({ form }) => !buildings.has(form));
  return figures.map((one) =>
    one.form === 'lamp' && /^lamps?$/.test(one.word) ? { ...one, form: 'lamppost' } : one,
  );
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
    const { scenery, ...meaning } = isBehind(tokens, one) ? outdoors : one.meaning;
    read = { ...meaning, ...read };
    if (scenery === undefined || read.scenery !== undefined) continue;
    // A place that was said first decides: the sea that is seen from a room is not around it.
    if (read.whereabouts === 'inside' && !insides.has(scenery)) read = { ...read, scenery: 'room' };
    else if (read.whereabouts === 'inside' || !insides.has(scenery)) read = { ...read, scenery };
  }
  return read;
}

const outdoors: SettingWord = { whereabouts: 'outside' };

/** Parts of a building: whoever leaves them, or is in front of them, is still inside. */
const within =
  /room|kitchen|office|studio|cellar|basement|attic|ward|lounge|hearth|fireplace|study|cell$|apartment|flat/;

/** "leaves a church", "in front of a bar": the building is seen from outside. */
function isBehind(tokens: readonly Token[], { from, to, meaning }: Found<SettingWord>): boolean {
  if (meaning.scenery !== 'room' || within.test(tokens[to - 1]?.word ?? '')) return false;
  const clause = tokens[from]?.clause;
  const before = tokens.slice(Math.max(0, from - 5), from).filter((token) => token.clause === clause);
  return /(?:\b(?:leav(?:es?|ing)|exit(?:s|ing)?|in front of|out of|past|outside)|^approach(?:es|ing)?)(?: (?:a|an|the|his|her|their))?(?: \w+)?$/.test(
    before.map(({ word }) => word).join(' '),
  );
}

const sameClause = (tokens: readonly Token[], { from, to }: Found<SettingWord>): boolean =>
  tokens[from]?.clause === tokens[to]?.clause;

/** `int` and `ext` are words of other languages, too, and `day` is nobody's light in "INT" alone. */
const isOnlyName = (tokens: readonly Token[], { from }: Found<SettingWord>): boolean =>
  /^(int|ext)$/.test(tokens[from]?.word ?? '') && !/^(INT|EXT|Int|Ext)$/.test(tokens[from]?.written ?? '');

const insides: ReadonlySet<string | undefined> = new Set(['room', 'corridor', 'stairs', 'cabin']);
