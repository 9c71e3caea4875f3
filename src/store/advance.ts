import { unreachable } from '../core/result.ts';
import { type Attempt, dueFor, type StoredClip } from './attempt.ts';
import type { JournalRecord } from './record.ts';

/** A record about what became of an attempt. */
export type OfAnAttempt = Exclude<
  JournalRecord,
  { type: 'intent' | 'redo' | 'frame' | 'removed' | 'stray' | 'recovered' | 'film' | 'choices' }
>;

/** Whether it leaves an attempt in progress. */
export const isPassing = (type: OfAnAttempt['type']): boolean =>
  type === 'accepted' || type === 'overdue' || type === 'charged';

/** An attempt after such a record, made at `t` milliseconds since 1970. */
export function advance(before: Attempt, record: OfAnAttempt, t: number): Attempt {
  const { intent, estimate } = before;
  const same = { intent, ...(estimate !== undefined && { estimate }) };
  switch (record.type) {
    case 'accepted': {
      const { remote, estimate: told = estimate } = record;
      return { kind: 'accepted', intent, remote, since: t, ...(told !== undefined && { estimate: told }) };
    }
    case 'rejected':
      return { kind: 'failed', ...same, message: record.message, charged: 0 };
    case 'failed': {
      const { message, charged = toldFor(before) } = record;
      return { kind: 'failed', ...same, message, ...(charged !== undefined && { charged }) };
    }
    case 'charged':
      return withCharge(before, record.charged);
    case 'lost':
      return { kind: 'lost', ...same, message: record.message, cost: toldFor(before) ?? dueFor(before) };
    case 'made':
      return {
        kind: 'made',
        ...same,
        // A missing clip may have been fetched again.
        ...('remote' in before && before.remote !== undefined && { remote: before.remote }),
        clip: {
          ...clipOf(record, record.cost),
          ...(record.charged !== undefined && { charged: record.charged }),
          ...(intent.fallback !== undefined && { fallback: intent.fallback }),
        },
      };
    case 'overdue':
      return before.kind === 'accepted' ? { ...before, overdue: record.said } : before;
    case 'deleted':
      return before.kind === 'made' ? { kind: 'made', ...same, clip: before.clip } : before;
    case 'resolved':
      return record.answer === 'adopted'
        ? { kind: 'accepted', ...same, remote: record.remote, since: t, ...chargedOf(before) }
        : { kind: 'released', ...same, cost: before.kind === 'lost' ? before.cost : 0 };
    default:
      return unreachable(record);
  }
}

function withCharge(attempt: Attempt, charged: number): Attempt {
  switch (attempt.kind) {
    case 'accepted':
    case 'failed':
      return { ...attempt, charged };
    case 'made':
      return { ...attempt, clip: { ...attempt.clip, cost: charged, charged } };
    case 'lost':
    case 'released':
      return { ...attempt, cost: charged };
    // Nothing can be charged for what may not exist.
    case 'open':
      return attempt;
    default:
      return unreachable(attempt);
  }
}

/** What was told to be charged for footage that has another id now, or was lost and is found again. */
function chargedOf(attempt: Attempt): { readonly charged?: number } {
  if (attempt.kind === 'lost') return attempt.cost !== dueFor(attempt) ? { charged: attempt.cost } : {};
  const { charged } =
    attempt.kind === 'accepted' ? attempt : attempt.kind === 'made' ? attempt.clip : { charged: undefined };
  return charged === undefined ? {} : { charged };
}

function toldFor(attempt: Attempt): number | undefined {
  if (attempt.kind === 'accepted') return attempt.charged;
  return attempt.kind === 'made' ? attempt.clip.cost : undefined;
}

export function clipOf(record: Extract<JournalRecord, { type: 'made' | 'frame' }>, cost: number): StoredClip {
  const { clip: hash, extension, bytes, seconds } = record;
  return { hash, extension, bytes, cost, ...(seconds !== undefined && { seconds }) };
}
