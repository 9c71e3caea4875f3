import { shellWord } from '../../core/shell-word.ts';
import type { Job } from '../../planner/plan.ts';
import type { NextStep, ShownTake } from './shown.ts';

/** What a person would do next with a segment that has these jobs. */
export function nextStep(
  segment: string,
  { takes, pick }: { readonly takes: readonly ShownTake[]; readonly pick: number | undefined },
  jobs: readonly Job[],
  all: ReadonlyMap<string, Job>,
): NextStep {
  const asking = jobs.find(({ state }) => state === 'unknown');
  if (asking) return { kind: 'answer', command: answerTo(segment, asking) };
  if (jobs.some(({ state }) => state !== 'cached')) return { kind: 'make', price: priceOf(jobs, all) };
  const shown = takes.find(({ picked }) => picked)?.take;
  const isChosen = pick !== undefined || takes.filter(({ hash }) => hash !== undefined).length < 2;
  return isChosen || shown === undefined ? { kind: 'none' } : { kind: 'pick', take: shown };
}

const answerTo = (segment: string, { outstanding }: Job): string =>
  `storycut resolve ${shellWord(segment)}${outstanding?.kind === 'lost' ? ' --pay-again' : ' --not-created'}`;

/** With what these jobs need. */
function priceOf(jobs: readonly Job[], all: ReadonlyMap<string, Job>): number {
  const counted = new Set<string>();
  const waiting = jobs.map(({ id }) => id);
  let sum = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const job = all.get(id);
    if (!job || counted.has(id)) continue;
    counted.add(id);
    sum += job.cost;
    waiting.push(...job.needs);
  }
  return sum;
}
