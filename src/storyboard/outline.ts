import { type Output, outputKinds } from './model.ts';
import { parseYaml } from './parse-yaml.ts';
import { readText } from './read-text.ts';

/** The names in a storyboard that the command line can use, whatever else is wrong with it. */
export interface Outline {
  readonly scenes: readonly { readonly id: string; readonly segments: readonly SegmentOutline[] }[];
  /** Names of variables. */
  readonly vars: readonly string[];
  readonly outputs: readonly Pick<Output, 'name' | 'as'>[];
}

interface SegmentOutline {
  readonly id: string;
  /** Candidates that the storyboard asks for, at least 1. */
  readonly takes: number;
}

/** Invalid names are left out. Undefined if the file can't be read or is not YAML. */
export async function readOutline(file: string): Promise<Outline | undefined> {
  const source = await readText(file);
  const tree = source.ok ? parseYaml(source.value) : undefined;
  if (!tree?.ok) return undefined;
  const board = mapping(tree.value.root.value);
  const usual = takesOf(board.defaults, takesOf(board, 1));
  return {
    scenes: list(board.scenes).map((scene) => sceneOutline(mapping(scene), usual)),
    vars: Object.keys(mapping(board.vars)).filter((name) => variable.test(name)),
    outputs: board.outputs === undefined ? [{ as: 'mp4' }] : list(board.outputs).flatMap(outputOutline),
  };
}

function sceneOutline(scene: Mapping, usual: number): Outline['scenes'][number] {
  const id = idOf(scene) ?? '';
  const takes = takesOf(scene, usual);
  const segments = list(scene.segments).flatMap((segment, index) => {
    // Without an id, it is named after its position.
    const own = idOf(mapping(segment)) ?? (id === '' ? undefined : `${id}-${index + 1}`);
    return own === undefined ? [] : [{ id: own, takes: takesOf(segment, takes) }];
  });
  return { id, segments };
}

function outputOutline(output: unknown): Outline['outputs'] {
  const { name: own, as = 'mp4' } = mapping(output);
  const kind = outputKinds.find((one) => one === as);
  return typeof own === 'string' && name.test(own) && kind ? [{ name: own, as: kind }] : [];
}

type Mapping = Readonly<Record<string, unknown>>;

const mapping = (value: unknown): Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const name = /^[a-z0-9][a-z0-9-]*$/;
const variable = /^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/;

const idOf = ({ id }: Mapping): string | undefined =>
  typeof id === 'string' && name.test(id) ? id : undefined;

/** More than anybody would look at. */
const mostTakes = 100;

function takesOf(from: unknown, inherited: number): number {
  const { takes } = mapping(from);
  return typeof takes === 'number' && takes >= 1 && takes <= mostTakes ? Math.floor(takes) : inherited;
}
