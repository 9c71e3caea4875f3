import type { Segment } from '../../storyboard/model.ts';

/** Film order, except that each segment comes after the one that it extends or edits. */
export function sourcesFirst(segments: readonly Segment[]): readonly Segment[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const ordered = new Set<Segment>();
  for (const segment of segments) {
    // A loop, not a recursion: ten thousand segments may extend one another.
    const waiting: Segment[] = [];
    let next: Segment | undefined = segment;
    while (next !== undefined && !ordered.has(next)) {
      waiting.push(next);
      next = byId.get(sourceOf(next) ?? '');
    }
    for (const one of waiting.reverse()) ordered.add(one);
  }
  return [...ordered];
}

/** The segment whose footage a segment extends or edits. */
export const sourceOf = ({ source }: Segment): string | undefined =>
  source.kind === 'extend' || source.kind === 'edit' ? source.of : undefined;
