import { hostname } from 'node:os';
import type { Attempt, Clock, JournalEntry, JournalRecord, StudioCore } from 'storycut/studio';
import type { Database } from './database.ts';
import { jsonb } from './jsonb.ts';
import { inMicros } from './ledger.ts';
import { placeOf } from './memory.ts';

type Core = Pick<StudioCore, 'replay' | 'committedTo' | 'wordsOf'>;
type OfAttempt = Extract<JournalRecord, { readonly attempt: string }>;

interface Brought {
  readonly records: number;
  /** Records about attempts that the ledger had before, and did not have: the journal has gone on since it was adopted. */
  readonly late: readonly OfAttempt[];
}

interface Given {
  readonly project: string;
  readonly entries: readonly JournalEntry[];
  readonly clock: Clock;
}

/** Brings what the ledger lacks of a journal of this machine into it: all new attempts, or nothing. */
export async function adopt(core: Core, database: Database, given: Given): Promise<Brought> {
  const { project, entries } = given;
  const state = core.replay(entries);
  const records = await timed(database, given).then((all) =>
    all.map(({ t, body }) => ({
      ...{
        t,
        body,
        attempt: 'attempt' in body ? body.attempt : null,
        fingerprint: fingerprintOf(body, state),
      },
    })),
  );
  const known = await knownOf(database, [...state.attempts()]);
  const isThere = (attempt: string | null): boolean => attempt !== null && known.has(attempt);
  const lacking = await lackingOf(
    database,
    project,
    records.filter(({ attempt }) => attempt === null || isThere(attempt)),
  );
  const fresh = records.filter(
    (record) => !isThere(record.attempt) && (record.attempt !== null || lacking.has(record)),
  );
  const begun = new Map(
    records.flatMap(({ t, body }) => (body.type === 'intent' ? [[body.attempt, t] as const] : [])),
  );
  const attempts = [...state.attempts()].filter(({ intent }) => !known.has(intent.attempt));
  const isLast = ({ intent }: Attempt): boolean =>
    state.lastAttempt(intent.fingerprint)?.intent.attempt === intent.attempt;
  const ask = {
    project,
    records: fresh,
    attempts: attempts.map((attempt) => ({
      id: attempt.intent.attempt,
      fingerprint: attempt.intent.fingerprint,
      film: attempt.intent.storyboard,
      place: placeOf(attempt.intent, hostname()),
      words: core.wordsOf(attempt.intent),
      committed: inMicros(core.committedTo(attempt)),
      state: attempt.kind === 'accepted' && !isLast(attempt) ? 'stray' : attempt.kind,
      remote: 'remote' in attempt ? (attempt.remote ?? null) : null,
      t: begun.get(attempt.intent.attempt) ?? 0,
    })),
  };
  const [row] = await database.ask<{ brought: string }>('select storycut.adopt($1) as brought', [jsonb(ask)]);
  return {
    records: Number(row?.brought ?? 0),
    late: [...lacking].flatMap(({ body }) => ('attempt' in body ? [body] : [])),
  };
}

/** Records with the time that the database's clock had then: this machine's may be hours away. */
async function timed(
  database: Database,
  { entries, clock }: Given,
): Promise<readonly { readonly t: number; readonly body: JournalRecord }[]> {
  const [row] = await database.ask<{ now: number }>('select storycut.ms(storycut.now()) as now', []);
  const ahead = clock.now() - (row?.now ?? clock.now());
  return entries.map(({ seq: _, w: __, t, ...body }) => ({ t: t - ahead, body }));
}

async function knownOf(database: Database, attempts: readonly Attempt[]): Promise<ReadonlySet<string>> {
  const ids = attempts.map(({ intent }) => intent.attempt);
  const rows = await database.ask<{ id: string }>('select id from storycut.attempt where id = any($1)', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Those that are not in the ledger, word for word. */
async function lackingOf<R extends { readonly attempt: string | null }>(
  database: Database,
  project: string,
  records: readonly R[],
): Promise<ReadonlySet<R>> {
  const rows = await database.ask<{ n: number }>(
    `select n::float8 as n from jsonb_array_elements($1::jsonb) with ordinality as given(one, n)
     where not exists(select from storycut.record r
         where r.fingerprint = one->>'fingerprint' and r.body = one->'body')
       and (one->>'fingerprint' is not null or not exists(select from storycut.record r
         where r.project = $2 and r.fingerprint is null and r.body = one->'body'))
     order by n`,
    [jsonb(records), project],
  );
  return new Set(rows.flatMap(({ n }) => records[n - 1] ?? []));
}

function fingerprintOf(body: JournalRecord, state: ReturnType<StudioCore['replay']>): string | null {
  if ('fingerprint' in body) return body.fingerprint ?? null;
  if (!('attempt' in body)) return null;
  return state.attemptNamed(body.attempt)?.intent.fingerprint ?? null;
}
