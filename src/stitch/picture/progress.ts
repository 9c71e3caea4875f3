import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Piece } from './pieces.ts';

/**
 * Tells how much of the film is ready, given how many frames of each piece are not. For each thing that is
 * encoded, ask for a counter and tell it the frames that are done of it.
 */
export function progressOf(
  missing: ReadonlyMap<Piece, number>,
  film: Film,
  room: CuttingRoom,
): (piece: Piece | undefined) => (done: number) => void {
  const { frames } = film.timeline;
  const left = new Map(missing);
  return (piece) => {
    let before = 0;
    return (done) => {
      // What is prepared is often more than is seen of it alone.
      if (piece) left.set(piece, Math.max(0, (left.get(piece) ?? 0) - (done - before)));
      before = done;
      const waiting = [...left.values()].reduce((sum, count) => sum + count, 0);
      room.emit({ type: 'stitch-progress', done: frames - waiting, frames });
    };
  };
}
