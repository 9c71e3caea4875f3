import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../core/result.ts';
import type { ParameterSets } from '../../media/mp4-avc.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import { inParallel } from '../parallel.ts';
import type { Problems } from '../problems.ts';
import { copyableRun, type Run } from './copy.ts';
import { encodedBefore, encodePiece } from './encode.ts';
import { compatible, headerFor } from './headers.ts';
import type { Cutting } from './pieces.ts';

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
    const fit = compatible([...candidates.values()], own);
    const copies = new Map([...candidates].filter(([, run]) => fit.has(run)));
    const rest = cuttings.filter((cutting) => !copies.has(cutting));
    const encoded = await encodeAll(rest, cuttings.length, film, room, signal);
    if (!encoded.ok) return encoded;
    const ready = new Map([...copies, ...encoded.value]);
    const runs = cuttings.flatMap((cutting) => ready.get(cutting) ?? []);
    const header = headerFor(runs);
    if (header) return ok({ runs, header, copied: copies.size });
    if (own) throw new Error('pieces that were encoded have headers that clash with each other');
    own = headerFor([...encoded.value.values()]);
  }
}

type Runs = ReadonlyMap<Cutting, Run>;

async function findCopies(cuttings: readonly Cutting[], film: Film): Promise<Runs> {
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

/** Encodes as many at a time as there are cores; what is copied or was encoded before counts as done. */
async function encodeAll(
  cuttings: readonly Cutting[],
  pieces: number,
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<Runs, Problems>> {
  const { frames } = film.timeline;
  const runs = new Map<Cutting, Run>();
  for (const cutting of cuttings) {
    const run = await encodedBefore(cutting, film, room);
    if (run) runs.set(cutting, run);
  }
  const rest = cuttings.filter((cutting) => !runs.has(cutting));
  room.emit({ type: 'stitch-started', pieces, encode: rest.length, frames });
  const left = new Map(rest.map((cutting) => [cutting, cutting.piece.frames]));
  const progress = (cutting: Cutting, done: number): void => {
    left.set(cutting, cutting.piece.frames - done);
    const waiting = [...left.values()].reduce((sum, count) => sum + count, 0);
    room.emit({ type: 'stitch-progress', done: frames - waiting, frames });
  };
  const encoded = await inParallel(rest, availableParallelism(), async (cutting) => {
    const onFrame = (done: number): void => progress(cutting, done);
    const run = await encodePiece(cutting, film, room, { signal, onFrame });
    if (!run.ok) return run;
    onFrame(cutting.piece.frames);
    return ok([cutting, run.value] as const);
  });
  return encoded.ok ? ok(new Map([...runs, ...encoded.value])) : encoded;
}
