import { type Sentence, say } from '../../core/sentence.ts';
import type { Path } from '../places.ts';
import { branchesOf, type Language, schemaAt } from './language.ts';
import { asLine } from './line.ts';

/** Keys whose values often belong under a key beside them. */
const others: Readonly<Record<string, readonly string[]>> = {
  at: ['offset'],
  resolution: ['size', 'aspect'],
  size: ['resolution', 'aspect', 'size'],
  aspect: ['resolution', 'size'],
};

/** `resolution: 1920x1080`: the value belongs under a key beside it, `size: 1920x1080`. */
export function writeBeside(language: Language, path: Path, value: unknown): Sentence | undefined {
  const [at, key] = [path.slice(0, -1), String(path.at(-1))];
  const names = language.brief || !isScalar(value) || !Object.hasOwn(others, key) ? [] : (others[key] ?? []);
  if (names.length === 0 || (key === 'at' && isSegment(language.root, value))) return undefined;
  const branches = branchesOf(language, schemaAt(language, at) ?? {});
  for (const name of names) {
    const part = branches.find(({ properties = {} }) => Object.hasOwn(properties, name))?.properties?.[name];
    const own = name === 'size' ? (sizeOf(language.root, at, value) ?? value) : value;
    if (!part || !language.fits(part, own)) continue;
    const instead = name === 'size' ? ' instead of `aspect` and `resolution`' : '';
    const needsAt = key === 'at' && branches.some(({ required = [] }) => required.includes(key));
    return say`Write \`${{ write: asLine(language, [...at, name], own) }}\`${instead}${needsAt ? ', and in `at` the id of a segment' : ''}.`;
  }
  return undefined;
}

/** The size of a frame whose short side is a number of pixels: `360p`. */
function sizeOf(root: unknown, at: Path, value: unknown): string | undefined {
  const [, short] = /^(\d{2,4})p?$/i.exec(String(value)) ?? [];
  if (short === undefined) return undefined;
  const beside = textAt(root, [...at, 'aspect']) ?? textAt(root, ['format', 'aspect']) ?? '16:9';
  const [width = 16, height = 9] = beside.split(':').map(Number);
  const long = Math.round((Number(short) * Math.max(width, height)) / Math.min(width, height) / 2) * 2;
  return width < height ? `${short}x${long}` : `${long}x${short}`;
}

function textAt(root: unknown, path: Path): string | undefined {
  let value: unknown = root;
  for (const step of path) value = Object(value)[step];
  return typeof value === 'string' && /^\d+:\d+$/.test(value) ? value : undefined;
}

/** Whether a segment has this id. */
function isSegment(root: unknown, id: unknown): boolean {
  const listAt = (value: unknown, key: string): readonly unknown[] => [Object(value)[key]].flat();
  return listAt(root, 'scenes')
    .flatMap((scene) => listAt(scene, 'segments'))
    .some((segment) => isScalar(Object(segment).id) && String(Object(segment).id) === String(id));
}

const isScalar = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
