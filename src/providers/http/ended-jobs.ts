import { say, says } from '../../core/sentence.ts';
import type { Polled } from '../provider.ts';
import { brokenFailure, type Teller } from './failures.ts';
import type { Exchange } from './response.ts';

/** A job that was cancelled there, and what it was charged if that is told. */
export const cancelledJob = (
  { provider }: Teller,
  charged: { readonly charged?: number },
): Extract<Polled, { kind: 'failed' }> => ({
  kind: 'failed',
  failure: {
    reason: 'other',
    ...says(say`The job was cancelled at ${{ provider }}.`),
    again: false,
  },
  ...charged,
});

/** An answer that says nothing of the state of a job. */
export const nothingTold = (
  exchange: Extract<Exchange, { kind: 'answered' }>,
  teller: Teller,
): Extract<Polled, { kind: 'unreachable' }> => ({
  kind: 'unreachable',
  failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why: 'it tells nothing of the job' }),
});
