import { availableParallelism } from 'node:os';
import { ok, type Result } from '../core/result.ts';
import type { ParameterSets } from '../media/mp4-avc.ts';
import { copyableRun, type Run } from './copy.ts';
import type { CuttingRoom, Film } from './cutting-room.ts';
import { encodePiece } from './encode.ts';
import { compatible, headerFor } from './headers.ts';
import type { Material } from './material.ts';
import { inParallel } from './parallel.ts';
import type { Piece } from './pieces.ts';
import type { Problems } from './problems.ts';

/** A piece with the footage it is cut from. */
export interface Cutting {
  readonly piece: Piece;
  readonly material: Material;
  /** The frame of the film it begins at. */
  readonly at: number;
}

export interface Picture {
  /** In film order. */
  readonly runs: readonly Run[];
  /** What all of them are decoded with. */
  readonly header: ParameterSets;
  readonly copied: number;
}

/**
 * Finds for each piece samples that show it: its footage's own where the film can hold them, else ones that
 * are encoded here. What the film can hold depends on the header of what is encoded, which is only known
 * once something is: where it clashes, the choice is made again around it.
 */
export async function renderPicture(
  cuttings: readonly Cutting[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<Picture, Problems>> {
  const candidates = await findCopies(cuttings, film);
  let own: ParameterSets | undefined;
  for (;;) {
    const copies = compatible([...candidates.values()], own);
    const progress = reporter(cuttings, film, room, (cutting) => {
      const run = candidates.get(cutting);
      return run !== undefined && copies.has(run);
    });
    const runs = await inParallel(cuttings, availableParallelism(), async (cutting) => {
      const copy = candidates.get(cutting);
      if (copy && copies.has(copy)) return ok(copy);
      const { piece, material } = cutting;
      const onFrame = (frames: number): void => progress(cutting, frames);
      const run = await encodePiece(piece, material, film, room, { signal, onFrame });
      if (run.ok) onFrame(piece.frames);
      return run;
    });
    if (!runs.ok) return runs;
    const header = headerFor(runs.value.map(({ sets }) => sets));
    if (header) return ok({ runs: runs.value, header, copied: copies.size });
    if (own) throw new Error('encoded pieces have headers that clash with each other');
    own = headerFor(runs.value.filter((run) => !copies.has(run)).map(({ sets }) => sets));
  }
}

async function findCopies(cuttings: readonly Cutting[], film: Film): Promise<ReadonlyMap<Cutting, Run>> {
  const found = new Map<Cutting, Run>();
  const format = { size: film.size, fps: film.timeline.fps };
  for (const cutting of cuttings) {
    const { piece, material } = cutting;
    if (material.kind !== 'video') continue;
    const run = await copyableRun(material.file, material.facts, piece.from, piece.frames, format);
    if (run) found.set(cutting, run);
  }
  return found;
}

/** Tells the room how far the picture is: what is copied counts as done. */
function reporter(
  cuttings: readonly Cutting[],
  film: Film,
  room: CuttingRoom,
  isCopied: (cutting: Cutting) => boolean,
): (cutting: Cutting, frames: number) => void {
  const { frames } = film.timeline;
  const encode = cuttings.filter((cutting) => !isCopied(cutting));
  const left = new Map(encode.map((cutting) => [cutting, cutting.piece.frames]));
  room.emit({ type: 'stitch-started', pieces: cuttings.length, encode: encode.length, frames });
  return (cutting, done) => {
    left.set(cutting, cutting.piece.frames - done);
    const waiting = [...left.values()].reduce((sum, count) => sum + count, 0);
    room.emit({ type: 'stitch-progress', done: frames - waiting, frames });
  };
}
