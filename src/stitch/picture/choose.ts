import { ok, type Result } from '../../core/result.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { filesAtOnce, inParallel } from '../parallel.ts';
import type { CutProblems } from '../problems.ts';
import { encoderHeader } from './encoder-header.ts';
import { type Piece, stretchesOf } from './pieces.ts';
import { ownSupply, type Supplies, withoutClashes } from './supply.ts';

/**
 * The shots that are cut from their own footage; the others have to be prepared. A film has one header, so whether footage
 * can be copied depends on what else is copied and on what is encoded.
 */
export async function chooseOwn(
  shots: readonly Shot[],
  pieces: readonly Piece[],
  cutting: Cutting,
): Promise<Result<Supplies, CutProblems>> {
  const stretches = stretchesOf(pieces);
  const found = await inParallel(shots, filesAtOnce, async (shot) =>
    ok([shot, await ownSupply(shot, stretches.get(shot), cutting)] as const),
  );
  if (!found.ok) return found;
  const all = new Map(found.value.flatMap(([shot, supply]) => (supply ? [[shot, supply] as const] : [])));
  const alone = withoutClashes(all);
  if (pieces.every((piece) => isCopied(piece, alone))) return ok(alone);
  const header = await encoderHeader(cutting);
  return header.ok ? ok(withoutClashes(all, header.value)) : header;
}

const isCopied = (piece: Piece, supplies: Supplies): boolean =>
  piece.kind === 'stretch' && supplies.get(piece.shot)?.parts.every(({ kind }) => kind === 'copy') === true;
