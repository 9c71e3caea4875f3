import type { Diagnostic } from '../core/diagnostic.ts';
import { edited } from './edit.ts';
import { Places } from './places.ts';
import type { Problem } from './problems.ts';
import { type Read, readTree } from './read-tree.ts';
import type { Shape } from './shape.ts';
import { misaligned } from './slips/misaligned.ts';
import { type Slip, slipDiagnostic } from './slips/slip.ts';
import type { Tree } from './tree.ts';

/** A text that could be read. */
type Whole = Read & { readonly tree: Tree };

/** A text as data, with what is wrong with its shape, and where in it something stands. */
interface Checked extends Whole {
  readonly places: Places;
  readonly misshapen: readonly Problem[];
}

/** Columns: farther, or as far out, a key is in another place than its author thinks, not only in another column. */
const farthest = 4;

/** Longer texts are not looked through again and again. */
const longest = 400_000;

/** Slips that are tried one by one. */
const mostTried = 8;

/**
 * Where what is wrong with a text's shape comes of lines that begin in other columns than their keys belong in, tells
 * that, and goes on with the text as it was meant: YAML reads such a line as a part of something else.
 */
export async function realigned(read: Whole, shape: Shape): Promise<Checked> {
  const checked = await check(read, shape);
  if (told(checked) === 0 || read.source.text.length > longest) return checked;
  const slips = misaligned(read.source, shape.keys).filter(({ edits }) => edits.every(isNear));
  for (const tried of triesOf(slips)) {
    const mended = readTree(
      edited(
        read.source,
        tried.flatMap(({ edits }) => edits),
      ),
      shape.keys,
    );
    if (!mended.tree?.whole || mended.diagnostics.length > 0) continue;
    const next = await check({ ...mended, tree: mended.tree }, shape);
    if (told(next) >= told(checked)) continue;
    const diagnostics = tried.map((slip) => slipDiagnostic(read.source, slip));
    return { ...next, diagnostics: [...read.diagnostics, ...diagnostics] };
  }
  return checked;
}

/** All of them together, then each. */
const triesOf = (slips: readonly Slip[]): readonly (readonly Slip[])[] => [
  ...(slips.length > 1 ? [slips] : []),
  ...slips.slice(0, mostTried).map((slip) => [slip]),
];

async function check(read: Whole, shape: Shape): Promise<Checked> {
  const places = new Places(read.source, read.tree.root);
  const misshapen = await shape.check(read.tree.root.value, (path) => places.textOf(path));
  return { ...read, places, misshapen };
}

const isNear = ({ start, end, text }: Slip['edits'][number]): boolean =>
  end - start < farthest && text.length <= farthest;

/** What is told of a text: of its shape, and of keys that stand twice. */
const told = ({ misshapen, tree }: Checked): number =>
  misshapen.filter(({ explained }) => !explained).length + tree.diagnostics.filter(isError).length;

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
