import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../core/result.ts';
import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import { pixelsPerSecond } from '../../planner/estimates/cut-time.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { inParallel } from '../parallel.ts';
import type { CutProblems } from '../problems.ts';
import type { Progress } from '../progress.ts';
import { type PictureRun, wholeRun } from './copy.ts';
import { type Encoded, encode, type Rendering } from './encode.ts';
import { frameCount } from './frame-count.ts';
import { headerFor } from './headers.ts';
import { type Piece, piecesOf, stretchesOf } from './pieces.ts';
import { type SharingCrew, sharingCrew } from './sharing-crew.ts';
import type { Supplies, Supply } from './supply.ts';
import { type Preparation, prepare, supplyShots } from './supply-shots.ts';
import { type Works, workOnAll } from './work.ts';

export interface Picture {
  /** In film order. */
  readonly runs: readonly PictureRun[];
  /** The header for all of them. */
  readonly header: ParameterSets;
  /** The number of pieces copied from the footage, except for a few frames around a cut, and the number encoded. */
  readonly copied: number;
  readonly encoded: number;
}

/** The progress of a film: the amount of work, once known, and then the progress of each step. */
export interface FilmProgress extends Progress {
  /** `encode`: how many of the pieces have to be encoded now. */
  began(work: { readonly pieces: number; readonly encode: number; readonly frames: number }): void;
}

/**
 * Finds samples for each piece of the film. Footage that fits the film is copied. All other footage is prepared first and
 * then copied, too; so when a cut moves, only transitions and the bridges beside them are encoded again. What was encoded for
 * an earlier film is reused.
 */
export async function renderPicture(
  shots: readonly Shot[],
  cutting: Cutting,
  progress: FilmProgress,
): Promise<Result<Picture, CutProblems>> {
  const pieces = piecesOf(cutting.film.timeline, shots);
  const supplied = await supplyShots(shots, pieces, cutting);
  if (!supplied.ok) return supplied;
  const early = await workOnAll(pieces, supplied.value.supplies, cutting);
  if (!early.ok) return early;

  const crew = await crewFor(pieces, early.value, cutting);
  const encodeFor = encoderFor(pieces, early.value, cutting, progress, crew);
  const prepared = await prepareAll(supplied.value.toPrepare, pieces, cutting, encodeFor);
  if (!prepared.ok) return prepared;
  const supplies = new Map([...supplied.value.supplies, ...prepared.value]);
  const rest = pieces.filter((piece) => !early.value.has(piece));
  const late = await workOnAll(rest, supplies, cutting);
  if (!late.ok) return late;

  const runs = await encodeAll(pieces, new Map([...early.value, ...late.value]), encodeFor);
  if (!runs.ok) return runs;
  const header = headerFor(runs.value);
  if (header === undefined) throw new Error('the encoder wrote a different header than before');
  const copied = pieces.filter((piece) => isOwn(piece, supplies)).length;
  return ok({ runs: runs.value, header, copied, encoded: pieces.length - copied });
}

/** Encodes something, possibly for a piece, and reports the film's progress. */
interface EncodeFor {
  (piece: Piece | undefined, rendering: Rendering): Promise<Result<Encoded, CutProblems>>;
  readonly atOnce: number;
}

/** Other machines help where there is more to encode than this one has cores. */
async function crewFor(
  pieces: readonly Piece[],
  early: Works,
  cutting: Cutting,
): Promise<SharingCrew | undefined> {
  const waiting = pieces.filter((piece) => missingIn(piece, early) > 0).length;
  return waiting > availableParallelism() ? sharingCrew(cutting) : undefined;
}

function encoderFor(
  pieces: readonly Piece[],
  early: Works,
  cutting: Cutting,
  progress: FilmProgress,
  crew: SharingCrew | undefined,
): EncodeFor {
  const { film } = cutting;
  const missing = new Map(pieces.map((piece) => [piece, missingIn(piece, early)]));
  const waiting = pieces.filter((piece) => missing.get(piece) !== 0).length;
  const { frames } = film.timeline;
  progress.began({ pieces: pieces.length, encode: waiting, frames });
  const toEncode = [...missing.values()].reduce((sum, count) => sum + count, 0);
  const tell = progress.step((toEncode * film.size.width * film.size.height) / pixelsPerSecond);
  const counterOf = frameCount(missing, tell);
  // If nothing is missing, there is nothing to count.
  if (toEncode === 0) tell(1);
  const encodeFor = async (piece: Piece | undefined, rendering: Rendering) => {
    const onFrame = counterOf(piece);
    const encoded = await (crew ? crew.encode(rendering, onFrame) : encode(rendering, cutting, onFrame));
    if (encoded.ok) onFrame(rendering.frames);
    return encoded;
  };
  return Object.assign(encodeFor, { atOnce: crew?.atOnce ?? availableParallelism() });
}

function prepareAll(
  toPrepare: readonly Preparation[],
  pieces: readonly Piece[],
  cutting: Cutting,
  encodeFor: EncodeFor,
): Promise<Result<readonly (readonly [Shot, Supply])[], CutProblems>> {
  const stretches = stretchesOf(pieces);
  return inParallel(toPrepare, encodeFor.atOnce, async (preparation) => {
    const stretch = stretches.get(preparation.shot);
    const made = (rendering: Rendering) => encodeFor(stretch, rendering);
    const supply = await prepare(preparation, stretch, cutting, made);
    return supply.ok ? ok([preparation.shot, supply.value] as const) : supply;
  });
}

/** The runs of all pieces, in film order. */
function encodeAll(
  pieces: readonly Piece[],
  works: Works,
  encodeFor: EncodeFor,
): Promise<Result<readonly PictureRun[], CutProblems>> {
  const inOrder = pieces.flatMap((piece) => (works.get(piece) ?? []).map((work) => ({ piece, work })));
  return inParallel(inOrder, encodeFor.atOnce, async ({ piece, work }) => {
    if (work.kind === 'ready') return ok(work.run);
    const encoded = await encodeFor(piece, work.rendering);
    return encoded.ok ? ok(wholeRun(encoded.value.copyable)) : encoded;
  });
}

/** The number of a piece's frames that are missing. */
function missingIn(piece: Piece, works: Works): number {
  const encoded = works.get(piece)?.map((work) => (work.kind === 'encode' ? work.rendering.frames : 0));
  return encoded?.reduce((sum, frames) => sum + frames, 0) ?? piece.frames;
}

function isOwn(piece: Piece, supplies: Supplies): boolean {
  if (piece.kind === 'join') return false;
  const supply = supplies.get(piece.shot);
  if (supply === undefined) return false;
  const { source, body = source, parts } = supply;
  return body.video === piece.shot.material && parts.some(({ kind }) => kind === 'copy');
}
