import { basename } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Event, Repeated } from '../core/event.ts';
import { unreachable } from '../core/result.ts';
import type { FilmEvent } from '../project/events/film-event.ts';
import { diagnosticText } from './diagnostic-text.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { clockTime, count, money, waiting } from './units.ts';

/** The line for an event, or undefined if it only updates the live line. */
export function eventLine(event: FilmEvent, paint: Paint): string | undefined {
  switch (event.type) {
    // The plan is printed by whoever asks for consent, and the end by the caller.
    case 'planned':
    case 'ended':
    case 'run-started':
    case 'job-progress':
    case 'run-progress':
    case 'stitch-progress':
    // Reported together, see `skippedLines`.
    case 'job-skipped':
      return undefined;
    case 'job-started':
      return `${paint('cyan', '→')} ${event.job}  ${event.kind}${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`;
    case 'job-resumed':
      return `${paint('cyan', '→')} ${event.job}  resumed`;
    case 'job-finished':
      return `${paint('green', '✓')} ${event.job}  made in ${waiting(event.seconds)}${costText(event)}`;
    case 'job-retrying':
      return `${paint('yellow', '↻')} ${event.job}  ${inVain(event)} in ${waiting(event.seconds)}: ${printable(event.diagnostic.message)}`;
    case 'job-reworded':
      return `${paint('yellow', '↻')} ${event.job}  trying fallback ${event.fallback}: ${printable(event.diagnostic.message)}`;
    case 'job-overdue':
      return `${paint('yellow', '…')} ${event.job}  overdue: ${printable(event.diagnostic.message)}`;
    case 'job-failed':
      return `${paint('red', '✗')} ${event.job}  ${endText(event.diagnostic)}\n${diagnosticText(event.diagnostic, paint)}`;
    case 'clips-coming':
      return event.come === 0 ? `${paint('cyan', '→')} bringing ${count(event.of, 'clip')} here` : undefined;
    case 'notice':
      return diagnosticText(event.diagnostic, paint);
    case 'run-finished':
      return runLine(event);
    case 'run-ended':
      return `Took ${waiting(event.seconds)}; spent ${money(event.spent, 'nothing')}${event.planned === undefined ? '' : ` (planned ${money(event.planned, 'nothing')})`}.`;
    case 'stitch-started':
      return `${paint('cyan', '→')} ${printable(basename(event.file))}${piecesText(event)}`;
    case 'stitch-finished':
      return `${paint('green', '✓')} ${printable(basename(event.file))}${lengthText(event)}`;
    default:
      return unreachable(event);
  }
}

/** How a job ended without footage: not all of them failed. */
function endText({ code }: Diagnostic): string {
  switch (code) {
    case 'submission-unknown':
      return 'maybe accepted';
    case 'footage-lost':
      return 'footage lost';
    case 'job-overdue':
      return 'overdue';
    case 'over-budget':
      return 'not submitted';
    default:
      return 'failed';
  }
}

/** A difference that can't be seen is none worth a word. */
function costText({ cost, price }: Extract<Event, { type: 'job-finished' }>): string {
  if (price === undefined || money(price) === money(cost)) return cost > 0 ? `, ${money(cost)}` : '';
  return `, charged ${money(cost, 'nothing')} instead of ${money(price, 'nothing')}`;
}

/** What failed, and what happens next. */
function inVain({ what, count: times }: Repeated): string {
  const inARow = times > 1 ? ` (${times} times in a row)` : '';
  switch (what) {
    case 'attempt':
      return `attempt ${times} failed, retrying`;
    case 'poll':
      return `no status${inARow}, asking again`;
    case 'download':
      return `download ${times} failed, retrying`;
    case 'search':
      return `not found${inARow}, searching again`;
    default:
      return unreachable(what);
  }
}

/** Outputs made from a finished film have no pieces. */
const piecesText = ({ pieces, encode }: Extract<Event, { type: 'stitch-started' }>): string =>
  pieces > 0 ? `  ${count(pieces, 'piece')}, ${encode === 0 ? 'nothing' : encode} to encode` : '';

/** A still picture has no length. */
const lengthText = ({ seconds, frames }: Extract<Event, { type: 'stitch-finished' }>): string =>
  seconds > 0 ? `  ${clockTime(seconds)}, ${count(frames, 'frame')}` : '';

function runLine(event: Extract<Event, { type: 'run-finished' }>): string {
  const { made, cached, failed, skipped, inFlight, unanswered, spent, reserved, maybeCharged, interrupted } =
    event;
  const some = (n: number, words: string): readonly string[] => (n > 0 ? [`${n} ${words}`] : []);
  const counts = [
    ...(interrupted ? some(made, 'made') : [`${made} made`, `${cached} already in the store`]),
    ...some(failed, 'failed'),
    ...some(inFlight, 'in flight'),
    ...some(unanswered, 'not answered yet'),
    ...some(skipped - inFlight - unanswered, 'not started'),
  ];
  const sums = [
    // What a complete run spent is reported once the film is cut.
    ...(interrupted && spent > 0 ? [`spent ${money(spent)}`] : []),
    ...(reserved > 0 ? [`reserved ${money(reserved)}`] : []),
    ...(maybeCharged > 0 ? [`${money(maybeCharged)} may have been charged for failed jobs`] : []),
  ];
  const line = `${counts.join(', ')}${sums.length > 0 ? `; ${sums.join(', ')}` : ''}.`;
  if (!interrupted) return line;
  // What is free, such as an animatic, needs no decision: it ends with the run, or costs nothing where it goes on.
  return inFlight > 0 && reserved > 0 ? `Interrupted: ${line} ${goesOn}` : `Interrupted: ${line}`;
}

const goesOn =
  'What is in flight goes on at its provider; `storycut cancel SEGMENT` ends it, where the provider can.';

type Skipped = Extract<Event, { type: 'job-skipped' }>;

/** How many jobs that were not started are named. */
const mostNamed = 3;

/**
 * One line per failed job because of which others were not started. The end of the run reports what an interruption
 * left.
 */
export function skippedLines(skipped: readonly Skipped[], paint: Paint): readonly string[] {
  const byCause = new Map<string, string[]>();
  for (const { job, because } of skipped) {
    if (because !== 'interrupted') byCause.set(because, [...(byCause.get(because) ?? []), job]);
  }
  return [...byCause].map(([because, jobs]) => {
    const which = jobs.length > mostNamed ? count(jobs.length, 'job') : jobs.join(', ');
    return `${paint('dim', '–')} ${which}  not started, because ${because} failed`;
  });
}
