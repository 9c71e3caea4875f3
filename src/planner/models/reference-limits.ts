import { type Size, sizeText } from '../../core/frames.ts';
import { type Sentence, say } from '../../core/sentence.ts';
import type { Capabilities } from '../../providers/capabilities.ts';
import { inSeconds } from './lengths.ts';

/** A model, and the size of what it makes. */
export interface SizedModel {
  readonly model: Capabilities;
  readonly size: Size;
}

/** Why a job can't lean on anything, in words after "does not accept references"; undefined: it can. */
export function whyNone(
  { model, size }: SizedModel,
  { framed, seconds }: { readonly framed: boolean; readonly seconds: number },
): Sentence | undefined {
  const { apart, tiers, jobSeconds } = model.inputs.references;
  if (apart && framed) return say`together with a first or last frame`;
  if (tiers && !isAmong(tiers, { model, size })) return say`in footage of ${{ size: sizeText(size) }}`;
  if (jobSeconds !== undefined && seconds > jobSeconds)
    return say`in jobs of more than ${inSeconds('longest', jobSeconds)}`;
  return undefined;
}

/** Whether a size is of one of these tiers. */
export const isAmong = (tiers: readonly string[], { model, size }: SizedModel): boolean =>
  tiers.includes(model.tiers?.[sizeText(size)] ?? '');
