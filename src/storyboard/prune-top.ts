import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import type { StoryboardFile } from './schema.gen.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Mappings whose keys are independent of each other. */
const loose = ['format', 'vars', 'cast', 'defaults', 'audio', 'captions', 'budget', 'lint', 'outputs'];

/** Replaces a wrong text, so that what uses it can be checked. */
const someText = '…';

/** All of a storyboard but its scenes, without what has problems. */
export function pruneTop(
  { scenes, ...value }: Mapping,
  problems: readonly Problem[],
): Omit<StoryboardFile, 'scenes'> {
  const left: Record<string, unknown> = { ...value };
  const copies = new Copies();
  for (const { path = [] } of problems) dropAt(left, path, copies);
  return { title: '', ...left } as unknown as Omit<StoryboardFile, 'scenes'>;
}

/** Copies of the file's mappings and lists, each made once, however much is left out. */
class Copies {
  readonly #made = new Set<unknown>();

  /** A copy of the mapping or list under a key or at a position, to be changed; undefined if there is none. */
  of(owner: Record<string, unknown>, key: string): Record<string, unknown> | undefined {
    const own = owner[key];
    if (own === null || typeof own !== 'object') return undefined;
    const copy = this.#made.has(own) ? own : Array.isArray(own) ? [...own] : { ...own };
    this.#made.add(copy);
    owner[key] = copy;
    return copy as Record<string, unknown>;
  }
}

function dropAt(file: Record<string, unknown>, [root = '', key, ...deeper]: Path, copies: Copies): void {
  const name = String(root);
  const mapping = key !== undefined && loose.includes(name) ? copies.of(file, name) : undefined;
  if (!mapping || Array.isArray(mapping) !== (name === 'outputs')) delete file[name];
  else if (name === 'outputs') dropOutput(mapping, [String(key), ...deeper], copies);
  else if (name === 'vars') mapping[String(key)] = someText;
  else if (name === 'cast') mapping[String(key)] = memberLeft(mapping[String(key)], deeper);
  else if (name === 'audio') dropHeard(mapping, [String(key), ...deeper], copies);
  else delete mapping[String(key)];
}

/** Replaces a cast member with a wrong description: the name is still known. */
function memberLeft(own: unknown, [part]: Path): unknown {
  const { [String(part)]: _, ...others } = isMapping(own) ? own : {};
  return typeof others.description === 'string' ? others : { description: someText };
}

/** Of music and recordings, only the wrong key is left out, so that the rest can be checked. */
function dropHeard(owner: Record<string, unknown>, [step = '', ...deeper]: Path, copies: Copies): void {
  const key = String(step);
  const below = deeper.length > 0 ? copies.of(owner, key) : undefined;
  if (below) dropHeard(below, deeper, copies);
  // Items of lists keep their positions.
  else if (Array.isArray(owner)) owner[Number(key)] = {};
  else delete owner[key];
}

/** An output keeps its position, and a name that no other has. */
function dropOutput(outputs: Record<string, unknown>, [step = '', part]: Path, copies: Copies): void {
  const position = String(step);
  const nameless = { name: `${someText}${position}` };
  const output = copies.of(outputs, position);
  if (!output || Array.isArray(output)) outputs[position] = nameless;
  else if (part === 'name' || typeof output.name !== 'string') Object.assign(output, nameless);
  else if (part === undefined) outputs[position] = nameless;
  // Keys that only one kind of output has say which kind is meant.
  else if (part === 'as') output.as = 'at' in output ? 'poster' : 'fps' in output ? 'gif' : 'mp4';
  else delete output[String(part)];
}

const isMapping = (value: unknown): value is Mapping =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
