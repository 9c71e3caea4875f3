import { amount, isPlausibleFor } from '../core/money.ts';
import { say } from '../core/sentence.ts';
import type { Submitted } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { problem } from './diagnose.ts';
import type { Making } from './run.ts';

/**
 * An answer to a submission, with the provider's estimate only if it can be right: it counts instead of the price from then
 * on, so it frees or takes money under the cap. One above the price is told, and one that can't be right. Nothing for footage
 * that has a price is no estimate.
 */
export function withBelievedEstimate(submitted: Submitted, making: Making, { price }: Intent): Submitted {
  if (submitted.kind !== 'accepted' || submitted.estimate === undefined) return submitted;
  const { estimate, ...accepted } = submitted;
  if (estimate === 0) return accepted;
  if (!(estimate > 0 && isPlausibleFor(price, estimate))) {
    tellImplausible(making, price, estimate);
    return accepted;
  }
  // Sums of decimal fractions are off by about 1e-15.
  if (estimate > price + 1e-9) tellHigher(making, price, estimate);
  return submitted;
}

function tellHigher({ job, provider, run }: Making, price: number, estimate: number): void {
  const diagnostic = problem(
    job,
    'estimate-higher',
    say`${{ provider: provider.data.name }} will charge up to ${amount({ estimate })} for ${{ job: job.id }}, which was planned at ${amount({ price })}.`,
    say`It is being made, and counts at that; what is still to be made stays within the budget and --max-cost.`,
  );
  run.engine.emit({ type: 'notice', diagnostic: { ...diagnostic, severity: 'warning' } });
}

function tellImplausible({ job, provider, run }: Making, price: number, estimate: number): void {
  const diagnostic = problem(
    job,
    'estimate-implausible',
    say`${{ provider: provider.data.name }} says that it will charge up to ${{ estimate: String(estimate) }} US dollars for ${{ job: job.id }}, which can't be right; it counts at its price of ${amount({ price })}.`,
    say`It is being made. Look at its price at the provider: \`storycut cancel ${job.segment}\` ends it, where the provider can.`,
  );
  run.engine.emit({ type: 'notice', diagnostic: { ...diagnostic, severity: 'warning' } });
}
