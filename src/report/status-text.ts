import type { SegmentStatus, Status, TakeStatus } from '../project/status.ts';
import type { Paint } from './paint.ts';
import { stateStyle } from './plan-text.ts';
import { printable } from './printable.ts';
import { cell, right, table } from './table.ts';
import { count, money } from './units.ts';

/** How each segment stands: a row a segment, and a row a take where there are several. */
export function statusText(status: Status, title: string, paint: Paint): string {
  const rows = status.segments.flatMap((segment) => [
    segmentRow(segment, paint),
    ...takeRows(segment, paint),
  ]);
  const made = status.segments.filter(({ state }) => state === 'cached' || state === 'local').length;
  const total = `${made} of ${count(status.segments.length, 'segment')} ready; ${status.spent > 0 ? money(status.spent) : 'nothing'} spent so far.`;
  return [paint('bold', printable(title)), table(rows), '', total].join('\n');
}

function segmentRow(segment: SegmentStatus, paint: Paint) {
  const { id, state, takes, error } = segment;
  const [only] = takes;
  const about = (error && printable(error)) ?? (takes.length === 1 && only ? clipText(only) : '');
  return [
    cell(id),
    cell(stateWords[state], (text) => (state === 'local' ? text : paint(stateStyle(state), text))),
    right(takes.length === 1 && only && only.cost > 0 ? money(only.cost) : ''),
    cell(about, (text) => paint('dim', text)),
  ];
}

function takeRows({ takes }: SegmentStatus, paint: Paint) {
  if (takes.length < 2) return [];
  return takes.map((take) => [
    cell(`  take ${take.take}${take.picked ? ', in the cut' : ''}`),
    cell(stateWords[take.state], (text) => paint(stateStyle(take.state), text)),
    right(take.cost > 0 ? money(take.cost) : ''),
    cell(clipText(take), (text) => paint('dim', text)),
  ]);
}

/** Enough of the hash to find the file by. */
const clipText = (take: TakeStatus): string =>
  take.clip === undefined ? '' : `clip ${take.clip.slice(0, 12)}`;

const stateWords = {
  cached: 'made',
  new: 'never made',
  changed: 'changed since it was made',
  failed: 'failed',
  'in-flight': 'in flight',
  unknown: 'submitted, never answered',
  local: 'ready',
} as const satisfies Record<SegmentStatus['state'], string>;
