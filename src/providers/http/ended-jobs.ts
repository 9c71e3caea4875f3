import { say, says } from '../../core/sentence.ts';
import type { Failure, Polled } from '../provider.ts';
import { brokenFailure, type Teller } from './failures.ts';
import type { Exchange } from './response.ts';

export const cancelledThere = ({ provider }: Teller): Failure => ({
  reason: 'cancelled',
  ...says(say`The job was cancelled at ${{ provider }}.`),
  again: false,
});

/** A job that was cancelled there, and what it was charged if that is told. */
export const cancelledJob = (
  teller: Teller,
  charged: { readonly charged?: number },
): Extract<Polled, { kind: 'failed' }> => ({ kind: 'failed', failure: cancelledThere(teller), ...charged });

/** An answer that says nothing of the state of a job. */
export const nothingTold = (
  exchange: Extract<Exchange, { kind: 'answered' }>,
  teller: Teller,
): Extract<Polled, { kind: 'unreachable' }> => ({
  kind: 'unreachable',
  failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why: 'it tells nothing of the job' }),
});
