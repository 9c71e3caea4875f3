import { toFrames, toSeconds } from '../core/frames.ts';
import type { Named } from './ids.ts';
import type { Segment } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Measure } from './time.ts';

/** Seconds of footage, where they can be known before anything is made. */
export interface Lengths {
  of(segment: Segment): number | undefined;
  /** Of what the segment takes its footage from, and can't be longer than. */
  most(segment: Segment): number | undefined;
}

/** `fps` is the film's: files are as long as the frames of it that they fill. */
export function footageLengths(segments: readonly Segment[], fps: number): Lengths {
  const fileLength = fileLengthAt(fps);
  const ownLength = (segment: Segment): number | undefined => segment.duration ?? fileLength(segment);
  const edits = segments.filter(({ source }) => source.kind === 'edit');
  const byId = new Map(edits.length > 0 ? segments.map((segment) => [segment.id, segment]) : []);
  const edited = ({ source }: Segment) => (source.kind === 'edit' ? byId.get(source.of) : undefined);
  const found = new Map<Segment, number | undefined>();
  const of = (segment: Segment) => ownLength(segment) ?? found.get(segment);
  for (const edit of edits) {
    // An edit is as long as what it edits, which may be an edit too.
    const way = new Set<Segment>();
    let at: Segment | undefined = edit;
    for (; at && ownLength(at) === undefined && !found.has(at) && !way.has(at); at = edited(at)) way.add(at);
    const length = at && of(at);
    for (const step of way) found.set(step, length);
  }
  const most = (segment: Segment) => {
    const source = edited(segment);
    return source ? of(source) : fileLength(segment);
  };
  return { of, most };
}

const fileLengthAt =
  (fps: number) =>
  ({ source }: Segment): number | undefined =>
    source.kind === 'file' && source.file.facts.kind === 'video'
      ? toSeconds(toFrames(source.file.facts.seconds, fps), fps)
      : undefined;

/** What all segments of a film are trimmed with. `fps` is the film's. */
export interface Trimming {
  readonly lengths: Lengths;
  readonly fps: number;
  readonly problems: Problems;
}

/**
 * The segment with the part of its footage that is in the film; an edit has the length of what it edits. Footage is
 * measured to the frame, so half a frame too much is no mistake.
 */
export function trimmed(
  segment: Segment,
  { written, path }: Named,
  { seconds }: Measure,
  { lengths, fps, problems }: Trimming,
): Segment {
  const slack = 0.5 / fps;
  const { id, duration } = segment;
  if (duration !== undefined) {
    const most = lengths.most(segment) ?? duration;
    if (duration > most + slack) problems.add(beyond(id, [...path, 'duration'], duration, most));
  }
  const trim = 'trim' in written && segment.source.kind !== 'still' ? written.trim : undefined;
  const length = lengths.of(segment);
  if (length === undefined) return segment;
  const whole = segment.source.kind === 'edit' ? { ...segment, duration: length } : segment;
  if (!trim) return whole;
  const from = seconds(trim.from ?? 0, [...path, 'trim', 'from']);
  const to = seconds(trim.to ?? length, [...path, 'trim', 'to']);
  if (from === undefined || to === undefined) return whole;
  if (to > length + slack) problems.add(beyond(id, [...path, 'trim', 'to'], to, length));
  else if (from > length - slack) problems.add(beyond(id, [...path, 'trim', 'from'], from, length));
  else if (from < to) return { ...whole, trim: { from, to: Math.min(to, length) } };
  else {
    problems.add({
      code: 'empty-trim',
      path: [...path, 'trim', 'to'],
      message: `This trim ends at ${round(to)} s, and it begins at ${round(from)} s.`,
      help: '`to` counts from the beginning of the footage, as `from` does, and is more than it.',
      segment: id,
    });
  }
  return whole;
}

const beyond = (segment: string, path: Path, asked: number, length: number) => ({
  code: 'beyond-footage' as const,
  path,
  message: `${round(asked)} s is past the end of the footage of \`${segment}\`.`,
  help: `There are ${round(length)} s of it.`,
  segment,
});

const round = (seconds: number): number => Number(seconds.toFixed(3));
