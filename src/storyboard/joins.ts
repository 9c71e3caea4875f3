import { say, says } from '../core/sentence.ts';
import type { WrittenTransition } from './inherit.ts';
import type { Segment, Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { Measure } from './time.ts';
import { timed } from './time-advice.ts';
import { isFade, type Lasting, overlapOf, shorter } from './transition.ts';

/** A segment on its way into the cut, with what is needed to check its transition. */
export interface JoinedSegment {
  /** Absent if the file says too little about it. */
  readonly segment: Segment | undefined;
  /** Its seconds in the film, if known. */
  readonly shown: number | undefined;
  /** Its transition as it is written, perhaps on a level above; absent if it is not to be checked. */
  readonly join: WrittenTransition | undefined;
  readonly measure: Measure;
}

/**
 * The segments with their effective transitions: one that leads nowhere is a cut. A transition that is written
 * once for many segments is reported once, with advice that suits all of them.
 */
export function joined(pieces: readonly JoinedSegment[], problems: Problems): readonly Segment[] {
  const tooLongOnes = new Map<Path, { readonly share: number; readonly problem: () => Problem }>();
  const segments = pieces.flatMap((piece, i) => {
    const { segment, join, measure } = piece;
    if (!segment) return [];
    const { path, transition: written } = join ?? {};
    if (overlapOf(segment.transition) === 0 || !path || !written || written.type === 'cut') return [segment];
    const next = pieces[i + 1];
    if (!next && !isFade(segment.transition)) {
      if (path.includes('segments')) problems.add(leadsNowhere(segment, path));
      return [{ ...segment, transition: { type: 'cut' } } satisfies Segment];
    }
    const short = tooShort(segment.transition, [piece, ...(next ? [next] : [])]);
    const share = short ? short.shown / 2 / overlapOf(segment.transition) : 1;
    if (short && share < (tooLongOnes.get(written.path)?.share ?? 1))
      tooLongOnes.set(written.path, { share, problem: () => tooLong(segment, short, written, measure) });
    return [segment];
  });
  for (const { problem } of tooLongOnes.values()) problems.add(problem());
  return segments;
}

interface Short {
  readonly id: string;
  readonly shown: number;
}

function tooShort(transition: Transition, neighbours: readonly JoinedSegment[]): Short | undefined {
  const overlap = overlapOf(transition);
  const shorts = neighbours.flatMap(({ segment, shown }) =>
    // A sum of decimal fractions may be off by its last digit.
    segment && shown !== undefined && overlap > shown / 2 + 1e-9 ? [{ id: segment.id, shown }] : [],
  );
  return shorts.sort((a, b) => a.shown - b.shown)[0];
}

function tooLong({ id, transition }: Segment, short: Short, written: Lasting, measure: Measure): Problem {
  const seconds = timed('seconds', overlapOf(transition), written.duration);
  const advice = shorter(written, short.shown / 2, measure);
  return {
    code: 'transition-too-long',
    path: written.path,
    ...says(
      say`A transition of ${seconds} is longer than half of \`${{ name: short.id }}\`, which is ${timed('length', short.shown)} long.`,
      say`Write \`${{ write: advice ?? 'transition: cut' }}\`${advice === undefined ? '' : ' or less'}, or make \`${short.id}\` longer.`,
    ),
    segment: id,
  };
}

/** Only a warning, since any segment is the last one while others are moved. */
const leadsNowhere = ({ id }: Segment, path: Path) => ({
  severity: 'warning' as const,
  code: 'transition-at-end' as const,
  path,
  ...says(
    say`There is no segment after \`${{ name: id }}\`, so its transition is left out.`,
    say`Delete it, or use \`fade-to-black\` or \`fade-to-white\`.`,
  ),
  segment: id,
});
