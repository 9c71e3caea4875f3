import type { Lengths } from '../../providers/capabilities.ts';
import { jobLengths } from '../models/job-lengths.ts';
import type { Maker } from '../models/maker.ts';
import type { ChainLimits } from './chain.ts';
import { wholeOf } from './footage.ts';
import type { Extendable } from './take-jobs.ts';

/** No model sets a limit here; a longer chain is a mistake, and would take forever to search. */
const mostByFrame = 999;

/** What a model's chain may consist of, starting with its own generate job. `framed`: whether a frame is sent with that. */
export function freshChain({ model, size }: Pick<Maker, 'model' | 'size'>, framed: boolean): ChainLimits {
  const { extend, inputs } = model;
  const first = jobLengths(model, size, framed);
  if (extend.kind === 'native') {
    return { first, rest: extend.lengths, mostRest: extend.most, longest: extend.longest };
  }
  const goesOn = extend.kind === 'last-frame' && inputs.firstFrame !== 'none';
  // Each of the rest begins with a last frame.
  const rest = jobLengths(model, size, true);
  return { first, rest, mostRest: goesOn ? mostByFrame : 0, longest: Infinity };
}

/** What native extensions may be added to a clip: its own extensions and seconds count. */
export function addedChain(
  { lengths, most, longest }: { readonly lengths: Lengths; readonly most: number; readonly longest: number },
  { piece, extensions }: Extendable,
): ChainLimits {
  const left = most - extensions;
  return {
    first: lengths,
    rest: lengths,
    mostRest: left - 1,
    longest: left > 0 ? longest - wholeOf(piece) : 0,
  };
}
