import type { Problem } from './problems.ts';
import type { Segment, StoryboardFile } from './schema.gen.ts';

/** A storyboard without what has the wrong shape. */
export interface Sound {
  readonly file: StoryboardFile;
  /** Segments of which nothing but the name can be relied on: others may refer to them. */
  readonly unsound: ReadonlySet<Segment>;
  /** Segments that lack something their author wrote: how long they are, for one, is not certain. */
  readonly unsure: ReadonlySet<Segment>;
  /** Whether a tempo is among what was left out: one that is missing may be that. */
  readonly tempoLost: boolean;
}

/** Too much hangs on these: without them, every use of a name would be reported. */
const roots = ['scenes', 'vars', 'cast', 'defaults'];

/** Without its own of these there is no segment. */
const sources = ['prompt', 'image', 'extend', 'edit', 'file', 'card'];

/**
 * Leaves out what has the wrong shape, so that the rest can be checked in the same go and no mistake is told
 * twice. Undefined where too little is left.
 */
export function prune(value: unknown, problems: readonly Problem[]): Sound | undefined {
  const sets = { unsound: new Set<Segment>(), unsure: new Set<Segment>() };
  const tempoLost = problems.some(({ path = [], guess }) => path.at(-1) === 'tempo' || guess === 'tempo');
  if (problems.length === 0) return { file: value as StoryboardFile, ...sets, tempoLost };
  if (!hasScenes(value) || problems.some(endsAll)) return undefined;
  const wrong = byOwner(problems);
  const scenes = value.scenes.map((scene, s) => {
    const segments = scene.segments.map((segment, i) => {
      const inSegment = wrong.get(`${s}/${i}`);
      if (!inSegment) return segment;
      const rest = without(segment, 4, inSegment.filter(endsKey));
      const ends = inSegment.some(endsSegment) || !hasSource(rest);
      const left = ends ? segment : rest;
      sets[ends ? 'unsound' : 'unsure'].add(left);
      return left;
    });
    return { ...without(scene, 2, wrong.get(`${s}`)), segments };
  });
  const { title = '', ...file } = without(value, 0, wrong.get(''));
  return { file: { ...file, title, scenes }, ...sets, tempoLost };
}

/** A misspelt source is only an unknown key, and nothing is left of it. */
const hasSource = (segment: Segment): boolean =>
  ['prompt', 'file', 'card'].some((key) => Object.hasOwn(segment, key));

const hasScenes = (value: unknown): value is StoryboardFile =>
  value !== null && typeof value === 'object' && 'scenes' in value && Array.isArray(value.scenes);

/** Whether so much is wrong that the rest can't be judged. */
function endsAll({ path = [], guess }: Problem): boolean {
  const [root, scene, key, segment] = path;
  if (root !== 'scenes')
    return roots.includes(String(root)) || (path.length === 1 && roots.includes(guess ?? ''));
  return (
    scene === undefined || key === undefined || key === 'id' || (key === 'segments' && segment === undefined)
  );
}

function endsSegment({ code, path = [] }: Problem): boolean {
  const [key, ...deeper] = path.slice(4);
  if (key === undefined) return true;
  const isSource = sources.includes(String(key)) && code !== 'misplaced-key';
  return isSource && !(code === 'unknown-key' && deeper.length > 0);
}

/** Whether a key is better left out: a wrong id still names its segment, and a source is kept with a key too many. */
function endsKey({ path = [] }: Problem): boolean {
  const [key, ...deeper] = path.slice(4);
  return key !== 'id' && !(sources.includes(String(key)) && deeper.length > 0);
}

/** Problems by the mapping that they are in: `0/2` for a segment, `0` for its scene, else none. */
function byOwner(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const owned = new Map<string, Problem[]>();
  for (const problem of problems) {
    const [root, scene, key, segment] = problem.path ?? [];
    const owner = root !== 'scenes' ? '' : key === 'segments' ? `${scene}/${segment}` : `${scene}`;
    const others = owned.get(owner);
    if (others) others.push(problem);
    else owned.set(owner, [problem]);
  }
  return owned;
}

/** The mapping without the keys that the problems are with, which stand at `depth` in their paths. */
function without<T extends object>(mapping: T, depth: number, problems: readonly Problem[] = []): T {
  const wrong = new Set(problems.map(({ path = [] }) => String(path[depth])));
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !wrong.has(key))) as T;
}
