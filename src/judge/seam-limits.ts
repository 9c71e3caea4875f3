import type { JudgedFigure } from '../core/figure-text.ts';
import { stepLimit } from './findings/step-limit.ts';
import type { SeamFigures } from './judgement.ts';
import { thresholds } from './thresholds.ts';

/** The figures of a seam, each beside the value from which on it is a finding. */
export const seamLimits = ({
  step,
  light,
  usualLight,
  colour,
  usualColour,
}: SeamFigures): readonly JudgedFigure[] => [
  { name: 'step', measured: step, threshold: thresholds.jump, unit: 'times the motion around' },
  { name: 'light', measured: light, threshold: stepLimit(thresholds.light, usualLight), unit: 'of 255' },
  { name: 'colour', measured: colour, threshold: stepLimit(thresholds.colour, usualColour), unit: 'of 255' },
];
