import { type Size, sizeText } from '../../core/frames.ts';
import type { Capabilities, Lengths } from '../../providers/capabilities.ts';

/** Possible lengths of a job of this size. `frames`: whether a first or last frame is sent with it. */
export function jobLengths(
  { lengths, lengthRules = [], tiers = {} }: Pick<Capabilities, 'lengths' | 'lengthRules' | 'tiers'>,
  size: Size,
  frames: boolean,
): Lengths {
  const own = tiers[sizeText(size)];
  const rule = lengthRules.find(
    ({ when }) => (when.tier ?? own) === own && (when.frames ?? frames) === frames,
  );
  return rule?.lengths ?? lengths;
}
