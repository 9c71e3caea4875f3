import { sha256 } from '../core/canonical.ts';
import { sizeText } from '../core/frames.ts';
import { requestClassOf } from '../core/request.ts';
import type { ListedJob } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { compareWords, plainWords } from './compare-words.ts';

/** How a job, as a server tells of it, compares with what an intent asked for. */
export interface Likeness {
  /** `maybe` where what is told is alike, but not all is told: or names another model, size or length for the same words. */
  readonly kind: 'same' | 'maybe' | 'different';
  /** What is told and differs, in words. */
  readonly differs: readonly string[];
}

/** `holds`: seconds that the footage has with what was there before. */
export function likenessOf(listed: ListedJob, intent: Intent, holds: number): Likeness {
  const { model, seconds, size } = intent.request;
  const words = compareWords(listed.prompt, promptOf(intent));
  const facts = [
    compare('model', listed.model, (there) => there === model),
    // An extension is listed by what it adds or by what it amounts to.
    compare('length', listed.seconds, (there) => there === seconds || there === holds, ' s'),
    compare('size', listed.size && sizeText(listed.size), (there) => there === sizeText(size)),
  ];
  const differs = [
    ...(words === 'different' ? ['its prompt differs'] : []),
    ...facts.flatMap((f) => f.differs),
  ];
  if (words === 'different') return { kind: 'different', differs };
  return { kind: words === 'same' && facts.every(({ same }) => same) ? 'same' : 'maybe', differs };
}

function compare<T extends string | number>(
  what: string,
  there: T | undefined,
  fits: (there: T) => boolean,
  unit = '',
): { readonly same: boolean; readonly differs: readonly string[] } {
  if (there === undefined) return { same: false, differs: [] };
  return fits(there)
    ? { same: true, differs: [] }
    : { same: false, differs: [`its ${what} is ${there}${unit}`] };
}

/** Whether the jobs of two intents would look the same in a list. */
export function lookAlike(a: Intent, b: Intent): boolean {
  const [one, other] = [a.request, b.request];
  return (
    compareWords(promptOf(a), promptOf(b)) === 'same' &&
    one.provider === other.provider &&
    one.model === other.model &&
    one.seconds === other.seconds &&
    sizeText(one.size) === sizeText(other.size)
  );
}

/** Whether the job of one would do for the other. A list doesn't tell what image or footage a job began with. */
export const isInterchangeable = (a: Intent, b: Intent): boolean =>
  requestClassOf({ ...a.request, variation: 1, prompt: promptOf(a) }) ===
  requestClassOf({ ...b.request, variation: 1, prompt: promptOf(b) });

/** What intents whose jobs may look the same have in common, as a hash. */
export const wordsOf = (intent: Pick<Intent, 'fallback' | 'request'>): string =>
  sha256(plainWords(promptOf(intent)));

export const promptOf = ({ fallback, request }: Pick<Intent, 'fallback' | 'request'>): string =>
  fallback ?? request.prompt;
