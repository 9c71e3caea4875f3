import { amount, isPlausibleFor } from '../core/money.ts';
import { say } from '../core/sentence.ts';
import type { Polled } from '../providers/provider.ts';
import { dueFor } from '../store/attempt.ts';
import { problem } from './diagnose.ts';
import type { Accepted } from './ending.ts';
import type { Making } from './run.ts';

type Finished = Extract<Polled, { kind: 'completed' | 'failed' }>;

/**
 * US dollars that a finished job was charged, as far as that is known: by the provider's own figure, or because its
 * failures are free; what it told before stands until it tells another. A figure frees or takes money under the cap, so
 * one that can't be right is told and not believed; nothing for footage that has a price is not settled yet.
 */
export function chargeFor(finished: Finished, making: Making, attempt: Accepted): number | undefined {
  const { charged: earlier } = attempt;
  const due = dueFor(attempt);
  const { charged: told } = finished;
  const { data } = making.provider;
  if (told === undefined) {
    const isFree = finished.kind === 'failed' && (data.failures === 'free' || due === 0);
    return earlier ?? (isFree ? 0 : undefined);
  }
  if (finished.kind === 'completed' && told === 0) return earlier;
  // A job that failed may have cost next to nothing.
  const price = finished.kind === 'completed' ? attempt.intent.price : 0;
  if (isPlausibleFor(price, told)) return told;
  const diagnostic = problem(
    making.job,
    'charge-implausible',
    say`${{ provider: data.name }} says that it charged ${{ charged: String(told) }} US dollars for ${{ job: making.job.id }}, which can't be right; it counts at ${earlier === undefined ? say`its price of ${amount({ price: due })}` : amount({ price: earlier })}.`,
    say`Check the provider's bill and, if the config file describes it, \`charged-at\` there.`,
  );
  making.run.engine.emit({ type: 'notice', diagnostic: { ...diagnostic, severity: 'warning' } });
  return earlier;
}
