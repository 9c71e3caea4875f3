import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import type { StoryboardFile } from './schema.gen.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Mappings of which each key means something by itself. */
const loose = ['format', 'vars', 'cast', 'defaults', 'audio', 'captions', 'budget'];

/** Stands for a text that is wrong, where what uses it is not. */
const someText = '…';

/** All of a storyboard but its scenes, without what the problems are with. */
export function pruneTop(
  { scenes, ...value }: Mapping,
  problems: readonly Problem[],
): Omit<StoryboardFile, 'scenes'> {
  const left: Record<string, unknown> = { ...value };
  for (const { path = [] } of problems) dropAt(left, path);
  return { title: '', ...left } as unknown as Omit<StoryboardFile, 'scenes'>;
}

function dropAt(file: Record<string, unknown>, [root = '', key, ...deeper]: Path): void {
  const name = String(root);
  const mapping = file[name];
  if (key === undefined || !loose.includes(name) || !isMapping(mapping)) {
    delete file[name];
    return;
  }
  const own = mapping[key];
  const { [key]: _, ...others } = mapping;
  const kept = keptOf(name, own, deeper);
  file[name] = kept === undefined ? others : { ...mapping, [key]: kept };
}

/** What stands for a name whose value is wrong: it is still the name of something. */
function keptOf(root: string, own: unknown, deeper: Path): unknown {
  const [part] = deeper;
  if (root === 'vars') return someText;
  if (root === 'audio') return heardOf(own, deeper);
  if (root !== 'cast') return undefined;
  const { [String(part)]: _, ...others } = isMapping(own) ? own : {};
  return typeof others.description === 'string' ? others : { description: someText };
}

/** Music, or a list of recordings, without the key that is wrong: what else is said of them can be looked at. */
function heardOf(own: unknown, [step, ...deeper]: Path): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(own))
    return own.map((one, i) => (String(i) === String(step) ? (heardOf(one, deeper) ?? {}) : one));
  if (!isMapping(own)) return undefined;
  const { [String(step)]: _, ...others } = own;
  return others;
}

const isMapping = (value: unknown): value is Mapping =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
