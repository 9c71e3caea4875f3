import type { Holdings } from '../../core/holdings.ts';
import { dollars } from '../../core/money.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import type { Job, PlannedTake } from '../plan.ts';
import { isSettled } from '../plan.ts';

/** What is known of the takes when the picks are looked at. */
export interface Made {
  readonly jobs: readonly Job[];
  readonly holdings: Holdings;
}

/** Tells where the cut shows another take than the one that is picked, or waits for it beside one that is made. */
export function checkPicks(segments: readonly ExpandedSegment[], made: Made, findings: Findings): void {
  const jobs = new Map(made.jobs.map((job) => [job.id, job]));
  for (const expanded of segments) {
    const shown = expanded.takes.find(({ picked }) => picked);
    if (shown === undefined) continue;
    const chainOf = (take: PlannedTake): readonly Job[] => take.jobs.flatMap((id) => jobs.get(id) ?? []);
    const { pick } = expanded.segment;
    if (pick !== undefined && pick !== shown.take) {
      fallenBack(expanded.segment, pick, { take: shown.take, jobs: chainOf(shown) }, made.holdings, findings);
    } else {
      waitsFor(expanded, { take: shown.take, jobs: chainOf(shown) }, chainOf, findings);
    }
  }
}

interface Chain {
  readonly take: number;
  readonly jobs: readonly Job[];
}

/** The picked take belongs to what the segment asked for before, or never was. */
function fallenBack(
  segment: Segment,
  pick: number,
  shown: Chain,
  holdings: Holdings,
  findings: Findings,
): void {
  const { id } = segment;
  const why =
    holdings.lastRequest(id, pick, 1) === undefined
      ? 'and there never was one'
      : `but not made for what ${id} asks for now`;
  findings.add({
    ...about(segment, 'warning', 'pick-not-made'),
    message: `Take ${pick} of ${id} is picked, ${why}: take ${shown.take} is in the cut${price(shown.jobs)}.`,
    help: shown.jobs.every(({ state }) => isSettled(state))
      ? `\`storycut pick ${id} ${shown.take}\` keeps that; \`storycut redo ${id}\` makes another.`
      : `\`storycut pick ${id} ${shown.take}\` keeps that, and \`storycut run\` makes it.`,
  });
}

function price(jobs: readonly Job[]): string {
  if (jobs.every(({ state }) => isSettled(state))) return '';
  const cost = jobs.reduce((sum, job) => sum + job.cost, 0);
  return cost === 0 ? ', and free to make' : `, and costs ${dollars(cost)} to make`;
}

function waitsFor(
  { segment, takes }: ExpandedSegment,
  { take, jobs }: Chain,
  chainOf: (take: PlannedTake) => readonly Job[],
  findings: Findings,
): void {
  const waits = jobs.find(({ state }) => state === 'failed' || state === 'unknown' || state === 'in-flight');
  const made = takes.findLast((one) => chainOf(one).every(({ state }) => state === 'cached'));
  if (waits === undefined || made === undefined) return;
  const { id } = segment;
  findings.add({
    ...about(segment, waits.state === 'in-flight' ? 'note' : 'warning', 'pick-not-made'),
    message: `The cut waits for take ${take} of ${id} (${waits.reason}).`,
    help: `\`storycut pick ${id} ${made.take}\` puts take ${made.take}, which is made, in the cut.`,
  });
}
