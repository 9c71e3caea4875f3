import { say, says } from '../../core/sentence.ts';
import type { Failure } from '../provider.ts';

/** Known before anything is sent. */
export const refusedHere = (provider: string, why: string): Failure => ({
  reason: 'invalid',
  ...says(say`${{ provider }} does not accept this request. ${{ cause: why }}`),
  again: false,
});

/** The job is done, and its answer lacks a link. */
export const nowhere = (provider: string): Failure => ({
  reason: 'other',
  ...says(say`${{ provider }} says that the job is completed, but not where its footage is.`),
  again: true,
});
