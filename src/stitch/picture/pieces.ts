import type { SoftTransition, Timeline } from '../../planner/plan.ts';
import type { Shot } from '../material.ts';

/** A piece of the film. Frames are counted from a shot's first. */
export type Piece = Stretch | Join;

/** One shot, visible alone. */
export interface Stretch {
  readonly kind: 'stretch';
  readonly shot: Shot;
  readonly from: number;
  /** 1 or more. */
  readonly frames: number;
}

/** A transition: both shots, or at the film's end only the last one. */
export interface Join {
  readonly kind: 'join';
  readonly transition: SoftTransition;
  readonly before: Side;
  readonly after?: Side;
  /** 1 or more. */
  readonly frames: number;
}

interface Side {
  readonly shot: Shot;
  readonly from: number;
}

/** The timeline's pieces in film order, without those whose footage is not among the shots. */
export function piecesOf({ entries }: Timeline, shots: readonly Shot[]): readonly Piece[] {
  const shotOf = new Map(shots.map((shot) => [shot.entry, shot]));
  return entries.flatMap((entry, i): readonly Piece[] => {
    const shot = shotOf.get(entry);
    if (shot === undefined) return [];
    const head = entries[i - 1]?.overlap ?? 0;
    const { transition } = entry;
    const tail = transition.type === 'cut' ? 0 : entry.overlap;
    const alone = entry.frames - head - tail;
    const pieces: Piece[] = alone > 0 ? [{ kind: 'stretch', shot, from: head, frames: alone }] : [];
    if (transition.type === 'cut' || tail === 0) return pieces;
    const before = { shot, from: entry.frames - tail };
    const next = entries[i + 1];
    const after = next && shotOf.get(next);
    if (after)
      pieces.push({ kind: 'join', transition, before, after: { shot: after, from: 0 }, frames: tail });
    else if (!next) pieces.push({ kind: 'join', transition, before, frames: tail });
    return pieces;
  });
}

export const shotsOf = (piece: Piece): readonly Shot[] =>
  piece.kind === 'stretch' ? [piece.shot] : [piece.before.shot, ...(piece.after ? [piece.after.shot] : [])];

/** The part of each shot that is visible alone, if any. */
export const stretchesOf = (pieces: readonly Piece[]): ReadonlyMap<Shot, Stretch> =>
  new Map(pieces.flatMap((piece) => (piece.kind === 'stretch' ? [[piece.shot, piece]] : [])));
