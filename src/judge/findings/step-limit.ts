import { rounded } from '../fold.ts';
import { thresholds } from '../thresholds.ts';

/** From where on a step of brightness or colour is a finding: some, and far more than is usual around the seam. */
export const stepLimit = (least: number, usual: number): number =>
  rounded(Math.max(least, thresholds.stepRatio * usual));
