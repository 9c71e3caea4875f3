import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import type { Shot, Video } from '../material.ts';
import { type Copyable, copyable, partsOf } from './copy.ts';
import type { StretchPart } from './copy-plan.ts';
import type { DecodedFrames } from './decoded.ts';
import type { Encoded } from './encode.ts';
import { isDrawnOn } from './guide.ts';
import { compatible } from './headers.ts';
import { isIntact } from './intact.ts';
import { type Piece, type Stretch, shotsOf } from './pieces.ts';
import { isWrittenOn } from './prepare.ts';
import type { CutSource } from './source.ts';

/** What a shot is cut from, and how to get the part of it that is visible alone. */
export interface Supply {
  readonly source: CutSource;
  /** What that part is cut from, if not from the source. */
  readonly body?: CutSource;
  /** In frames of the body or the source, without the bridges beside joins. */
  readonly parts: readonly StretchPart[];
  /** Its last frames, for the join after it, if they were decoded already. */
  readonly decoded?: DecodedFrames;
  /** Frames after the join before it, and before the join after it, that are encoded together with that join. */
  readonly bridges: { readonly in: number; readonly out: number };
}

export type Supplies = ReadonlyMap<Shot, Supply>;

/** Whether everything that a piece is cut from is available. */
export const isSupplied = (piece: Piece, supplies: Supplies): boolean =>
  shotsOf(piece).every((shot) => supplies.has(shot));

/** Seconds of a shot that may be encoded every time its cuts move. If more were needed, it is prepared once. */
const mostEncoded = 2;

/** A shot's own footage, if the film can contain copies of it with only a little encoding. */
export async function ownSupply(
  shot: Shot,
  stretch: Stretch | undefined,
  cutting: Cutting,
): Promise<Supply | undefined> {
  const { film } = cutting;
  const { entry, material: video } = shot;
  if (video.kind !== 'video' || entry.speed !== undefined || isWrittenOn(entry, film)) return undefined;
  const { fps } = film.timeline;
  if (isDrawnOn(entry, film)) return drawnSupply(shot, video, stretch, fps);
  const held = copyable(video.file, video.facts, { size: film.size, fps });
  // If it ends early, its last frame is held.
  if (!held?.shows.includes(entry.sourceStart + entry.frames - 1)) return undefined;
  const source = { shot, video, copyable: held, first: entry.sourceStart };
  const parts = await partsIn(held, source.first, stretch, mostEncoded * fps);
  if (!parts || !(await isIntact(shot, video, parts, cutting))) return undefined;
  return supplyOf(source, parts, stretch);
}

/** Footage that is drawn on in every frame anyhow, unless it ends so early that more than one frame would be held. */
function drawnSupply(
  shot: Shot,
  video: Video,
  stretch: Stretch | undefined,
  fps: number,
): Supply | undefined {
  const { sourceStart, frames, overlap } = shot.entry;
  const there = framesThere(video, fps);
  const missing = sourceStart + frames - there;
  const last = overlap > 0 ? overlap : (stretch?.frames ?? 0);
  if (missing > 1 || missing >= last) return undefined;
  const source = { shot, video, first: sourceStart };
  return wholly(missing > 0 ? { ...source, there } : source, stretch);
}

/** How many frames of the film it has for certain. */
function framesThere({ facts: { avc, start } }: Video, fps: number): number {
  const last = avc?.times.reduce((a, b) => Math.max(a, b)) ?? Number.NEGATIVE_INFINITY;
  return Math.floor((last - start) * fps + 0.25) + 1;
}

/** A prepared shot: wherever it is cut, little has to be encoded. */
export async function preparedSupply(
  shot: Shot,
  encoded: Encoded,
  stretch: Stretch | undefined,
  film: Film,
): Promise<Supply> {
  const source = { ...encoded, shot, first: 0 };
  if (isDrawnOn(shot.entry, film)) return wholly(source, stretch);
  const parts = await partsIn(encoded.copyable, 0, stretch, shot.entry.frames);
  return supplyOf(source, parts ?? [], stretch);
}

/** A shot whose joins are cut from its own footage, and the rest from `body`, which begins there. */
export async function restartedSupply(
  own: CutSource,
  body: CutSource,
  stretch: Stretch | undefined,
): Promise<Supply | undefined> {
  const parts = body.copyable && (await partsIn(body.copyable, body.first, stretch, own.shot.entry.frames));
  return parts && { ...supplyOf(own, parts, stretch), body };
}

/** All that is visible of it is encoded. */
const wholly = (source: CutSource, stretch: Stretch | undefined): Supply => ({
  source,
  parts: stretch ? [{ kind: 'encode', from: source.first + stretch.from, frames: stretch.frames }] : [],
  bridges: { in: 0, out: 0 },
});

/** Bridges are left to the joins beside them, for which the same frames are decoded anyhow. */
function supplyOf(source: CutSource, parts: readonly StretchPart[], stretch: Stretch | undefined): Supply {
  const joinedBefore = stretch !== undefined && stretch.from > 0;
  const joinedAfter = stretch !== undefined && stretch.from + stretch.frames < source.shot.entry.frames;
  const rest = [...parts];
  const bridgeIn = joinedBefore && rest[0]?.kind === 'encode' ? rest.shift() : undefined;
  const bridgeOut = joinedAfter && rest.at(-1)?.kind === 'encode' ? rest.pop() : undefined;
  return { source, parts: rest, bridges: { in: bridgeIn?.frames ?? 0, out: bridgeOut?.frames ?? 0 } };
}

const partsIn = async (
  held: Copyable,
  first: number,
  stretch: Stretch | undefined,
  most: number,
): Promise<readonly StretchPart[] | undefined> =>
  stretch ? partsOf(held, first + stretch.from, stretch.frames, most) : [];

/** The supplies that are compatible with each other, and with what is encoded with the header `encoded`. */
export function withoutClashes(supplies: Supplies, encoded?: ParameterSets): Supplies {
  const candidates = [...supplies].flatMap(([shot, { source, parts }]) => {
    const frames = parts.reduce((sum, part) => sum + (part.kind === 'copy' ? part.frames : 0), 0);
    return source.copyable ? [{ shot, sets: source.copyable.sets, frames }] : [];
  });
  // What is only decoded can't clash.
  const copied = candidates.filter(({ frames }) => frames > 0);
  const chosen = compatible(copied, encoded);
  const out = new Set(copied.filter((candidate) => !chosen.has(candidate)).map(({ shot }) => shot));
  return new Map([...supplies].filter(([shot]) => !out.has(shot)));
}
