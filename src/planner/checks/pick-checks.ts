import type { Holdings } from '../../core/holdings.ts';
import { amount } from '../../core/money.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { about, type Findings } from '../findings.ts';
import { isSettled, type Job, type PlannedTake } from '../plan.ts';

/** What is known of the takes when the picks are checked. */
export interface Made {
  readonly jobs: readonly Job[];
  readonly holdings: Holdings;
}

/** Reports where the cut does not show the picked take, or waits for it although another take is made. */
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

/** The picked take was made for what the segment asked for before, or never existed. */
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
      ? 'does not exist'
      : `was not made for what ${id} asks for now`;
  findings.add({
    ...about(segment, 'warning', 'pick-not-made'),
    ...says(
      say`Take ${{ pick }} of ${id} is picked, but ${why}: take ${{ take: shown.take }} is in the cut${price(shown.jobs)}.`,
      shown.jobs.every(({ state }) => isSettled(state))
        ? say`\`storycut pick ${id} ${shown.take}\` keeps that; \`storycut redo ${id}\` makes another.`
        : say`\`storycut pick ${id} ${shown.take}\` keeps that, and \`storycut run\` makes it.`,
    ),
  });
}

function price(jobs: readonly Job[]): Sentence {
  if (jobs.every(({ state }) => isSettled(state))) return say``;
  const all = jobs.reduce((sum, job) => sum + job.cost, 0);
  return all === 0 ? say`, and free to make` : say`, and costs ${amount({ price: all })} to make`;
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
    ...says(
      say`The cut waits for take ${{ pick: take }} of ${id} (${{ cause: waits.reason }}).`,
      say`\`storycut pick ${id} ${made.take}\` puts take ${{ take: made.take }}, which is made, in the cut.`,
    ),
  });
}
