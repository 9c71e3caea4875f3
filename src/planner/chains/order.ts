import type { Segment } from '../../storyboard/model.ts';

/** The segments beside one in the film. */
export interface Neighbours {
  readonly before: Segment | undefined;
  readonly after: Segment | undefined;
}

/** Film order, except that each segment comes after those that it is made from. */
export function sourcesFirst(segments: readonly Segment[]): readonly Segment[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const neighboursOf = neighbourFinder(segments);
  const startsOf = (segment: Segment): readonly Segment[] =>
    [byId.get(sourceOf(segment) ?? ''), ...met(segment, neighboursOf)].filter((one) => one !== undefined);
  const ordered = new Set<Segment>();
  for (const segment of segments) {
    // A loop, not a recursion: ten thousand segments may extend one another.
    const waiting = ordered.has(segment) ? [] : [segment];
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      const first = startsOf(last).find((one) => !ordered.has(one));
      if (first !== undefined) waiting.push(first);
      else ordered.add(waiting.pop() ?? last);
    }
  }
  return [...ordered];
}

/** The segment whose footage a segment extends or edits. */
export const sourceOf = ({ source }: Segment): string | undefined =>
  source.kind === 'extend' || source.kind === 'edit' ? source.of : undefined;

export function neighbourFinder(segments: readonly Segment[]): (segment: Segment) => Neighbours {
  let places: ReadonlyMap<Segment, number> | undefined;
  return (segment) => {
    places ??= new Map(segments.map((one, at) => [one, at]));
    const at = places.get(segment) ?? 0;
    return { before: segments[at - 1], after: segments[at + 1] };
  };
}

/** The neighbours whose pictures a segment begins or ends with, if they have to be made first. */
function met(
  segment: Segment,
  neighboursOf: (segment: Segment) => Neighbours,
): readonly (Segment | undefined)[] {
  const { source } = segment;
  if (source.kind !== 'generate' && source.kind !== 'image') return [];
  const begins = source.kind === 'image' && source.image === 'previous';
  const ends = source.lastImage === 'next';
  if (!begins && !ends) return [];
  const { before, after } = neighboursOf(segment);
  return [begins ? before : undefined, ends && after && !beginsWithFile(after) ? after : undefined];
}

/** Whether the first picture that the film shows of it is a file of the user's. */
export const beginsWithFile = ({ source, trim }: Segment): boolean =>
  source.kind === 'image' && source.image !== 'previous' && (trim?.from ?? 0) === 0;
