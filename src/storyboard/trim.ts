import { toFrames, toSeconds } from '../core/frames.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { NamedSegment } from './ids.ts';
import type { Segment } from './model.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { Measure } from './time.ts';
import { type TimeInFile, timed } from './time-advice.ts';

/** Seconds of footage, as far as they are known before anything is made. */
export interface FootageLengths {
  of(segment: Segment): number | undefined;
  /** Of the footage that the segment is made from, which limits its length. */
  most(segment: Segment): number | undefined;
}

/** `fps` is the film's: the length of a file is that of the film's frames that it fills. */
export function footageLengths(segments: readonly Segment[], fps: number): FootageLengths {
  const fileLength = fileLengthAt(fps);
  const ownLength = (segment: Segment): number | undefined => segment.duration ?? fileLength(segment);
  const edits = segments.filter(({ source }) => source.kind === 'edit');
  const byId = new Map(edits.length > 0 ? segments.map((segment) => [segment.id, segment]) : []);
  const edited = ({ source }: Segment) => (source.kind === 'edit' ? byId.get(source.of) : undefined);
  const found = new Map<Segment, number | undefined>();
  const of = (segment: Segment) => ownLength(segment) ?? found.get(segment);
  for (const edit of edits) {
    // An edit is as long as what it edits, which may be an edit, too.
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

/** What is needed to trim all segments of a film. `fps` is the film's. */
export interface Trimming {
  readonly lengths: FootageLengths;
  readonly fps: number;
  readonly problems: Problems;
}

/**
 * The segment with the part of its footage that the film uses; an edit has the length of what it edits. Footage is
 * measured to the frame, so half a frame too much is tolerated.
 */
export function trimmed(
  segment: Segment,
  { written, path }: NamedSegment,
  measure: Measure,
  { lengths, fps, problems }: Trimming,
): Segment {
  const slack = 0.5 / fps;
  const { id, duration } = segment;
  if (duration !== undefined) {
    const most = lengths.most(segment) ?? duration;
    if (duration > most + slack) {
      const asked = { written: written.duration ?? duration, seconds: duration };
      problems.add(beyond(id, [...path, 'duration'], asked, most, measure));
    }
  }
  const trim = 'trim' in written && segment.source.kind !== 'still' ? written.trim : undefined;
  const length = lengths.of(segment);
  if (length === undefined) return segment;
  const whole = segment.source.kind === 'edit' ? { ...segment, duration: length } : segment;
  if (!trim) return whole;
  const [from, to] = [timeOf('from', 0), timeOf('to', length)];
  if (from === undefined || to === undefined) return whole;
  const comesLate = from.seconds > Math.max(0, length - slack);
  if (comesLate) problems.add(beyond(id, from.path, from, length, measure));
  if (to.seconds > length + slack) problems.add(beyond(id, to.path, to, length, measure));
  else if (from.seconds < to.seconds)
    return comesLate ? whole : { ...whole, trim: { from: from.seconds, to: Math.min(to.seconds, length) } };
  else if (!comesLate) problems.add(empty(id, from, to));
  return whole;

  function timeOf(key: 'from' | 'to', usual: number): Moment | undefined {
    const written = trim?.[key] ?? usual;
    const at = [...path, 'trim', key];
    const seconds = measure.seconds(written, at);
    return seconds === undefined ? undefined : { written, seconds, path: at };
  }
}

interface Moment {
  readonly written: TimeInFile;
  readonly seconds: number;
  readonly path: Path;
}

const empty = (segment: string, from: Moment, to: Moment): Problem => ({
  code: 'empty-trim',
  path: to.path,
  ...says(
    say`This trim ends at ${inWords('to', to)}, but begins at ${inWords('from', from)}.`,
    say`Make \`to\` greater than \`from\`: both count from the beginning of the footage.`,
  ),
  segment,
});

function beyond(
  segment: string,
  path: Path,
  asked: Pick<Moment, 'written' | 'seconds'>,
  length: number,
  { upTo }: Measure,
): Problem {
  const most = upTo(length, asked.written) ?? '0';
  const advice =
    path.at(-1) === 'from'
      ? say`a \`from\` below \`${{ below: most }}\``
      : say`\`${{ write: `${path.at(-1)}: ${most}` }}\` or less`;
  return {
    code: 'beyond-footage',
    path,
    ...says(
      say`${inWords('seconds', asked)} is past the end of the footage of \`${segment}\`.`,
      say`It is ${timed('length', length)} long: write ${advice}.`,
    ),
    segment,
  };
}

const inWords = (key: string, { written, seconds }: Pick<Moment, 'written' | 'seconds'>): Sentence =>
  timed(key, seconds, written);
