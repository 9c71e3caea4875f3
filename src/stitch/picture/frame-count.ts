import type { Tell } from '../progress.ts';
import type { Piece } from './pieces.ts';

/**
 * Tells how much is ready of what has to be encoded, given how many frames of each piece are not. For each thing
 * that is encoded, ask for a counter and give it the frames that are done of it.
 */
export function frameCount(
  missing: ReadonlyMap<Piece, number>,
  tell: Tell,
): (piece: Piece | undefined) => (done: number) => void {
  const left = new Map(missing);
  const sum = (): number => [...left.values()].reduce((all, count) => all + count, 0);
  const whole = sum();
  return (piece) => {
    let before = 0;
    return (done) => {
      // Often more is prepared than is seen of it alone.
      if (piece) left.set(piece, Math.max(0, (left.get(piece) ?? 0) - (done - before)));
      before = done;
      tell(whole === 0 ? 1 : 1 - sum() / whole);
    };
  };
}
