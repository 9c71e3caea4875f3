import { cellsOf, type Figures } from '../figures.ts';
import { mean, rounded } from '../fold.ts';
import type { SeamFigures } from '../judgement.ts';
import { differenceOf, likenessOf, medianStep } from '../likeness.ts';
import { thresholds } from '../thresholds.ts';
import { repeatsAt } from './repeats.ts';
import type { FootageFinding } from './seen.ts';
import { stepLimit } from './step-limit.ts';

/** Footage on one side of a seam, and its picture beside the seam. */
export interface Side {
  readonly figures: Figures;
  /** The number of the last picture before the seam, or of the first one after it. */
  readonly picture: number;
}

/** Pictures on each side by which a seam is judged. */
const around = 8;

/** What findings are drawn from, beside what is told of a seam. */
export interface SeenSeam {
  readonly figures: SeamFigures;
  readonly likeness: number;
  /** What the misfit has to be below. */
  readonly repeatedBelow: number;
}

/** The figures of a seam; a text says why there are none. */
export function seamOf(before: Side, after: Side): SeenSeam | string {
  const [a, b] = [picturesOf(before, -1), picturesOf(after, 1)];
  const [lastA, firstB] = [a.at(-1), b[0]];
  if (lastA === undefined || firstB === undefined || a.length < 3 || b.length < 3)
    return 'there are too few pictures beside it';
  if (lastA.cells.length !== firstB.cells.length) return 'the footage beside it has another shape';
  const usual = mean([...stepsIn(a), ...stepsIn(b)].map(({ motion }) => motion));
  const [light, colour] = [lightStep(lastA, firstB), colourStep(lastA, firstB)];
  const steps = [...stepsIn(a), ...stepsIn(b)];
  const repeats = repeatsAt(
    a.map(({ cells }) => cells),
    b.map(({ cells }) => cells),
  );
  const figures = {
    step: rounded(differenceOf(lastA.cells, firstB.cells) / Math.max(usual, thresholds.leastStep)),
    ...{ repeated: repeats.count, misfit: rounded(repeats.misfit, 3) },
    light: rounded(light),
    usualLight: rounded(mean(steps.map((step) => step.light))),
    colour: rounded(colour),
    usualColour: rounded(mean(steps.map((step) => step.colour))),
  };
  const likeness = rounded(likenessOf(lastA.cells, firstB.cells));
  return { figures, likeness, repeatedBelow: repeats.threshold };
}

interface Picture {
  readonly cells: Uint16Array;
  readonly luma: number;
  readonly u: number;
  readonly v: number;
}

/** In playing order. */
function picturesOf({ figures: { pictures }, picture }: Side, direction: 1 | -1): readonly Picture[] {
  const first = direction === 1 ? picture : Math.max(0, picture - around + 1);
  const end = direction === 1 ? Math.min(pictures.count, picture + around) : picture + 1;
  return Array.from({ length: Math.max(0, end - first) }, (_, k) => ({
    cells: cellsOf(pictures, first + k),
    luma: pictures.luma[first + k] ?? 0,
    u: pictures.u[first + k] ?? 0,
    v: pictures.v[first + k] ?? 0,
  }));
}

/** In the mean, but no more than half of the picture's places have: light falls on most of it, words that appear do not. */
const lightStep = (a: Picture, b: Picture): number =>
  Math.min(Math.abs(b.luma - a.luma), Math.abs(medianStep(a.cells, b.cells)));
const colourStep = (a: Picture, b: Picture): number => Math.hypot(b.u - a.u, b.v - a.v);

const stepsIn = (pictures: readonly Picture[]) =>
  pictures.slice(1).map((now, k) => {
    const before = pictures[k] ?? now;
    return {
      motion: differenceOf(before.cells, now.cells),
      light: lightStep(before, now),
      colour: colourStep(before, now),
    };
  });

/** What is found at a seam. */
export function seamFindings({ figures, likeness, repeatedBelow }: SeenSeam): readonly FootageFinding[] {
  const { step, repeated, misfit, ...steps } = figures;
  const isJump = step > thresholds.jump && likeness < thresholds.jumpLikeness;
  if (isJump) {
    const figure = {
      name: 'step',
      measured: step,
      threshold: thresholds.jump,
      unit: 'times the motion around',
    };
    return [{ kind: 'jump', figure, message: 'The picture jumps where the shot should go on.' }];
  }
  const frames = repeated === 1 ? 'The last frame is' : `The last ${repeated} frames are`;
  return [
    ...(repeated > 0
      ? [
          {
            kind: 'repeated-frame',
            figure: {
              ...{ name: 'misfit', measured: misfit, threshold: repeatedBelow },
              unit: 'of that of an even continuation',
            },
            message: `${frames} shown again.`,
          } as const,
        ]
      : []),
    ...stepFound('light-step', steps.light, steps.usualLight, thresholds.light, 'The light'),
    ...stepFound('colour-step', steps.colour, steps.usualColour, thresholds.colour, 'The colour'),
  ];
}

function stepFound(
  kind: 'light-step' | 'colour-step',
  measured: number,
  usual: number,
  least: number,
  what: string,
): readonly FootageFinding[] {
  const threshold = stepLimit(least, usual);
  if (measured < threshold) return [];
  const figure = { name: kind === 'light-step' ? 'light' : 'colour', measured, threshold, unit: 'of 255' };
  return [{ kind, figure, message: `${what} changes at once, by ${measured} of 255.` }];
}
