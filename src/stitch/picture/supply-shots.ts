import { ok, type Result } from '../../core/result.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import type { CutProblems } from '../problems.ts';
import { chooseOwn } from './choose.ts';
import { companyOf } from './company.ts';
import { encodedBefore, type Rendering } from './encode.ts';
import { type Piece, stretchesOf } from './pieces.ts';
import { preparation } from './prepare.ts';
import { preparedSupply, type Supplies } from './supply.ts';

/** A shot that has to be encoded as a whole before anything can be cut from it. */
export interface Preparation {
  readonly shot: Shot;
  readonly rendering: Rendering;
}

/**
 * Divides the shots into those that can be cut already, from their own footage or from what was prepared before, and the
 * others.
 */
export async function supplyShots(
  shots: readonly Shot[],
  pieces: readonly Piece[],
  cutting: Cutting,
): Promise<Result<{ supplies: Supplies; toPrepare: readonly Preparation[] }, CutProblems>> {
  const { film } = cutting;
  const own = await chooseOwn(shots, pieces, cutting);
  if (!own.ok) return own;
  const supplies = new Map(own.value);
  const toPrepare: Preparation[] = [];
  const stretches = stretchesOf(pieces);
  const company = companyOf(pieces, film);
  for (const shot of shots) {
    if (supplies.has(shot)) continue;
    const rendering = await preparation(shot, company.get(shot) ?? [], cutting);
    if (!rendering.ok) return rendering;
    const before = await encodedBefore(rendering.value, cutting);
    if (before) supplies.set(shot, await preparedSupply(shot, before, stretches.get(shot), film));
    else toPrepare.push({ shot, rendering: rendering.value });
  }
  return ok({ supplies, toPrepare });
}
