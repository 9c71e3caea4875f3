import type { Diagnostic } from '../core/diagnostic.ts';
import { edited } from './edit.ts';
import { Places } from './places.ts';
import type { Problem } from './problems.ts';
import { type Read, readTree } from './read-tree.ts';
import type { Shape } from './shape.ts';
import { longestSearched } from './slips/find-slip.ts';
import { misaligned } from './slips/misaligned.ts';
import { type Slip, slipDiagnostic } from './slips/slip.ts';
import type { Tree } from './tree.ts';

/** A text that could be read. */
type Whole = Read & { readonly tree: Tree };

/** A text as data, with the problems of its shape, and the places of its values. */
interface Checked extends Whole {
  readonly places: Places;
  readonly misshapen: readonly Problem[];
}

/** In columns. A key that is this far off is in another place than its author thinks, not just in another column. */
const farthest = 4;

/** Slips that are tried one by one. */
const mostTried = 8;

/**
 * If the problems of a text's shape come from lines in the wrong column, which YAML reads as a part of something else,
 * reports those lines instead, and goes on with the text as it was meant.
 */
export async function realigned(read: Whole, shape: Shape): Promise<Checked> {
  const checked = await check(read, shape);
  if (told(checked) === 0 || read.source.text.length > longestSearched) return checked;
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
  const misshapen = await shape.check(read.tree.root.value, places);
  return { ...read, places, misshapen };
}

const isNear = ({ start, end, text }: Slip['edits'][number]): boolean =>
  end - start < farthest && text.length <= farthest;

/** Number of problems that are reported: of the shape, and of duplicate keys. */
const told = ({ misshapen, tree }: Checked): number =>
  misshapen.filter(({ explained }) => !explained).length + tree.diagnostics.filter(isError).length;

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
