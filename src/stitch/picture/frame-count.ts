import type { Tell } from '../progress.ts';
import type { Piece } from './pieces.ts';

/**
 * Reports how much of the encoding is done, given how many frames of each piece are missing. For each thing that is encoded,
 * request a counter and call it with the number of its frames that are done.
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
      // Prepared footage often has more frames than are shown alone.
      if (piece) left.set(piece, Math.max(0, (left.get(piece) ?? 0) - (done - before)));
      before = done;
      tell(whole === 0 ? 1 : 1 - sum() / whole);
    };
  };
}
