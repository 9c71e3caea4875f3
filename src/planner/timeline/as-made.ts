import type { Holdings } from '../../core/holdings.ts';
import { inputKey } from '../../core/request.ts';
import { type FootagePart, linksOf, type TakeFootage } from '../chains/footage.ts';

/**
 * Footage as its clips turned out. An extension should hold what it extends and the new part; some servers return the new
 * part alone. How long its clip is tells which: then it follows the clip before it.
 */
export function asMade(footage: TakeFootage, holdings: Pick<Holdings, 'clip'>): TakeFootage {
  const pieces = footage.pieces.flatMap((piece) => partsOf(piece, holdings));
  return pieces.length === footage.pieces.length && pieces.every((piece, i) => piece === footage.pieces[i])
    ? footage
    : { ...footage, pieces };
}

function partsOf(piece: FootagePart, holdings: Pick<Holdings, 'clip'>): readonly FootagePart[] {
  const { after, from } = piece;
  const links = linksOf(piece);
  if (after === undefined && links.length === 1) return [piece];
  const held = holdings.clip(inputKey(from.input))?.seconds;
  if (held === undefined) return [piece];
  const before = after && (holdings.clip(after.fingerprint)?.seconds ?? after.seconds);
  const first = firstHeld(
    links.map(({ seconds }) => seconds),
    before ?? 0,
    held,
  );
  if (first < 0) return [piece];
  const own = links.slice(first);
  const last = { from, seconds: sumOf(own), ...(own.length > 1 && { links: own }) };
  const earlier = links.slice(0, first);
  const end = earlier.at(-1);
  if (end === undefined) return [last];
  const rest = { from: end.from, seconds: sumOf(earlier), links: earlier, ...(after && { after }) };
  return [...partsOf(rest, holdings), last];
}

/** The first of these parts that a clip of `held` seconds holds with all after it; -1 if it holds all, and what is before. */
function firstHeld(parts: readonly number[], before: number, held: number): number {
  let whole = before;
  for (const seconds of parts) whole += seconds;
  let [nearest, first] = [Math.abs(held - whole), -1];
  let rest = whole - before;
  for (const [index, seconds] of parts.entries()) {
    const isWhole = index === 0 && before === 0;
    if (!isWhole && Math.abs(held - rest) < nearest) [nearest, first] = [Math.abs(held - rest), index];
    rest -= seconds;
  }
  return first;
}

const sumOf = (links: readonly { readonly seconds: number }[]): number =>
  links.reduce((sum, { seconds }) => sum + seconds, 0);
