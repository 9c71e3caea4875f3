import { unreachable } from '../../core/result.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { TakeFootage } from './footage.ts';
import type { MadeFrom } from './links.ts';
import { firstShown, lastShown, ownPicture } from './meeting.ts';
import { beginsWithFile, type Neighbours } from './order.ts';

interface Around {
  neighbours(): Neighbours;
  /** The film's. */
  readonly fps: number;
}

/** Segments that are expanded already, by id. */
type Expanded = ReadonlyMap<string, { readonly segment: Segment; readonly footage: TakeFootage }>;

/** What a segment is made from; undefined if that is nothing that can be made, which has been reported. */
export function startFrom(segment: Segment, expanded: Expanded, around: Around): MadeFrom | undefined {
  const { source } = segment;
  switch (source.kind) {
    case 'generate':
    case 'image': {
      const first = source.kind === 'image' ? firstOf(source.image, expanded, around) : undefined;
      const last = source.lastImage && lastOf(source.lastImage, expanded, around);
      const lacks = (source.kind === 'image' && !first) || (source.lastImage !== undefined && !last);
      return lacks ? undefined : { ...(first && { first }), ...(last && { last }) };
    }
    case 'extend':
    case 'edit': {
      const of = expanded.get(source.of);
      return of && { footage: of.footage };
    }
    case 'file':
    case 'still':
    case 'card':
      return {};
    default:
      return unreachable(source);
  }
}

type Source<K> = Extract<Segment['source'], { kind: K }>;

function firstOf(image: Source<'image'>['image'], expanded: Expanded, { neighbours, fps }: Around) {
  if (image !== 'previous') return ownPicture(image);
  const before = expanded.get(neighbours().before?.id ?? '');
  return before && lastShown(before, fps);
}

function lastOf(
  image: NonNullable<Source<'image'>['lastImage']>,
  expanded: Expanded,
  { neighbours }: Around,
) {
  if (image !== 'next') return ownPicture(image);
  const { after } = neighbours();
  if (after === undefined) return undefined;
  // Its picture is known, even if it is itself made later.
  if (beginsWithFile(after))
    return after.source.kind === 'image' && after.source.image !== 'previous'
      ? ownPicture(after.source.image)
      : undefined;
  const made = expanded.get(after.id);
  return made && firstShown(made);
}
