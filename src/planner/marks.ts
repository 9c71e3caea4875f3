import { inFrames, nearestFrame } from '../core/frames.ts';
import type { Audio, Scene } from '../storyboard/model.ts';
import type { Caption, Chapter, Narration, TimelineEntry } from './plan.ts';
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

/** Each caption for as long as its segment is seen, the middle of an overlap being the border between two. */
export function captionsOf(entries: readonly TimelineEntry[]): readonly Caption[] {
  const captions: (Caption & { segment: string })[] = [];
  for (const [i, { segment, caption: text, start, frames, overlap }] of entries.entries()) {
    if (text === undefined) continue;
    const before = entries[i - 1]?.overlap ?? 0;
    const after = i < entries.length - 1 ? overlap : 0;
    const end = start + frames - after + Math.floor(after / 2);
    const last = captions.at(-1);
    // A segment that is several pieces has its caption once.
    if (last?.segment === segment) captions[captions.length - 1] = { ...last, end };
    else captions.push({ segment, text, start: start + Math.floor(before / 2), end });
  }
  return captions.map(({ text, start, end }) => ({ text, start, end }));
}

/** The recordings, in order, at the frames where they begin: counted from their segment's beginning. */
export function narrationOf(
  spans: readonly Span[],
  narration: Audio['narration'],
  fps: number,
): readonly Narration[] {
  if (narration.length === 0) return [];
  const starts = new Map(spans.map(({ expanded, start }) => [expanded.segment.id, start]));
  return narration.map(({ file, at, offset, volume }) => {
    const start = starts.get(at);
    if (start === undefined) throw new Error(`a recording is placed at ${at}, which is not in the film`);
    return { file, start: nearestFrame(start + inFrames(offset, fps)), volume };
  });
}
