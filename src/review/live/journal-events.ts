import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Event } from '../../core/event.ts';
import { unreachable } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { jobId } from '../../planner/chains/take-jobs.ts';
import type { Told } from '../../project/events/film-event.ts';
import type { JournalEntry } from '../../store/line.ts';
import type { Intent } from '../../store/record.ts';

/** Types of event that the journal tells: of a run in any process, and long after it. All others are told while they happen. */
export const journalTells: ReadonlySet<Event['type']> = new Set([
  'job-started',
  'job-resumed',
  'job-finished',
  'job-failed',
  'job-overdue',
]);

/** The journal as the events of a run that never ends: the same for whoever follows it, and for whoever replays it. */
export interface JournalEvents {
  /** The event that a record tells, if it tells one that the page shows. */
  of(entry: JournalEntry): Told | undefined;
}

export function journalEvents(names: ReadonlySet<string>): JournalEvents {
  const begun = new Map<string, { readonly intent: Intent; readonly t: number }>();
  const tries = new Map<string, number>();

  function eventOf(entry: JournalEntry): Event | undefined {
    if (entry.type === 'intent') {
      if (!names.has(entry.storyboard)) return undefined;
      begun.set(entry.attempt, { intent: entry, t: entry.t });
      const attempt = (tries.get(entry.fingerprint) ?? 0) + 1;
      tries.set(entry.fingerprint, attempt);
      return { type: 'job-started', ...placeOf(entry), kind: entry.kind, attempt };
    }
    const known = 'attempt' in entry ? begun.get(entry.attempt) : undefined;
    if (!known) return undefined;
    const place = placeOf(known.intent);
    switch (entry.type) {
      case 'made': {
        const { clip, cost, t } = entry;
        return { type: 'job-finished', ...place, clip, cost, seconds: (t - known.t) / 1000 };
      }
      case 'failed':
      case 'rejected':
      case 'lost':
        return { type: 'job-failed', ...place, diagnostic: failure(place.segment, entry.message) };
      case 'overdue':
        return { type: 'job-overdue', ...place, diagnostic: overdue(place.segment, entry.said) };
      case 'resolved':
        return entry.answer === 'adopted' ? { type: 'job-resumed', ...place } : undefined;
      case 'accepted':
      case 'charged':
      case 'deleted':
      case 'frame':
      case 'redo':
      case 'removed':
      case 'recovered':
      case 'stray':
      case 'film':
      case 'choices':
        return undefined;
      default:
        return unreachable(entry);
    }
  }

  return {
    of(entry) {
      const event = eventOf(entry);
      return (
        event && { ...event, run: 'journal', sequence: entry.seq, time: new Date(entry.t).toISOString() }
      );
    },
  };
}

const placeOf = ({ segment, take, link }: Intent) => ({ job: jobId(segment, take, link), segment, take });

const failure = (segment: string, message: string): Diagnostic => ({
  severity: 'error',
  code: 'job-failed',
  ...says(say`${{ cause: message }}`),
  segment,
});

const overdue = (segment: string, said: string): Diagnostic => ({
  severity: 'warning',
  code: 'job-overdue',
  ...says(say`It takes far longer than usual${said === '' ? '' : say` (${{ said }})`}.`),
  segment,
});
