import type { TimelineEntry } from '../planner/plan.ts';
import { onCleanTable } from './cache.ts';
import { type CuttingRoom, type Film, hasSound } from './cutting-room.ts';
import { gatherSome, type Shot } from './material.ts';
import { encode } from './picture/encode.ts';
import { type Piece, piecesOf, stretchesOf } from './picture/pieces.ts';
import { isSupplied, preparedSupply, type Supplies } from './picture/supply.ts';
import { supplyShots } from './picture/supply-shots.ts';
import { workOn } from './picture/work.ts';
import { refusedByDisk } from './problems.ts';
import { decodeShot } from './sound/decode.ts';

/**
 * Renders into the cache what can be rendered of a film while parts of its footage are still being made, one
 * thing at a time: after the last clip little is left to do. With `fresh`, only what these clips have brought into
 * reach. It fails at nothing: what can't be done is left for `stitch`, which says why. Not to be run in the same
 * room at once with that.
 */
export async function renderAhead(
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
  fresh?: ReadonlySet<string>,
): Promise<void> {
  const { entries } = film.timeline;
  try {
    await onCleanTable(room, async () => {
      const { shots } = await gatherSome(fresh ? around(fresh, entries) : entries, film, room);
      await renderPieces(shots, film, room, signal);
      if (!hasSound(film)) return;
      for (const shot of shots) {
        if (signal.aborted) return;
        await decodeShot(shot, film, room, signal);
      }
    });
  } catch (error) {
    // A full disk, say: the stitch meets it again, and says so.
    refusedByDisk(error);
  }
}

/** The entries that show these clips, and those beside them, with which they are joined. */
function around(fresh: ReadonlySet<string>, entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const shows = entries.map(
    ({ footage }) => footage.kind === 'clip' && footage.clip !== undefined && fresh.has(footage.clip),
  );
  return entries.filter((_, i) => shows[i - 1] || shows[i] || shows[i + 1]);
}

async function renderPieces(
  shots: readonly Shot[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<void> {
  const pieces = piecesOf(film.timeline, shots);
  const supplied = await supplyShots(shots, pieces, film, room, { signal });
  if (!supplied.ok) return;
  const supplies = new Map(supplied.value.supplies);
  const stretches = stretchesOf(pieces);
  for (const { shot, rendering } of supplied.value.toPrepare) {
    if (signal.aborted) return;
    const encoded = await encode(rendering, film, room, { signal });
    if (encoded.ok) supplies.set(shot, await preparedSupply(shot, encoded.value, stretches.get(shot), film));
  }
  for (const piece of pieces) {
    if (signal.aborted) return;
    if (isSupplied(piece, supplies)) await renderPiece(piece, supplies, film, room, signal);
  }
}

async function renderPiece(
  piece: Piece,
  supplies: Supplies,
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<void> {
  const works = await workOn(piece, supplies, film, room);
  if (!works.ok) return;
  for (const work of works.value) {
    if (work.kind === 'encode') await encode(work.rendering, film, room, { signal });
  }
}
