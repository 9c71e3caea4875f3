import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Size } from '../../core/frames.ts';
import type { GenerateRequest } from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { Capabilities, Lengths } from '../../providers/capabilities.ts';
import type { Segment, Source } from '../../storyboard/model.ts';
import { jobLengths } from './job-lengths.ts';
import { priceOf } from './price.ts';
import { acceptsReferences } from './reference-checks.ts';
import { smallestSize } from './sizes.ts';

/** The cheapest of a provider's models that can make such footage; among equals the one that was named. */
export function cheapestModel(
  models: readonly Capabilities[],
  named: Capabilities,
  source: Source,
  film: Size,
): Capabilities {
  const price = (model: Capabilities): number =>
    model.price.kind === 'unknown' ? Infinity : priceOf(second(model, film), model).dollars;
  return models
    .filter((model) => can(model, source))
    .reduce((best, model) => (price(model) < price(best) ? model : best), named);
}

/** A second of footage from words alone, by which models are compared. */
const second = ({ model, sizes, sound }: Capabilities, film: Size): GenerateRequest => ({
  ...{ kind: 'generate', provider: '', model, prompt: '', options: {}, take: 1, variation: 1 },
  ...{ references: [], characters: [] },
  seconds: 1,
  size: smallestSize(sizes, film),
  ...(sound === 'choice' && { sound: false }),
});

function can(model: Capabilities, source: Source): boolean {
  const { firstFrame, needsFirst, lastFrame } = model.inputs;
  const ends = (begins: boolean): boolean => lastFrame !== undefined && (begins || !lastFrame.needsFirst);
  switch (source.kind) {
    case 'generate': {
      const framed = source.lastImage !== undefined;
      return (
        !needsFirst && (!framed || ends(false)) && acceptsReferences(model, source.references ?? [], framed)
      );
    }
    case 'image':
      return (
        firstFrame !== 'none' &&
        (source.lastImage === undefined || ends(true)) &&
        acceptsReferences(model, source.references ?? [], true)
      );
    case 'extend':
      return model.extend.kind !== 'none';
    case 'edit':
      return model.edit;
    case 'file':
    case 'still':
    case 'card':
      return true;
    default:
      return unreachable(source);
  }
}

/**
 * A segment with no more footage than its model's shortest job makes, shown in full. A model that is free
 * and makes any length keeps the segment as it is: there is nothing to save.
 */
export function shortened(
  segment: Segment,
  { model, size }: { readonly model: Capabilities; readonly size: Size },
): Segment {
  const { lengths, price } = model;
  if (lengths.kind === 'range' && price.kind === 'free') return segment;
  const { trim: _, duration, ...rest } = segment;
  // An edit is as long as its source, which is short already.
  if (duration === undefined || segment.source.kind === 'edit') return rest;
  const frames = segment.source.kind === 'image' || 'lastImage' in segment.source;
  const shortest = shortestJob(jobLengths(model, size, frames));
  return duration <= shortest ? segment : { ...rest, duration: shortest };
}

/** Less than a second is too short to judge. */
const shortestJob = (lengths: Lengths): number =>
  lengths.kind === 'set' ? Math.min(...lengths.seconds) : Math.min(lengths.max, Math.max(1, lengths.min));

export const draftNote: Diagnostic = {
  severity: 'note',
  code: 'drafted',
  message:
    'This is a draft: each provider’s cheapest model and smallest size, and no more footage of a segment than the shortest job makes, shown in full.',
};
