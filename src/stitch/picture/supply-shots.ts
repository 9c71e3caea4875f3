import { ok, type Result } from '../../core/result.ts';
import { mergeParameterSets, type ParameterSets } from '../../media/avc/parameter-sets.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import type { CutProblems } from '../problems.ts';
import { chooseOwn } from './choose.ts';
import { companyOf } from './company.ts';
import { type Encoded, encodedBefore, type Rendering } from './encode.ts';
import { encoderHeader } from './encoder-header.ts';
import { headerFor } from './headers.ts';
import { type Piece, type Stretch, stretchesOf } from './pieces.ts';
import { preparation } from './prepare.ts';
import { type Restarting, restarted, restartedBefore, restartOf } from './restart.ts';
import type { CutSource } from './source.ts';
import { preparedSupply, restartedSupply, type Supplies, type Supply } from './supply.ts';

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
  const stretches = stretchesOf(pieces);
  let header = await headerSoFar(own.value, cutting, supplies.size < shots.length);
  const company = companyOf(pieces, film);
  for (const shot of shots) {
    if (supplies.has(shot)) continue;
    const stretch = stretches.get(shot);
    const restarting = header && (await restartOf(shot, stretch, header, cutting));
    if (header && restarting) header = mergeParameterSets(header, restarting.own.sets) ?? header;
    const body = restarting && (await restartedBefore(restarting, cutting));
    const there = body && (await restartedSupply(ownSource(restarting), body, stretch));
    if (there) {
      supplies.set(shot, there);
      continue;
    }
    const rendering = await preparation(shot, company.get(shot) ?? [], cutting);
    if (!rendering.ok) return rendering;
    const before = restarting ? undefined : await encodedBefore(rendering.value, cutting);
    if (before) supplies.set(shot, await preparedSupply(shot, before, stretch, film));
    else toPrepare.push({ shot, rendering: rendering.value, ...(restarting && { restarting }) });
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

const ownSource = ({ shot, video, own }: Restarting): CutSource => ({
  ...{ shot, video, copyable: own },
  first: shot.entry.sourceStart,
});

/** Encodes what has to be encoded before a shot can be cut. */
export async function prepare(
  { shot, rendering, restarting }: Preparation,
  stretch: Stretch | undefined,
  cutting: Cutting,
  make: (rendering: Rendering) => Promise<Result<Encoded, CutProblems>>,
): Promise<Result<Supply, CutProblems>> {
  const pictures = restarting && (await make(restarting.rendering));
  if (restarting && pictures?.ok) {
    const body = await restarted(restarting, pictures.value, cutting);
    const supply = body && (await restartedSupply(ownSource(restarting), body, stretch));
    if (supply) return ok(supply);
  }
  const encoded = await make(rendering);
  return encoded.ok ? ok(await preparedSupply(shot, encoded.value, stretch, cutting.film)) : encoded;
}
