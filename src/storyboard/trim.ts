import type { Segment } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Segment as SegmentInFile } from './schema.gen.ts';

/** Seconds of footage by id, where they can be known before anything is made. */
export function footageLengths(segments: readonly Segment[]): ReadonlyMap<string, number> {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const lengths = new Map<string, number>();
  for (const start of segments) {
    // An edit is as long as what it edits, which may be an edit too.
    const way = new Set<Segment>();
    let at: Segment | undefined = start;
    while (at && !way.has(at) && ownLength(at) === undefined && !lengths.has(at.id)) {
      way.add(at);
      at = at.source.kind === 'edit' ? byId.get(at.source.of) : undefined;
    }
    const length = at && (lengths.get(at.id) ?? ownLength(at));
    if (length === undefined) continue;
    for (const { id } of [...way, start]) lengths.set(id, length);
  }
  return lengths;
}

const ownLength = (segment: Segment): number | undefined => segment.duration ?? fileLength(segment);

const fileLength = ({ source }: Segment): number | undefined =>
  source.kind === 'file' && source.file.facts.kind === 'video' ? source.file.facts.seconds : undefined;

/** Seconds of a segment that the film shows, where they can be known. */
export const shownSeconds = (
  { id, trim }: Segment,
  lengths: ReadonlyMap<string, number>,
): number | undefined => (trim ? trim.to - trim.from : lengths.get(id));

/**
 * The segment with the part of its footage that is in the film. Footage is measured to the frame, so half
 * a frame too much is no mistake.
 */
export function trimmed(
  segment: Segment,
  written: SegmentInFile,
  path: Path,
  lengths: ReadonlyMap<string, number>,
  fps: number,
  problems: Problems,
): Segment {
  const slack = 0.5 / fps;
  const { id, duration } = segment;
  const most = segment.source.kind === 'edit' ? lengths.get(segment.source.of) : fileLength(segment);
  if (duration !== undefined && most !== undefined && duration > most + slack) {
    problems.add(beyond(id, [...path, 'duration'], duration, most));
    return segment;
  }
  const trim = 'trim' in written ? written.trim : undefined;
  const length = lengths.get(id);
  if (!trim || length === undefined) return segment;
  const { from = 0, to = length } = trim;
  if (to > length + slack) problems.add(beyond(id, [...path, 'trim', 'to'], to, length));
  else if (from > length - slack) problems.add(beyond(id, [...path, 'trim', 'from'], from, length));
  else if (from < to) return { ...segment, trim: { from, to: Math.min(to, length) } };
  else {
    problems.add({
      code: 'empty-trim',
      path: [...path, 'trim', 'to'],
      message: `this trim ends at ${to} s, before it begins at ${from} s`,
      help: '`to` is seconds from the beginning of the footage, as `from` is, and more than it.',
      segment: id,
    });
  }
  return segment;
}

const beyond = (segment: string, path: Path, asked: number, length: number) => ({
  code: 'beyond-footage' as const,
  path,
  message: `${asked} s is past the end of the footage of \`${segment}\``,
  help: `There are ${Number(length.toFixed(3))} s of it.`,
  segment,
});
