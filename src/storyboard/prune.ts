import type { Code } from '../core/codes.ts';
import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import { pruneTop } from './prune-top.ts';
import type { Scene, Segment, StoryboardFile } from './schema.gen.ts';

/** A storyboard without the parts that have the wrong shape. */
export interface SoundParts {
  readonly file: StoryboardFile;
  /** Segments of which only the name can be relied on: others may refer to them. */
  readonly unsound: ReadonlySet<Segment>;
  /** Segments that lack something their author wrote: for example, their length is uncertain. */
  readonly unsure: ReadonlySet<Segment>;
  /** Whether a tempo was left out: a missing tempo may be that one. */
  readonly tempoLost: boolean;
  /** Codes not to report, since what is missing may be among what was left out. */
  readonly untold: ReadonlySet<Code>;
}

/** A segment needs one of these. */
const sources = ['prompt', 'image', 'extend', 'edit', 'file', 'card'];

/** What the length of a segment depends on. */
const lengths = [...sources, 'duration', 'trim', 'transition', 'speed', 'tempo'];

/**
 * Leaves out what has the wrong shape, so that the rest can be checked in the same run and no mistake is reported
 * twice. Items of lists keep their positions. Undefined if there is nothing to check.
 */
export function prune(value: unknown, problems: readonly Problem[]): SoundParts | undefined {
  const tempoLost = problems.some(({ path = [], guess }) => path.at(-1) === 'tempo' || guess === 'tempo');
  const [unsound, unsure] = [new Set<Segment>(), new Set<Segment>()];
  const untold = new Set(problems.flatMap(untoldBy));
  const sound = { unsound, unsure, tempoLost, untold };
  if (problems.length === 0) return { file: value as StoryboardFile, ...sound };
  if (!isMapping(value)) return undefined;
  const wrong = byOwner(problems);
  const atTop = problems.filter(({ path: [root] = [] }) => root !== 'scenes');
  const allUnsure = atTop.some((problem) => isOfLength(problem, problem.path?.[0] === 'defaults' ? 1 : 0));
  const pruneScene = (written: unknown, s: number): Scene => {
    const inScene = wrong.get(`${s}`) ?? [];
    const scene = isMapping(written) ? without(written, 2, inScene) : {};
    const sceneUnsure = allUnsure || inScene.some((problem) => isOfLength(problem, 2));
    const segments = listAt(written, 'segments').map((segment, i) => {
      const inSegment = wrong.get(`${s}/${i}`) ?? [];
      const left = pruneSegment(segment, inSegment);
      if (left.ends) unsound.add(left.segment);
      else if (sceneUnsure || inSegment.some((problem) => isOfLength(problem, 4))) unsure.add(left.segment);
      return left.segment;
    });
    const id = isMapping(written) && typeof written.id === 'string' ? written.id : standIn(s);
    return { ...scene, id, segments };
  };
  const scenes = listAt(value, 'scenes').map(pruneScene);
  return { file: { ...pruneTop(value, atTop), scenes }, ...sound };
}

/** No scene can have this id. */
const standIn = (s: number): string => `scene ${s + 1}`;

function pruneSegment(written: unknown, problems: readonly Problem[]): { segment: Segment; ends: boolean } {
  if (!isMapping(written)) return { segment: {} as Segment, ends: true };
  if (problems.length === 0) return { segment: written as unknown as Segment, ends: false };
  const { pick, ...others } = without(written, 4, problems.filter(endsKey));
  // A pick is compared with the takes.
  const takesWrong = problems.some(({ path = [], guess }) => path[4] === 'takes' || guess === 'takes');
  const rest = takesWrong || pick === undefined ? others : { ...others, pick };
  // How a picture fills the frame depends on what is wrong.
  const framed = ['move', 'fit'].some((key) =>
    problems.some(({ path = [], guess }) => path[4] === key || guess === key),
  );
  const ends = problems.some(endsSegment) || !hasSource(rest);
  return {
    segment: (ends ? { ...written } : { ...rest, ...(framed && { fit: 'crop' }) }) as unknown as Segment,
    ends,
  };
}

/** A misspelt source is only an unknown key, which is left out. */
const hasSource = (segment: Mapping): boolean =>
  ['prompt', 'file', 'card'].some((key) => Object.hasOwn(segment, key));

/** Whether what is wrong may be a name that is used elsewhere. */
function untoldBy({ path = [], guess, lacks }: Problem): readonly Code[] {
  const [root, , key, segment, own] = path;
  const whole = path.length === 1;
  const means = (name: string, step: Path[number] | undefined): boolean =>
    step === name || guess === name || lacks === name;
  if ((path.at(-1) === 'takes' || guess === 'takes') && segment === undefined) return ['pick-beyond-takes'];
  if (whole && means('vars', root)) return ['unknown-variable'];
  if (whole && means('cast', root)) return ['unknown-cast'];
  if (whole && means('scenes', root)) return ['unknown-segment'];
  if (root !== 'scenes') return means('scenes', undefined) ? ['unknown-segment'] : [];
  const namesLost =
    (key === undefined && lacks !== 'id') ||
    (segment === undefined && means('segments', key)) ||
    (path.length === 4 && key === 'segments' && lacks === undefined) ||
    (path.length === 5 && means('id', own));
  return namesLost ? ['unknown-segment'] : [];
}

/** Whether the key at `depth` in a problem's path, or the key meant by it, affects lengths. */
function isOfLength({ code, path = [], guess }: Problem, depth: number): boolean {
  if (path.length <= depth) return path[0] === 'defaults';
  if (depth === 0 && guess === 'defaults') return true;
  if (code === 'unknown-key' && path.length === depth + 1)
    return guess === undefined || lengths.includes(guess);
  return lengths.includes(String(path[depth]));
}

function endsSegment({ code, path = [] }: Problem): boolean {
  const [key, ...deeper] = path.slice(4);
  if (key === undefined) return true;
  const isSource = sources.includes(String(key)) && code !== 'misplaced-key';
  return isSource && !(code === 'unknown-key' && deeper.length > 0);
}

/** Whether to leave a key out: a wrong id still names its segment, and a source with a key too many is kept. */
function endsKey({ path = [] }: Problem): boolean {
  const [key, ...deeper] = path.slice(4);
  return key !== 'id' && !(sources.includes(String(key)) && deeper.length > 0);
}

/** Problems by the mapping that they are in: `0/2` for a segment, `0` for its scene. */
function byOwner(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const owned = new Map<string, Problem[]>();
  for (const problem of problems) {
    const [root, scene, key, segment] = problem.path ?? [];
    if (root !== 'scenes' || scene === undefined) continue;
    const owner = key === 'segments' && segment !== undefined ? `${scene}/${segment}` : `${scene}`;
    const others = owned.get(owner);
    if (others) others.push(problem);
    else owned.set(owner, [problem]);
  }
  return owned;
}

/** The mapping without the keys that have problems; these are at `depth` in the problems' paths. */
function without(mapping: Mapping, depth: number, problems: readonly Problem[]): Mapping {
  const wrong = new Set(problems.map(({ path = [] }) => String(path[depth])));
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !wrong.has(key)));
}

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = isMapping(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}
