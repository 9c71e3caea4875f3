import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import type { Segment, StoryboardFile } from './schema.gen.ts';

/** A storyboard whose shape is right, but for segments that must not be looked into. */
export interface Sound {
  readonly file: StoryboardFile;
  /** Known by what they are called only: others may refer to them. */
  readonly unsound: ReadonlySet<Segment>;
}

/** Too much hangs on these: without them, every use of a name would be reported. */
const roots = ['scenes', 'vars', 'cast', 'defaults'];

/**
 * Leaves out what has the wrong shape, so that the rest can be checked in the same go, and no mistake is
 * told twice. Undefined where too little is left.
 */
export function prune(value: unknown, problems: readonly Problem[]): Sound | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const unsound = new Set<Segment>();
  const dropped = new Set<string>();
  const file = value as StoryboardFile;
  for (const problem of problems) {
    const [key, scene, within, segment] = problem.path ?? [];
    const broken = within === 'segments' && segment !== undefined ? at(file, scene, segment) : undefined;
    if (broken) unsound.add(broken);
    else if (key === undefined || isRoot(key, problem)) return undefined;
    else dropped.add(String(key));
  }
  const rest = Object.entries(file).filter(([key]) => !dropped.has(key));
  return { file: { title: '', ...Object.fromEntries(rest) } as StoryboardFile, unsound };
}

function isRoot(key: string | number, problem: Problem): boolean {
  return roots.includes(String(key)) || roots.some((root) => problem.help?.includes(`\`${root}\`?`));
}

const at = (
  file: StoryboardFile,
  scene: Path[number] | undefined,
  segment: Path[number],
): Segment | undefined => file.scenes?.[Number(scene)]?.segments?.[Number(segment)];
