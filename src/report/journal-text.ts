import type { LedgerEntry } from '../core/holdings.ts';
import type { JournalStatus } from '../project/film/journal-status.ts';
import { printable } from './printable.ts';
import { cell, right, table } from './table.ts';
import { money } from './units.ts';

/** What the journal knows of a film whose storyboard can't be read: a row for each segment that anything was begun for. */
export function journalText({ attempts, spent, reserved, maybeCharged }: JournalStatus): string {
  const segments = new Map<string, readonly LedgerEntry[]>();
  for (const one of attempts) segments.set(one.segment, [...(segments.get(one.segment) ?? []), one]);
  const total = [
    `${money(spent, 'nothing')} spent so far`,
    ...(reserved > 0 ? [`${money(reserved)} reserved`] : []),
    ...(maybeCharged > 0 ? [`${money(maybeCharged)} may have been charged for failed jobs`] : []),
  ];
  return [
    'What the journal knows, whatever the storyboard asks for now:',
    table([...segments].map(([segment, tries]) => row(segment, tries))),
    '',
    `${total.join(', ')}.`,
  ].join('\n');
}

function row(segment: string, tries: readonly LedgerEntry[]) {
  const counts = new Map<string, number>();
  for (const { state } of tries) counts.set(names[state], (counts.get(names[state]) ?? 0) + 1);
  const spent = tries.reduce((sum, one) => sum + one.spent, 0);
  return [
    cell(printable(segment)),
    cell([...counts].map(([name, count]) => (count === 1 ? name : `${count} ${name}`)).join(', ')),
    right(spent > 0 ? money(spent) : ''),
  ];
}

const names: Readonly<Record<LedgerEntry['state'], string>> = {
  unanswered: 'maybe accepted',
  'in-flight': 'in flight',
  made: 'made',
  failed: 'failed',
  refused: 'refused',
  'not-created': 'not created',
  lost: 'lost',
  'given-up': 'given up',
};
