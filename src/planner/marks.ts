import { isDrawn } from '../core/drawn.ts';
import { inFrames, nearestFrame } from '../core/frames.ts';
import type { Audio, Scene } from '../storyboard/model.ts';
import type { Caption, Chapter, ShownWords, Timeline, TimelineEntry } from './plan.ts';
import type { Span } from './spans.ts';

/** Where each scene begins: where its first segment does. */
export function chaptersOf(entries: readonly TimelineEntry[], scenes: readonly Scene[]): readonly Chapter[] {
  const starts = new Map<string, number>();
  for (const { scene, start } of entries) if (!starts.has(scene)) starts.set(scene, start);
  return scenes.flatMap(({ id, title = id }) => {
    const start = starts.get(id);
    return start === undefined ? [] : [{ title, start }];
  });
}

/**
 * Each segment's words in frames of the film, for as long as they are in its picture. Two that would lie on one another in
 * a transition can't be read: there the one gives way to the other half way through. `burn`: captions are drawn, too.
 */
export function wordsInPicture(
  spans: readonly Span[],
  fps: number,
  burn: boolean,
): readonly (readonly ShownWords[])[] {
  const all = spans.map((span) => wordsOf(span, fps));
  return all.map((own, i) => {
    const { first, last } = bordersOf(spans, i);
    const isMet = (one: ShownWords, others: readonly ShownWords[] = []): boolean =>
      isDrawn(one, burn) && others.some((other) => isDrawn(other, burn) && meet(one, other));
    return own
      .map((one) => ({
        ...one,
        from: isMet(one, all[i - 1]) ? Math.max(first, one.from) : one.from,
        to: isMet(one, all[i + 1]) ? Math.min(last, one.to) : one.to,
      }))
      .filter(isSeen);
  });
}

/** Each text of a kind for as long as it is seen in a file, which shows one picture after another. */
export function shownTexts(
  spans: readonly Span[],
  fps: number,
  wanted: ShownWords['kind'],
): readonly Caption[] {
  return spans
    .flatMap((span, i): readonly Caption[] => {
      const { first, last } = bordersOf(spans, i);
      return wordsOf(span, fps)
        .filter(({ kind, from, to }) => kind === wanted && from < last && to > first)
        .map(({ text, from, to, position }) => ({
          ...{ text, start: Math.max(first, from), end: Math.min(last, to) },
          ...(position !== 'bottom' && { position }),
        }));
    })
    .toSorted((a, b) => a.start - b.start);
}

/** A segment's words in frames of the film, as far as it is shown: those of which nothing is left are none. */
function wordsOf(span: Span, fps: number): readonly ShownWords[] {
  const end = nearestFrame(span.end);
  const at = (seconds: number): number => Math.min(end, nearestFrame(span.start + inFrames(seconds, fps)));
  return (span.expanded.segment.words ?? [])
    .map((words) => ({ ...words, from: at(words.from), to: words.to === undefined ? end : at(words.to) }))
    .filter(isSeen);
}

/** Where a segment's part of the film begins and ends: in the middle of what it shares with its neighbours. */
function bordersOf(spans: readonly Span[], i: number): { readonly first: number; readonly last: number } {
  const border = (before: Span | undefined, after: Span | undefined): number => {
    const end = before && nearestFrame(before.end);
    const begin = after ? nearestFrame(after.start) : (end ?? 0);
    return begin + Math.floor(((end ?? begin) - begin) / 2);
  };
  return { first: border(spans[i - 1], spans[i]), last: border(spans[i], spans[i + 1]) };
}

const meet = (a: ShownWords, b: ShownWords): boolean =>
  a.position === b.position && a.from < b.to && b.from < a.to;

const isSeen = ({ from, to }: ShownWords): boolean => from < to;

/** The recordings, in order, at the frames where they begin: counted from their segment's beginning, or the film's. */
export function recordingsOf(
  spans: readonly Span[],
  { narration, cues }: Pick<Audio, 'narration' | 'cues'>,
  fps: number,
): Pick<Timeline, 'narration' | 'cues'> {
  const starts = new Map(spans.map(({ expanded, start }) => [expanded.segment.id, start]));
  const startOf = (at: string | undefined, offset: number): number => {
    const start = at === undefined ? 0 : starts.get(at);
    if (start === undefined) throw new Error(`a recording is placed at ${at}, which is not in the film`);
    return nearestFrame(start + inFrames(offset, fps));
  };
  return {
    narration: narration.map(({ file, at, offset, volume }) => ({
      file,
      start: startOf(at, offset),
      volume,
    })),
    cues: cues.map(({ at, offset, place: _, ...cue }) => ({ ...cue, start: startOf(at, offset) })),
  };
}
