import { unreachable } from '../core/result.ts';
import type { Plan } from '../planner/plan.ts';
import type { SegmentStatus, Status, TakeStatus } from '../project/film/status.ts';
import { foundText } from './judge-text.ts';
import type { Paint } from './paint.ts';
import { few } from './plan-text.ts';
import { printable } from './printable.ts';
import { outstandingText, reasonBeside, spentText, stateStyle, stateText } from './standing.ts';
import { cell, right, table } from './table.ts';
import { timelineBar } from './timeline-bar.ts';
import { count, money } from './units.ts';
import { whatChanged } from './what-changed.ts';

/** The film as planned, drawn to scale if there is a terminal of some width. */
export interface StatusView {
  readonly plan: Plan;
  readonly columns?: number;
}

/** The state of each segment: a row per segment, and a row per take if there are several. */
export function statusText(
  status: Status,
  title: string,
  paint: Paint,
  { plan, columns }: StatusView,
): string {
  const bar = columns === undefined ? [] : timelineBar(plan, columns, paint);
  const shown = new Set(status.segments.map(({ id }) => id));
  const changes = whatChanged(plan.jobs.filter(({ segment }) => shown.has(segment)));
  const rows = inStretches(status.segments).flatMap((stretch) =>
    stretch.length > few
      ? [stretchRow(stretch, paint)]
      : stretch.flatMap((segment) => [segmentRow(segment, paint), ...takeRows(segment, paint)]),
  );
  const made = status.segments.filter(({ state }) => state === 'cached' || state === 'local').length;
  const total = `${made} of ${count(status.segments.length, 'segment')} ready; ${sumsText(status)}.`;
  return [
    ...[paint('bold', printable(title)), ...bar, ...(bar.length > 0 ? [''] : [])],
    ...[table(rows, { width: columns }), '', ...changes.map((change) => printable(change))],
    ...(changes.length > 0 ? ['', total] : [total]),
  ].join('\n');
}

/** Segments in their order: those in a row of which there is nothing to tell are together, each other is by itself. */
function inStretches(segments: readonly SegmentStatus[]): readonly (readonly SegmentStatus[])[] {
  const stretches: SegmentStatus[][] = [];
  for (const segment of segments) {
    const last = stretches.at(-1);
    if (last?.[0] && isUntouched(segment) && isUntouched(last[0])) last.push(segment);
    else stretches.push([segment]);
  }
  return stretches;
}

/** Never made, and nothing was tried or paid. */
const isUntouched = ({ state, takes, spent, maybeCharged, findings = [] }: SegmentStatus): boolean =>
  state === 'new' &&
  spent === 0 &&
  maybeCharged === 0 &&
  findings.length === 0 &&
  takes.every((take) => take.state === 'new');

function stretchRow(stretch: readonly SegmentStatus[], paint: Paint) {
  return [
    cell(`${stretch[0]?.id} … ${stretch.at(-1)?.id}`),
    cell('never made', (text) => paint(stateStyle('new'), text)),
    right(''),
    cell(count(stretch.length, 'segment'), (text) => paint('dim', text)),
    cell(''),
  ];
}

/** `$4.00 spent so far, $0.80 of it for nothing, $0.40 reserved`. */
const sumsText = ({ spent, planned, lost, reserved, maybeCharged, elsewhere }: Status): string =>
  [
    `${spentText({ spent, planned })} spent so far`,
    ...(lost > 0 ? [`${money(lost)} of it without footage`] : []),
    ...(reserved > 0 ? [`${money(reserved)} reserved`] : []),
    ...(elsewhere.spent > 0 ? [`${money(elsewhere.spent)} of it on segments that are no longer there`] : []),
    ...(maybeCharged > 0 ? [`${money(maybeCharged)} may have been charged for failed jobs`] : []),
  ].join(', ');

function segmentRow(segment: SegmentStatus, paint: Paint) {
  const { id, state, takes, error, findings = [] } = segment;
  const [only] = takes;
  const clip = takes.length === 1 && only ? clipText(only) : '';
  const about =
    error === undefined || state === 'local' ? clip : printable(reasonBeside({ ...segment, state }, error));
  return [
    cell(id),
    state === 'local'
      ? cell('ready')
      : cell(standingText({ ...segment, state }), (text) => paint(stateStyle(state), text)),
    right(takes.length === 1 && only ? moneyText(only) : ''),
    cell(about, (text) => paint('dim', text)),
    cell(foundText(findings), (text) => paint('yellow', text)),
  ];
}

function takeRows({ takes }: SegmentStatus, paint: Paint) {
  if (takes.length < 2) return [];
  return takes.map((take) => [
    cell(`  take ${take.take}${take.picked ? ', in the cut' : ''}`),
    cell(standingText(take), (text) => paint(stateStyle(take.state), text)),
    right(moneyText(take)),
    cell(clipText(take), (text) => paint('dim', text)),
  ]);
}

/** Enough of the hash to find the file by. */
const clipText = (take: TakeStatus): string =>
  take.clip === undefined ? '' : `clip ${take.clip.slice(0, 12)}`;

const moneyText = (take: TakeStatus): string =>
  [...(take.cost > 0 ? [money(take.cost)] : []), outstandingText(take), ...wastedText(take)]
    .filter((text) => text !== '')
    .join(', ');

/** What earlier attempts cost, or may have cost, in vain. */
function wastedText({ lost, maybeCharged, outstanding }: TakeStatus): readonly string[] {
  const before = lost - (outstanding?.kind === 'lost' ? outstanding.price : 0);
  return [
    ...(before > 1e-9 ? [`${money(before)} lost`] : []),
    ...(maybeCharged > 0 ? [`${money(maybeCharged)} maybe charged`] : []),
  ];
}

function standingText(standing: Pick<TakeStatus, 'state' | 'outstanding' | 'lost'>): string {
  switch (standing.state) {
    case 'cached':
      return 'made';
    case 'new':
      return standing.lost > 0 ? 'lost, to be made again' : 'never made';
    case 'changed':
      return 'changed since it was made';
    case 'failed':
    case 'in-flight':
    case 'unknown':
      return stateText(standing);
    default:
      return unreachable(standing.state);
  }
}
