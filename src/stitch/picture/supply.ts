import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import type { Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { copyable, partsOf } from './copy.ts';
import type { Part } from './copy-plan.ts';
import type { Encoded } from './encode.ts';
import { compatible } from './headers.ts';
import { type Piece, type Stretch, shotsOf } from './pieces.ts';
import { captionOf } from './prepare.ts';
import type { Source } from './source.ts';

/** What a shot is cut from, and how what is seen of it alone is had: its parts, in frames of the source. */
export interface Supply {
  readonly source: Source;
  readonly parts: readonly Part[];
}

export type Supplies = ReadonlyMap<Shot, Supply>;

/** Whether all that a piece is cut from is there. */
export const isSupplied = (piece: Piece, supplies: Supplies): boolean =>
  shotsOf(piece).every((shot) => supplies.has(shot));

/** Seconds of a shot that are encoded whenever its cuts move; if it were more, it is prepared once. */
const mostEncoded = 2;

/** A shot's own footage, if the film can hold it as it is, but for a little that has to be encoded. */
export async function ownSupply(
  shot: Shot,
  stretch: Stretch | undefined,
  film: Film,
): Promise<Supply | undefined> {
  const { entry, material: video } = shot;
  if (video.kind === 'still' || captionOf(entry, film) !== undefined) return undefined;
  const { fps } = film.timeline;
  const held = copyable(video.file, video.facts, { size: film.size, fps });
  // Where it ends early, its last frame is to be held.
  if (!held?.shows.includes(entry.sourceStart + entry.frames - 1)) return undefined;
  const source = { shot, video, copyable: held, first: entry.sourceStart };
  const parts = await partsIn(source, stretch, mostEncoded * fps);
  return parts && { source, parts };
}

/** A shot that was prepared: wherever it is to be cut, little has to be encoded. */
export async function preparedSupply(
  shot: Shot,
  encoded: Encoded,
  stretch: Stretch | undefined,
): Promise<Supply> {
  const source = { ...encoded, shot, first: 0 };
  const parts = await partsIn(source, stretch, shot.entry.frames);
  return { source, parts: parts ?? [] };
}

const partsIn = async (
  { copyable: held, first }: Source,
  stretch: Stretch | undefined,
  most: number,
): Promise<readonly Part[] | undefined> =>
  stretch ? partsOf(held, first + stretch.from, stretch.frames, most) : [];

/** Those that can stand beside each other, and beside what is encoded with the header `encoded`. */
export function withoutClashes(supplies: Supplies, encoded?: ParameterSets): Supplies {
  const candidates = [...supplies].map(([shot, { source, parts }]) => ({
    shot,
    sets: source.copyable.sets,
    frames: parts.reduce((sum, part) => sum + (part.kind === 'copy' ? part.frames : 0), 0),
  }));
  // What is only decoded clashes with nothing.
  const copied = candidates.filter(({ frames }) => frames > 0);
  const chosen = compatible(copied, encoded);
  const out = new Set(copied.filter((candidate) => !chosen.has(candidate)).map(({ shot }) => shot));
  return new Map([...supplies].filter(([shot]) => !out.has(shot)));
}
