import { waysToWrite } from './key-forms.ts';

/** So many characters of a key in a row reveal it. Common beginnings of keys are shorter. */
const revealing = 12;

/** Keys shorter than this are found only whole: a part of one may be in any text. */
const shortest = 16;

/** Characters that are looked up first. No part of a key that reveals it is shorter. */
const sample = 6;

/** What reveals a key in a text. */
export interface KeyPart {
  readonly at: number;
  readonly length: number;
  /** What is shown in its place. */
  readonly shown: string;
}

interface Form {
  /** What a key looks like in a text, without case. */
  readonly form: string;
  /** Its shortest parts that reveal it, and their length. */
  readonly pieces: ReadonlySet<string>;
  readonly length: number;
  readonly shown: string;
}

/**
 * Finds the first part of one of the keys (name and key, at least eight characters) from a place in a text without case,
 * each as long as it goes on. Few places are looked at: every part contains a sample that begins at one of them.
 */
export function keyPartFinder(
  keys: readonly (readonly [string, string])[],
): (plain: string, from: number) => KeyPart | undefined {
  const forms = keys.flatMap(([name, key]) => waysToWrite(key).map((form) => formOf(form, `[${name}]`)));
  const samples = new Set(forms.flatMap(({ form }) => runsOf(form, sample)));
  const step = Math.min(...forms.map(({ length }) => length)) - sample + 1;
  return (plain, from) => {
    for (let at = from; samples.size > 0 && at + sample <= plain.length; at += step) {
      if (!samples.has(plain.slice(at, at + sample))) continue;
      for (let begin = Math.max(from, at - step + 1); begin <= at; begin += 1) {
        const part = longestPart(plain, begin, forms);
        if (part !== undefined) return part;
      }
    }
    return undefined;
  };
}

function formOf(form: string, shown: string): Form {
  const length = form.length < shortest ? form.length : revealing;
  return { form, shown, length, pieces: new Set(runsOf(form, length)) };
}

/** All runs of so many characters. */
const runsOf = (text: string, length: number): readonly string[] =>
  Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));

/** The longest part of a key that begins there. */
function longestPart(plain: string, at: number, forms: readonly Form[]): KeyPart | undefined {
  const parts = forms
    .filter(({ pieces, length }) => pieces.has(plain.slice(at, at + length)))
    .map((form) => ({ at, length: lengthOf(plain, at, form), shown: form.shown }));
  return parts.reduce<KeyPart | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
}

function lengthOf(plain: string, at: number, { form, length }: Form): number {
  let end = at + length;
  while (end < plain.length && form.includes(plain.slice(at, end + 1))) end += 1;
  return end - at;
}
