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

/** A segment's words in frames of the film, as far as it is shown: those of which nothing is left are none. */
export function wordsOf(span: Span, fps: number): readonly ShownWords[] {
  const end = nearestFrame(span.end);
  const at = (seconds: number): number => Math.min(end, nearestFrame(span.start + inFrames(seconds, fps)));
  return (span.expanded.segment.words ?? [])
    .map((words) => ({ ...words, from: at(words.from), to: words.to === undefined ? end : at(words.to) }))
    .filter(({ from, to }) => from < to);
}

/**
 * Each text of a kind for as long as it is seen. The middle of an overlap is the border between two segments, since files show
 * one picture after another.
 */
export function shownTexts(
  spans: readonly Span[],
  fps: number,
  wanted: ShownWords['kind'],
): readonly Caption[] {
  return spans
    .flatMap((span, i): readonly Caption[] => {
      const [begin, end] = [nearestFrame(span.start), nearestFrame(span.end)];
      const [before, next] = [spans[i - 1], spans[i + 1]];
      const first = begin + Math.floor((before ? nearestFrame(before.end) - begin : 0) / 2);
      const last = next ? nearestFrame(next.start) + Math.floor((end - nearestFrame(next.start)) / 2) : end;
      return wordsOf(span, fps)
        .filter(({ kind, from, to }) => kind === wanted && from < last && to > first)
        .map(({ text, from, to, position }) => ({
          ...{ text, start: Math.max(first, from), end: Math.min(last, to) },
          ...(position !== 'bottom' && { position }),
        }));
    })
    .toSorted((a, b) => a.start - b.start);
}

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
