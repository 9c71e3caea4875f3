import type { TimelineEntry } from '../planner/plan.ts';
import { onCleanTable } from './cache.ts';
import { type Cutting, hasSound } from './cutting-room.ts';
import { gatherSome } from './gather.ts';
import type { Shot } from './material.ts';
import { stayedSame } from './own-file.ts';
import { encode } from './picture/encode.ts';
import { type Piece, piecesOf, stretchesOf } from './picture/pieces.ts';
import { isSupplied, type Supplies } from './picture/supply.ts';
import { prepare, supplyShots } from './picture/supply-shots.ts';
import { workOn } from './picture/work.ts';
import { refusedByDisk } from './problems.ts';
import { decodeShot } from './sound/decode.ts';
import { encodeReelsThere } from './sound/reels-ahead.ts';

/**
 * Renders into the cache what can be rendered while parts of a film's footage are still being made, one thing at a time, so
 * that little is left to do after the last clip. With `fresh`, only what these clips have made possible. It never fails:
 * `stitch` reports what can't be done. Don't run both in the same room at once.
 */
export async function renderAhead(cutting: Cutting, fresh?: ReadonlySet<string>): Promise<void> {
  const { film } = cutting;
  const { entries } = film.timeline;
  try {
    await onCleanTable(cutting, async () => {
      const { shots } = await gatherSome(fresh ? around(fresh, entries) : entries, cutting);
      await renderPieces(shots, cutting);
      if (!hasSound(film)) return;
      for (const shot of shots) {
        if (cutting.signal.aborted) return;
        await decodeShot(shot, cutting);
      }
      await encodeReelsThere(cutting, (entry) => fresh === undefined || isOneOf(fresh, entry));
    });
    // What was made of files that changed meanwhile is deleted; `stitch` reports it.
    await stayedSame(cutting);
  } catch (error) {
    // For instance a full disk: `stitch` will meet it again and report it.
    refusedByDisk(error);
  }
}

/** The entries that show these clips, and their neighbours, with which they are joined. */
function around(fresh: ReadonlySet<string>, entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const shows = entries.map((entry) => isOneOf(fresh, entry));
  return entries.filter((_, i) => shows[i - 1] || shows[i] || shows[i + 1]);
}

const isOneOf = (clips: ReadonlySet<string>, { footage }: TimelineEntry): boolean =>
  footage.kind === 'clip' && footage.clip !== undefined && clips.has(footage.clip);

async function renderPieces(shots: readonly Shot[], cutting: Cutting): Promise<void> {
  const { film } = cutting;
  const pieces = piecesOf(film.timeline, shots);
  const supplied = await supplyShots(shots, pieces, cutting);
  if (!supplied.ok) return;
  const supplies = new Map(supplied.value.supplies);
  const stretches = stretchesOf(pieces);
  for (const preparation of supplied.value.toPrepare) {
    if (cutting.signal.aborted) return;
    const { shot } = preparation;
    const supply = await prepare(preparation, stretches.get(shot), cutting, (one) => encode(one, cutting));
    if (supply.ok) supplies.set(shot, supply.value);
  }
  for (const piece of pieces) {
    if (cutting.signal.aborted) return;
    if (isSupplied(piece, supplies)) await renderPiece(piece, supplies, cutting);
  }
}

async function renderPiece(piece: Piece, supplies: Supplies, cutting: Cutting): Promise<void> {
  const works = await workOn(piece, supplies, cutting);
  if (!works.ok) return;
  for (const work of works.value) {
    if (work.kind === 'encode') await encode(work.rendering, cutting);
  }
}
