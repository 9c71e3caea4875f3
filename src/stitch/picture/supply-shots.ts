import { ok, type Result } from '../../core/result.ts';
import { mergeParameterSets, type ParameterSets } from '../../media/avc/parameter-sets.ts';
import { group } from '../../media/encoding.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import type { CutProblems } from '../problems.ts';
import { chooseOwn } from './choose.ts';
import { companyOf } from './company.ts';
import { bytesOf, mostDecoded } from './decoded.ts';
import { type Encoded, encodedBefore, type Rendering } from './encode.ts';
import { encoderHeader } from './encoder-header.ts';
import { headerFor } from './headers.ts';
import { type Piece, type Stretch, stretchesOf } from './pieces.ts';
import { preparation } from './prepare.ts';
import { type Restarting, restartOf } from './restart.ts';
import { isUnlike, restarted, restartedBefore } from './restarted.ts';
import { preparedSupply, type Supplies, type Supply } from './supply.ts';

/** A shot that has to be encoded as a whole before anything can be cut from it. */
export interface Preparation {
  readonly shot: Shot;
  readonly rendering: Rendering;
  /** Set if it suffices to encode a few pictures. */
  readonly restarting?: Restarting;
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
  let decoded = 0;
  const stretches = stretchesOf(pieces);
  let header = await headerSoFar(own.value, cutting, supplies.size < shots.length);
  const company = companyOf(pieces, film);
  for (const shot of shots) {
    if (supplies.has(shot)) continue;
    const stretch = stretches.get(shot);
    const found = header && (await restartOf(shot, stretch, header, cutting));
    const restarting = found && (await isUnlike(found, cutting)) ? undefined : found;
    if (header && restarting) header = mergeParameterSets(header, restarting.own.sets) ?? header;
    const there = restarting && stretch && (await restartedBefore(restarting, stretch, cutting));
    if (there) {
      supplies.set(shot, there);
      continue;
    }
    const rendering = await preparation(shot, company.get(shot) ?? [], cutting);
    if (!rendering.ok) return rendering;
    const before = restarting ? undefined : await encodedBefore(rendering.value, cutting);
    if (before) {
      supplies.set(shot, await preparedSupply(shot, before, stretch, film));
      continue;
    }
    if (restarting) decoded += bytesOf(shot.entry.overlap + group.cut * film.timeline.fps, film.size);
    const keepsEnd = decoded <= mostDecoded;
    const anew = restarting && { restarting: { ...restarting, keepsEnd } };
    toPrepare.push({ shot, rendering: rendering.value, ...anew });
  }
  return ok({ supplies, toPrepare });
}

/** The header of what is copied and of what is encoded. */
async function headerSoFar(
  own: Supplies,
  cutting: Cutting,
  isAsked: boolean,
): Promise<ParameterSets | undefined> {
  if (!isAsked) return undefined;
  const encoded = await encoderHeader(cutting);
  if (!encoded.ok) return undefined;
  const copied = [...own.values()].flatMap(({ source }) => (source.copyable ? [source.copyable] : []));
  return headerFor([{ sets: encoded.value }, ...copied]);
}

/** Encodes what has to be encoded before a shot can be cut. */
export async function prepare(
  { shot, rendering, restarting }: Preparation,
  stretch: Stretch | undefined,
  cutting: Cutting,
  make: (rendering: Rendering) => Promise<Result<Encoded, CutProblems>>,
): Promise<Result<Supply, CutProblems>> {
  const pictures = restarting && (await make(restarting.rendering));
  const supply =
    restarting && stretch && pictures?.ok
      ? await restarted(restarting, stretch, pictures.value, cutting)
      : undefined;
  if (supply) return ok(supply);
  const encoded = await make(rendering);
  return encoded.ok ? ok(await preparedSupply(shot, encoded.value, stretch, cutting.film)) : encoded;
}
