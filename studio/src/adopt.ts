import { hostname } from 'node:os';
import type { Attempt, Clock, JournalEntry, StudioCore } from 'storycut/studio';
import type { Database } from './database.ts';
import { inMicros } from './ledger.ts';
import { placeOf } from './memory.ts';

/** Brings a journal of this machine into the ledger, all of it or nothing; how many records. None: it is there already. */
export async function adopt(
  core: Pick<StudioCore, 'replay' | 'committedTo' | 'wordsOf'>,
  database: Database,
  { project, entries, clock }: { project: string; entries: readonly JournalEntry[]; clock: Clock },
): Promise<number> {
  const state = core.replay(entries);
  const begun = new Map(
    entries.flatMap((entry) => (entry.type === 'intent' ? [[entry.attempt, entry.t] as const] : [])),
  );
  const isLast = ({ intent }: Attempt): boolean =>
    state.lastAttempt(intent.fingerprint)?.intent.attempt === intent.attempt;
  const ask = {
    project,
    records: entries.map(({ seq: _, w: __, t, ...body }) => ({
      t,
      body,
      attempt: 'attempt' in body ? body.attempt : null,
      fingerprint: fingerprintOf(body, state),
    })),
    attempts: [...state.attempts()].map((attempt) => ({
      id: attempt.intent.attempt,
      fingerprint: attempt.intent.fingerprint,
      film: attempt.intent.storyboard,
      place: placeOf(attempt.intent, hostname()),
      words: core.wordsOf(attempt.intent),
      committed: inMicros(core.committedTo(attempt)),
      state: attempt.kind === 'accepted' && !isLast(attempt) ? 'stray' : attempt.kind,
      remote: 'remote' in attempt ? (attempt.remote ?? null) : null,
      t: begun.get(attempt.intent.attempt) ?? clock.now(),
    })),
  };
  const [row] = await database.ask<{ brought: string }>('select storycut.adopt($1) as brought', [
    JSON.stringify(ask),
  ]);
  return Number(row?.brought ?? 0);
}

function fingerprintOf(
  body: Omit<JournalEntry, 'seq' | 'w' | 't'>,
  state: ReturnType<StudioCore['replay']>,
): string | null {
  if ('fingerprint' in body && typeof body.fingerprint === 'string') return body.fingerprint;
  if (!('attempt' in body) || typeof body.attempt !== 'string') return null;
  return state.attemptNamed(body.attempt)?.intent.fingerprint ?? null;
}
