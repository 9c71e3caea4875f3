import { isDrawn } from '../../core/drawn.ts';
import { inFrames, nearestFrame } from '../../core/frames.ts';
import type { Caption, ShownWords } from '../plan.ts';
import type { Span } from './spans.ts';

/** Words of each segment, in film order. */
type Written = readonly (readonly ShownWords[])[];

/** Each segment's words in frames of the film, while it is shown. Those that are never seen end where they begin, or before. */
export const framedWords = (spans: readonly Span[], fps: number): Written =>
  spans.map((span) => {
    const end = nearestFrame(span.end);
    const at = (seconds: number): number => Math.min(end, nearestFrame(span.start + inFrames(seconds, fps)));
    return (span.expanded.segment.words ?? []).map((words) => ({
      ...words,
      from: at(words.from),
      to: words.to === undefined ? end : at(words.to),
    }));
  });

/**
 * The same while they are in the picture. Two that would overlap in a transition can't be read: there, one replaces the
 * other halfway through. `burn`: captions are drawn, too.
 */
export function wordsInPicture(all: Written, spans: readonly Span[], burn: boolean): Written {
  const meet = (a: ShownWords, b: ShownWords): boolean =>
    isDrawn(a, burn) && isDrawn(b, burn) && a.position === b.position && overlap(a, b);
  return parted(all, spans, { meet, always: false });
}

/** Each text of a kind while it is shown from a caption file, one at a time. */
export function shownTexts(
  all: Written,
  spans: readonly Span[],
  wanted: ShownWords['kind'],
): readonly Caption[] {
  const texts = eachOf(all, (own) => own.filter((one) => one.kind === wanted && isSeen(one)));
  return parted(texts, spans, { meet: overlap, always: true })
    .flat()
    .map(({ text, from, to, position }) => ({
      ...{ text, start: from, end: to },
      ...(position !== 'bottom' && { position }),
    }))
    .toSorted((a, b) => a.start - b.start);
}

interface Parting {
  meet(a: ShownWords, b: ShownWords): boolean;
  /** Whether all words end halfway through a transition, not only those that meet others there. */
  readonly always: boolean;
}

type OfSegment = (own: readonly ShownWords[], i: number) => readonly ShownWords[];

/** For each segment's words others instead; most segments have none. */
const eachOf = (all: Written, of: OfSegment): Written =>
  all.map((own, i) => (own.length === 0 ? own : of(own, i)));

/** Words limited to their half of each transition. One with no time left keeps its time, and others leave it that. */
function parted(all: Written, spans: readonly Span[], { meet, always }: Parting): Written {
  const lasting = eachOf(all, (own, i) => own.filter((one) => isSeen(one) && one.to > startOf(spans[i + 1])));
  const arriving = eachOf(all, (own, i) =>
    own.filter((one) => isSeen(one) && one.from < endOf(spans[i - 1])),
  );
  const isMet = (one: ShownWords, others: readonly ShownWords[] = []): boolean =>
    always || others.some((other) => meet(one, other));
  const halved = eachOf(all, (own, i) => {
    const { first, last } = bordersOf(spans, i);
    return own.map((one) => ({
      ...one,
      from: isMet(one, lasting[i - 1]) ? Math.max(first, one.from) : one.from,
      to: isMet(one, arriving[i + 1]) ? Math.min(last, one.to) : one.to,
    }));
  });
  const whole = eachOf(all, (own, i) =>
    own.filter((one, n) => isSeen(one) && !isSeen(halved[i]?.[n] ?? one)),
  );
  return eachOf(all, (own, i) => {
    const beside = [...(whole[i - 1] ?? []), ...(whole[i + 1] ?? [])];
    return own.map((one, n) => {
      const half = halved[i]?.[n] ?? one;
      if (!isSeen(half)) return one;
      const left = beside.filter((other) => meet(half, other)).reduce(leaving, half);
      // A file can have two at once.
      return isSeen(left) || !always ? left : half;
    });
  });
}

/** The longer part of words that is left before or after others. */
function leaving(one: ShownWords, other: ShownWords): ShownWords {
  const before = { ...one, to: Math.min(one.to, other.from) };
  const after = { ...one, from: Math.max(one.from, other.to) };
  return before.to - before.from >= after.to - after.from ? before : after;
}

const startOf = (span: Span | undefined): number =>
  span ? nearestFrame(span.start) : Number.POSITIVE_INFINITY;
const endOf = (span: Span | undefined): number => (span ? nearestFrame(span.end) : Number.NEGATIVE_INFINITY);

/** Where a segment's part of the film begins and ends: in the middle of what it shares with its neighbours. */
function bordersOf(spans: readonly Span[], i: number): { readonly first: number; readonly last: number } {
  const border = (before: Span | undefined, after: Span | undefined): number => {
    const end = before && nearestFrame(before.end);
    const begin = after ? nearestFrame(after.start) : (end ?? 0);
    return begin + Math.floor(((end ?? begin) - begin) / 2);
  };
  return { first: border(spans[i - 1], spans[i]), last: border(spans[i], spans[i + 1]) };
}

const overlap = (a: ShownWords, b: ShownWords): boolean => a.from < b.to && b.from < a.to;

export const isSeen = ({ from, to }: ShownWords): boolean => from < to;
