import type { Attempt, JournalRecord } from 'storycut/studio';

/**
 * Whether a record says something new of an attempt, as several machines may follow it and each tells what it sees. Footage that
 * is here is never taken back, and neither is a job that somebody knows.
 */
export function isNews(record: JournalRecord, before: Attempt): boolean {
  switch (record.type) {
    case 'accepted':
      return !('remote' in before) || before.remote !== record.remote;
    case 'rejected':
      return before.kind === 'open';
    case 'failed':
      return before.kind === 'open' || before.kind === 'accepted';
    case 'lost':
      return before.kind === 'accepted';
    case 'made':
      return before.kind !== 'made' || before.clip.hash !== record.clip;
    case 'charged':
      return chargedIn(before) !== record.charged;
    case 'overdue':
      return before.kind === 'accepted' && before.overdue !== record.said;
    case 'deleted':
      return before.kind === 'made' && before.remote !== undefined;
    case 'resolved':
      if (record.answer === 'adopted') return before.kind !== 'accepted' || before.remote !== record.remote;
      return before.kind === 'open' || before.kind === 'lost';
    default:
      return true;
  }
}

function chargedIn(attempt: Attempt): number | undefined {
  switch (attempt.kind) {
    case 'accepted':
    case 'failed':
      return attempt.charged;
    case 'made':
      return attempt.clip.charged;
    case 'lost':
    case 'released':
      return attempt.cost;
    case 'open':
      return undefined;
    default:
      return attempt satisfies never;
  }
}
