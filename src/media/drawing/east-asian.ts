import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The countries whose letters differ: equal ideographs have another shape in each. */
export type Region = 'jp' | 'kr' | 'sc' | 'tc';

/** A part of a region's font: a family of its own, in one file. */
export interface Slice {
  readonly family: string;
  /** An absolute path. */
  readonly file: string;
}

/** Where each region's package lists its files, with the letters that each has. */
const lists: Record<Region, string> = {
  sc: '@fontsource-variable/noto-sans-sc/unicode.json',
  tc: '@fontsource-variable/noto-sans-tc/unicode.json',
  jp: '@fontsource-variable/noto-sans-jp/unicode.json',
  kr: '@fontsource-variable/noto-sans-kr/unicode.json',
};

const letters = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\uff00-\uffef]`;
/** Marks that other scripts have, too: beside an East Asian letter they are as wide as it is. */
const marks = '[“”‘’…—·]';

/** Matches East Asian letters in a row, with the marks that belong to them. */
export const eastAsianRun = new RegExp(`(?:${marks}*${letters})+${marks}*`, 'gu');

/**
 * The slices that draw a text, those of its own region first. A text of ideographs alone is of the region that is given, or
 * else taken for simplified Chinese.
 */
export async function slicesFor(text: string, region?: Region): Promise<readonly Slice[]> {
  const slices: Slice[] = [];
  let left = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0);
  for (const one of inOrder(text, region)) {
    if (left.length === 0) break;
    const ranges = await rangesOf(one);
    const found = left.map((letter) => ranges.find((one) => one.has(letter))?.slice);
    slices.push(...new Set(found.filter((slice) => slice !== undefined)));
    left = left.filter((_, n) => found[n] === undefined);
  }
  return slices;
}

/** Letters that only one region has. */
const clues: readonly (readonly [RegExp, Region])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'jp'],
  [/\p{Script=Hangul}/u, 'kr'],
  [/\p{Script=Bopomofo}/u, 'tc'],
];

/** The region whose letters a text has, if it has any that only one region has. */
export const regionOf = (text: string): Region | undefined => clues.find(([clue]) => clue.test(text))?.[1];

function inOrder(text: string, region: Region | undefined): readonly Region[] {
  const own = clues.flatMap(([clue, of]) => (clue.test(text) ? [of] : []));
  const given = region === undefined ? [] : [region];
  return [...new Set([...own, ...given, 'sc', 'tc', 'jp', 'kr'] as const)];
}

interface Ranges {
  readonly slice: Slice;
  has(letter: number): boolean;
}

const known = new Map<Region, Promise<readonly Ranges[]>>();

function rangesOf(region: Region): Promise<readonly Ranges[]> {
  const found = known.get(region) ?? readRanges(region);
  known.set(region, found);
  return found;
}

/** Listed as in `"[4]": "U+1f1e9-1f1f5,U+1f1fa"`. */
async function readRanges(region: Region): Promise<readonly Ranges[]> {
  const list = createRequire(import.meta.url).resolve(lists[region]);
  const listed = JSON.parse(await readFile(list, 'utf8'));
  return Object.entries<string>(listed).map(([key, text]) => {
    const name = key.replace(/[[\]]/g, '');
    const file = join(dirname(list), 'files', `noto-sans-${region}-${name}-wght-normal.woff2`);
    const ranges = text.split(',').map((range) => {
      const codes = range.trim().slice(2).split('-');
      const [first = 0, last = first] = codes.map((code) => Number.parseInt(code, 16));
      return [first, last] as const;
    });
    return {
      slice: { family: `${region} ${name}`, file },
      has: (letter) => ranges.some(([first, last]) => letter >= first && letter <= last),
    };
  });
}
