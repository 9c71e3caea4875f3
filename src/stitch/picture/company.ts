import type { ShownWords } from '../../planner/plan.ts';
import type { Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { drawnWords } from './drawn-words.ts';
import type { Join, Piece } from './pieces.ts';

/** Another shot that is visible together with the text on a shot, and where its own text is then. */
export interface Companion {
  readonly shot: Shot;
  readonly written: readonly ShownWords['position'][];
}

/** The companions of each shot whose text extends into a transition, or begins in one. */
export function companyOf(pieces: readonly Piece[], film: Film): ReadonlyMap<Shot, readonly Companion[]> {
  const company = new Map<Shot, Companion[]>();
  const add = (shot: Shot, companion: Companion): void => {
    company.set(shot, [...(company.get(shot) ?? []), companion]);
  };
  for (const piece of pieces) {
    if (piece.kind === 'stretch' || piece.after === undefined) continue;
    const { before, after } = piece;
    const [first, second] = [before, after].map((side) => writtenIn(piece, side, film));
    if (first?.length) add(before.shot, { shot: after.shot, written: second ?? [] });
    if (second?.length) add(after.shot, { shot: before.shot, written: first ?? [] });
  }
  return company;
}

function writtenIn(
  { frames }: Join,
  { shot, from: begin }: Join['before'],
  film: Film,
): Companion['written'] {
  const end = begin + frames;
  return drawnWords(shot.entry, film)
    .filter(({ from, to }) => from < end && to > begin)
    .map(({ position }) => position);
}
