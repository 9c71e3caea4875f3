import type { FilmAccount } from '../project/upkeep/film-accounts.ts';
import type { Recoverable } from '../project/upkeep/recover.ts';
import type { Verified, VerifyProgress } from '../project/upkeep/verify.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { cell, right, table } from './table.ts';
import { count, fileSize, money } from './units.ts';

/** What a rebuilt journal would say, and what no journal can say any more. */
export function recoverableText(found: Recoverable, paint: Paint): string {
  const { folder, records, inJournal, lost, strays } = found;
  const from = `The journal in ${printable(folder)} has ${inJournal} of them.`;
  return [
    `${count(records, 'record')} can be rebuilt. ${from}`,
    ...(found.films.length > 0 ? ['', table(found.films.map(filmRow))] : []),
    '',
    lost === 0
      ? 'No record is missing.'
      : paint('yellow', `${count(lost, 'record')} can't be rebuilt: what they were about is unknown.`),
    ...(strays > 0
      ? [`No record names ${count(strays, 'clip')} in the store; nothing happens to them.`]
      : []),
  ].join('\n');
}

function filmRow(account: FilmAccount) {
  const { film, made, spent, reserved, maybeCharged, inFlight, unanswered, gone } = account;
  const waiting = [
    ...(inFlight > 0 ? [`${inFlight} in flight`] : []),
    ...(unanswered > 0 ? [`${unanswered} maybe accepted`] : []),
    ...(gone > 0 ? [`${gone} whose footage is lost`] : []),
  ];
  return [
    cell(printable(film)),
    right(`${made} made`),
    right(spent > 0 ? `${money(spent)} spent` : 'nothing spent'),
    cell(
      [
        ...(reserved > 0 ? [`${money(reserved)} reserved`] : []),
        ...(maybeCharged > 0 ? [`${money(maybeCharged)} maybe charged for failed jobs`] : []),
        ...waiting,
      ].join(', '),
    ),
  ];
}

/** What was checked. */
export function verifiedText({ journal, receipts, clips }: Verified): string {
  const bad = [
    ...(clips.missing > 0 ? [`${clips.missing} missing`] : []),
    ...(clips.damaged > 0 ? [`${clips.damaged} damaged`] : []),
    ...(clips.unreadable > 0 ? [`${clips.unreadable} unreadable`] : []),
  ];
  const whole = clips.recorded - clips.missing - clips.damaged - clips.unreadable;
  const left =
    clips.recorded === 0 ? 'none' : `${whole} of ${clips.recorded} whole, ${fileSize(clips.bytes)}`;
  return table(
    [
      [cell('journal'), cell(journalText(journal))],
      [cell('receipts'), cell(`${receipts.records} of ${count(receipts.of, 'record')}`)],
      [cell('clips'), cell([left, ...bad].join(', '))],
    ],
    { indent: '' },
  );
}

function journalText({ records, whole }: Verified['journal']): string {
  if (records === 0 && !whole) return 'missing, or nothing in it can be read';
  return `${count(records, 'record')}, ${whole ? 'whole' : 'damaged'}`;
}

/** `clip 3 of 40, 1.2 of 17 GB`. */
export const verifyProgressText = (
  { clips, ofClips, bytes, ofBytes }: VerifyProgress,
  paint: Paint,
): string =>
  paint('dim', `checking clip ${clips + 1} of ${ofClips}, ${fileSize(bytes)} of ${fileSize(ofBytes)}`);
