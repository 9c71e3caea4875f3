import type { Segment, Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import { isFade, overlapOf } from './transition.ts';

/** A segment on its way into the cut, with what its transition is checked against. */
export interface Piece {
  /** Absent where the file says too little about it. */
  readonly segment: Segment | undefined;
  /** Seconds of it in the film, where they are known. */
  readonly shown: number | undefined;
  /** Where its transition is written, perhaps on a level above. */
  readonly transitionPath: Path | undefined;
}

/**
 * The segments with the transitions that they really have: one that leads nowhere is a cut. A transition
 * that is written once for many segments is reported once.
 */
export function joined(pieces: readonly Piece[], problems: Problems): readonly Segment[] {
  const reported = new Set<Path>();
  return pieces.flatMap((piece, i) => {
    const { segment, transitionPath } = piece;
    if (!segment) return [];
    if (overlapOf(segment.transition) === 0 || !transitionPath) return [segment];
    const next = pieces[i + 1];
    if (!next && !isFade(segment.transition)) {
      if (transitionPath.includes('segments')) problems.add(leadsNowhere(segment, transitionPath));
      return [{ ...segment, transition: { type: 'cut' } }];
    }
    const short = tooShort(segment.transition, [piece, ...(next ? [next] : [])]);
    if (short && !reported.has(transitionPath)) {
      reported.add(transitionPath);
      problems.add(tooLong(segment, short, transitionPath));
    }
    return [segment];
  });
}

interface Short {
  readonly id: string;
  readonly shown: number;
}

function tooShort(transition: Transition, neighbours: readonly Piece[]): Short | undefined {
  const overlap = overlapOf(transition);
  const shorts = neighbours.flatMap(({ segment, shown }) =>
    // A sum of decimal fractions may be off by its last digit.
    segment && shown !== undefined && overlap > shown / 2 + 1e-9 ? [{ id: segment.id, shown }] : [],
  );
  return shorts.sort((a, b) => a.shown - b.shown)[0];
}

const tooLong = ({ id, transition }: Segment, short: Short, path: Path) => ({
  code: 'transition-too-long' as const,
  path,
  message: `A transition of ${seconds(overlapOf(transition))} is longer than half of \`${short.id}\`, which is ${seconds(short.shown)} long.`,
  help: `Make it ${seconds(short.shown / 2)} or less, or \`${short.id}\` longer.`,
  segment: id,
});

/** Only a warning, since any segment is the last one while others are moved. */
const leadsNowhere = ({ id }: Segment, path: Path) => ({
  severity: 'warning' as const,
  code: 'transition-at-end' as const,
  path,
  message: `\`${id}\` is the last segment, and there is nothing to lead into: the film ends without a transition.`,
  help: 'Only `fade-to-black` and `fade-to-white` lead out of a film.',
  segment: id,
});

const seconds = (value: number): string => `${Number(value.toFixed(3))} s`;
