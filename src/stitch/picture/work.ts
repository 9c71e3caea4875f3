import { ok, type Result, unreachable } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type CutProblems, ifDamaged, unreadable } from '../problems.ts';
import { type PictureRun, runOf, wholeRun } from './copy.ts';
import type { StretchPart } from './copy-plan.ts';
import { encodedBefore, type Rendering } from './encode.ts';
import { joinRendering } from './join.ts';
import { labelling } from './label.ts';
import type { Piece } from './pieces.ts';
import { type CutSource, framesOf, holdingLast, inputOf, type Range, rangeOf } from './source.ts';
import { isSupplied, type Supplies, type Supply } from './supply.ts';

/** Part of a piece: existing samples, or pictures to encode. */
export type Work =
  | { readonly kind: 'ready'; readonly run: PictureRun }
  | { readonly kind: 'encode'; readonly rendering: Rendering };

export type Works = ReadonlyMap<Piece, readonly Work[]>;

/** The works of all pieces whose shots have their supplies. */
export async function workOnAll(
  pieces: readonly Piece[],
  supplies: Supplies,
  cutting: Cutting,
): Promise<Result<Works, CutProblems>> {
  const works = new Map<Piece, readonly Work[]>();
  for (const piece of pieces.filter((one) => isSupplied(one, supplies))) {
    const work = await workOn(piece, supplies, cutting);
    if (!work.ok) return work;
    works.set(piece, work.value);
  }
  return ok(works);
}

/** The works of a piece, in order. All of its shots have their supplies. */
export async function workOn(
  piece: Piece,
  supplies: Supplies,
  cutting: Cutting,
): Promise<Result<readonly Work[], CutProblems>> {
  const supplyOf = (shot: Shot): Supply => {
    const supply = supplies.get(shot);
    if (supply === undefined) throw new Error(`nothing was prepared for ${shot.entry.segment}`);
    return supply;
  };
  switch (piece.kind) {
    case 'join': {
      const rendering = await joinRendering(piece, supplyOf, cutting);
      return rendering.ok ? ok([await found(rendering.value, cutting)]) : rendering;
    }
    case 'stretch': {
      const { source, body = source, parts } = supplyOf(piece.shot);
      return ok(await Promise.all(parts.map((part) => workOnPart(part, body, cutting))));
    }
    default:
      return unreachable(piece);
  }
}

async function workOnPart(part: StretchPart, source: CutSource, cutting: Cutting): Promise<Work> {
  const { film } = cutting;
  const { shot, copyable } = source;
  if (part.kind === 'copy') {
    if (copyable === undefined) throw new Error(`${shot.entry.segment} can't be copied`);
    return { kind: 'ready', run: runOf(copyable, part) };
  }
  const { frames } = part;
  const from = part.from - source.first;
  const labels = await labelling([{ shot, from: 0, to: frames }], shot.entry.start + from, cutting, frames);
  const rendering = (range: Range): Rendering => ({
    inputs: [inputOf(range, film), ...(labels?.inputs ?? [])],
    graph: labels
      ? `${framesOf(range, film, 0, 'bare')};${labels.graph(1, 'bare', 'v')}`
      : framesOf(range, film, 0, 'v'),
    frames,
    drawn: labels !== undefined,
    group: group.whole,
    failure: (reason) => unreadable(shot, reason),
    ...ifDamaged(shot),
    ...holdingLast(range, frames, rendering),
  });
  return found(rendering(rangeOf(source, from, frames)), cutting);
}

async function found(rendering: Rendering, cutting: Cutting): Promise<Work> {
  const encoded = await encodedBefore(rendering, cutting);
  return encoded ? { kind: 'ready', run: wholeRun(encoded.copyable) } : { kind: 'encode', rendering };
}
