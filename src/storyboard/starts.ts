import type { ById, NamedSegment } from './ids.ts';

/** What a segment is made from, and the key that says so. */
export interface Dependence {
  readonly key: 'extend' | 'edit' | 'image' | 'last-image';
  /** As written. */
  readonly of: string;
  /** Absent if there is none. */
  readonly target?: NamedSegment;
  /** Whether the other one has to be made first. */
  readonly first: boolean;
}

interface Beside {
  readonly before: NamedSegment | undefined;
  readonly after: NamedSegment | undefined;
}

/** The other segments that a segment is made from. */
export function startsOf(
  { written, sound }: NamedSegment,
  { before, after }: Beside,
  byId: ById,
): readonly Dependence[] {
  if (!sound) return [];
  const named = (key: 'extend' | 'edit', of: string): readonly Dependence[] => {
    const target = byId.get(of);
    return [{ key, of, first: true, ...(target && { target }) }];
  };
  if ('extend' in written) return named('extend', written.extend);
  if ('edit' in written) return named('edit', written.edit);
  const starts: Dependence[] = [];
  if ('image' in written && written.image === 'previous')
    starts.push({ key: 'image', of: 'previous', first: true, ...(before && { target: before }) });
  if ('last-image' in written && written['last-image'] === 'next')
    starts.push({
      ...{ key: 'last-image', of: 'next' },
      first: after === undefined || !beginsWithFile(after),
      ...(after && { target: after }),
    });
  return starts;
}

/** Then its first picture is known before it is made. */
function beginsWithFile({ written, sound }: NamedSegment): boolean {
  if (!sound || !('image' in written)) return false;
  return written.image !== 'previous' && (written.trim?.from ?? 0) === 0;
}
