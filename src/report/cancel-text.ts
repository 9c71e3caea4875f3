import { unreachable } from '../core/result.ts';
import type { CancelledJob } from '../project/run/cancel.ts';
import { printable } from './printable.ts';
import { money } from './units.ts';

/** A line for each job, and what follows for the film. `again`: the command that goes on with it. */
export function cancelText(jobs: readonly CancelledJob[], again: string): string {
  const lines = jobs.map((job) => `${nameOf(job)}  ${outcomeText(job, again)}`);
  const cancelled = jobs.filter(({ outcome }) => outcome.kind === 'cancelled');
  const may = cancelled.flatMap(({ outcome }) =>
    outcome.kind === 'cancelled' && outcome.charged === undefined && outcome.price > 0 ? [outcome.price] : [],
  );
  return [
    ...lines,
    ...(may.length > 0
      ? [
          `What the provider charged for ${may.length === 1 ? 'one of them' : `${may.length} of them`} it did not say: up to ${money(sum(may))}. \`storycut resolve SEGMENT --charged USD\` says what it was.`,
        ]
      : []),
    ...(cancelled.length > 0
      ? [`The next \`${again}\` orders again what the storyboard still asks for.`]
      : []),
  ].join('\n');
}

function outcomeText({ outcome, provider }: CancelledJob, again: string): string {
  switch (outcome.kind) {
    case 'cancelled':
      if (outcome.charged === undefined) return 'cancelled';
      return `cancelled, ${money(outcome.charged, 'nothing')} charged`;
    case 'asked':
      return `${provider} was asked to cancel it, and has not said yet that it did; the next \`${again}\` tells what became of it`;
    case 'begun':
      return `not cancelled: ${provider} is making it already; the next \`${again}\` fetches it`;
    case 'risky':
      return `not cancelled: ${provider} is making it already, and would delete its footage if it ended in that moment; --running cancels it all the same`;
    case 'ended':
      return `not cancelled: it has ended already; the next \`${again}\` fetches what was made`;
    case 'unable':
      return `not cancelled: ${provider} has no way to cancel jobs; the next \`${again}\` fetches it`;
    case 'unknown-there':
      return `not cancelled: ${provider} says that it has no such job; the next \`${again}\` looks for it`;
    case 'elsewhere':
      return `not cancelled: it was accepted at another address, or with another key, than ${provider} has now`;
    case 'unreachable':
      return `may go on: ${outcome.message} The next \`${again}\` tells what became of it`;
    default:
      return unreachable(outcome);
  }
}

const nameOf = ({ segment, take }: CancelledJob): string =>
  take === 1 ? printable(segment) : `${printable(segment)} take ${take}`;

const sum = (dollars: readonly number[]): number => dollars.reduce((all, one) => all + one, 0);
