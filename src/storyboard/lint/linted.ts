import type { Segment } from '../model.ts';
import type { Path } from '../places.ts';
import type { Prompt, Segment as SegmentInFile, StoryboardFile } from '../schema.gen.ts';

/** A text that somebody has written, and where. */
export interface WrittenText {
  readonly text: string;
  readonly path: Path;
  /** The part of a prompt that it is, if it is one. */
  readonly part?: 'camera' | 'sound' | 'lighting';
}

/** A segment with a prompt, as it is written and as it would be sent. */
export interface LintedSegment {
  readonly segment: Segment;
  readonly path: Path;
  /** Its own prompt; what is spoken is left out. */
  readonly texts: readonly WrittenText[];
  /** Seconds that the film shows of it, if they are known. */
  readonly seconds: number | undefined;
}

/** All segments that have prompts, in film order. `segments` are those of the file, resolved. */
export function lintedSegments(file: StoryboardFile, segments: readonly Segment[]): readonly LintedSegment[] {
  const written = file.scenes.flatMap((scene, i) =>
    scene.segments.map((one, j) => ({ one, path: ['scenes', i, 'segments', j] as const })),
  );
  return written.flatMap(({ one, path }, n) => {
    const segment = segments[n];
    if (segment === undefined || !hasPrompt(one)) return [];
    const { trim, duration, speed = 1 } = segment;
    const footage = trim ? trim.to - trim.from : duration;
    const texts = textsOf(one.prompt, [...path, 'prompt']);
    return [{ segment, path, texts, seconds: footage === undefined ? undefined : footage / speed }];
  });
}

const hasPrompt = (one: SegmentInFile): one is Extract<SegmentInFile, { prompt: Prompt }> => 'prompt' in one;

function textsOf(prompt: Prompt, path: Path): readonly WrittenText[] {
  if (typeof prompt === 'string') return [{ text: prompt, path }];
  return (['subject', 'action', 'environment', 'camera', 'lighting', 'sound'] as const).flatMap((key) => {
    const text = prompt[key];
    const part = key === 'camera' || key === 'sound' || key === 'lighting' ? { part: key } : {};
    return text === undefined ? [] : [{ text, path: [...path, key], ...part }];
  });
}
