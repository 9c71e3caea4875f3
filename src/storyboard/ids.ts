import { say, says } from '../core/sentence.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { SoundParts } from './prune.ts';
import type { Scene, Segment } from './schema.gen.ts';

/** A segment of the file with its name. */
export interface NamedSegment {
  readonly id: string;
  readonly scene: Scene;
  readonly path: Path;
  readonly written: Segment;
  /** False: only its name can be relied on. */
  readonly sound: boolean;
  /** False: something that its author wrote was left out as wrong. */
  readonly sure: boolean;
}

/** All segments by id; of twins, the first. */
export type ById = ReadonlyMap<string, NamedSegment>;

/** All segments in film order, each with an id of its own. */
export function nameSegments(
  { file, unsound, unsure }: SoundParts,
  problems: Problems,
): { readonly named: readonly NamedSegment[]; readonly byId: ById } {
  const scenes = new Map<string, Placed>();
  const byId = new Map<string, NamedSegment>();
  const named: NamedSegment[] = [];
  for (const [s, scene] of file.scenes.entries()) {
    const scenePath = { path: ['scenes', s] };
    if (scenes.has(scene.id)) problems.add(twin('scene', scene.id, scenePath, scenes.get(scene.id)));
    else scenes.set(scene.id, scenePath);
    for (const [i, written] of scene.segments.entries()) {
      const own = idOf(written);
      const id = own ?? `${scene.id}-${i + 1}`;
      const sound = !unsound.has(written);
      const one = {
        id,
        scene,
        path: ['scenes', s, 'segments', i],
        written,
        sound,
        sure: sound && !unsure.has(written),
      };
      if (written?.id === undefined && one.sure) problems.add(unnamed(one));
      if (byId.has(id)) problems.add(twin('segment', id, one, byId.get(id)));
      else byId.set(id, one);
      named.push(one);
    }
  }
  return { named, byId };
}

/** The id in the file; in an unsound segment, that may be anything. */
const idOf = (written: Segment): string | undefined =>
  typeof written?.id === 'string' && written.id !== '' ? written.id : undefined;

const unnamed = ({ id, path }: NamedSegment): Problem => ({
  severity: 'warning',
  code: 'segment-without-id',
  path,
  ...says(
    say`This segment has no id, so it is named \`${{ name: id }}\` after its position.`,
    say`Add an \`id\`, so that it keeps its name when segments move.`,
  ),
  segment: id,
});

type Placed = { readonly path: Path };

const twin = (kind: string, id: string, { path }: Placed, first: Placed | undefined): Problem => ({
  code: 'twin-id',
  path: [...path, 'id'],
  ...says(say`Two ${{ kind }}s are named \`${{ name: id }}\`.`, say`Give one of them another id.`),
  ...(first && { related: { message: 'The first one.', path: [...first.path, 'id'] } }),
});
