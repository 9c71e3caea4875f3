import { inFrames, nearestFrame } from '../../core/frames.ts';
import type { Audio, Scene } from '../../storyboard/model.ts';
import type { Chapter, Timeline, TimelineEntry } from '../plan.ts';
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

/** The recordings, in order, at the frames where they begin, counted from the start of their segment or of the film. */
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
