import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Sound } from './prune.ts';
import type { Scene, Segment } from './schema.gen.ts';

/** A segment of the file with the name it goes by. */
export interface Named {
  readonly id: string;
  readonly scene: Scene;
  readonly path: Path;
  readonly written: Segment;
  /** False: only its name can be relied on. */
  readonly sound: boolean;
}

/** All segments in film order, each with an id of its own. */
export function nameSegments({ file, unsound }: Sound, problems: Problems): readonly Named[] {
  reportTwins(
    file.scenes.map((scene, i) => ({ id: scene.id, path: ['scenes', i, 'id'] })),
    'scenes',
    problems,
  );
  const named = file.scenes.flatMap((scene, s) =>
    scene.segments.map((written, i): Named => {
      const path = ['scenes', s, 'segments', i];
      return {
        id: idOf(written) ?? `${scene.id}-${i + 1}`,
        scene,
        path,
        written,
        sound: !unsound.has(written),
      };
    }),
  );
  for (const { id, path, written, sound } of named) {
    if (idOf(written) === undefined && sound) problems.add(unnamed(id, path));
  }
  reportTwins(
    named.map(({ id, path, written }) => ({ id, path: idOf(written) ? [...path, 'id'] : path })),
    'segments',
    problems,
  );
  return named;
}

/** As the file says it; an unsound segment may say anything there. */
const idOf = (written: Segment): string | undefined =>
  typeof written?.id === 'string' && written.id !== '' ? written.id : undefined;

const unnamed = (id: string, path: Path) => ({
  severity: 'warning' as const,
  code: 'segment-without-id' as const,
  path,
  message: `this segment has no id and is called \`${id}\` by its position`,
  help: 'Give it an `id`, so that it keeps its name when segments are moved.',
  segment: id,
});

function reportTwins(all: readonly { id: string; path: Path }[], what: string, problems: Problems): void {
  const first = new Map<string, Path>();
  for (const { id, path } of all) {
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else {
      problems.add({
        code: 'twin-id',
        path,
        message: `two ${what} are called \`${id}\``,
        help: 'Give one of them another id.',
        related: { message: 'the first one', path: before },
      });
    }
  }
}
