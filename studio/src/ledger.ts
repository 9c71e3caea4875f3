import type { Intent, JournalRecord } from 'storycut/studio';
import type { Database } from './database.ts';
import { jsonb } from './jsonb.ts';
import type { LedgerRecord } from './memory.ts';

/** The ledger's own functions (`ledger/schema.sql`). Amounts are millionths of a US dollar, times milliseconds since 1970. */

interface Written {
  readonly seq: number;
  readonly t: number;
}

export interface Ask {
  readonly intent: Intent;
  readonly project: string;
  /** Of the film, its own first. */
  readonly names: readonly string[];
  readonly cap: number | null;
  readonly price: number;
  readonly place: string;
  readonly words: string;
  readonly last: number;
}

type ReserveAnswer =
  | ({ readonly kind: 'reserved' } & Written)
  | { readonly kind: 'changed' }
  | { readonly kind: 'over-cap'; readonly committed: number }
  | {
      readonly kind: 'over-budget';
      readonly budget: string;
      readonly cap: number;
      readonly committed: number;
    };

export interface Note {
  readonly body: JournalRecord;
  readonly last: number;
  readonly state: string;
  readonly committed: number;
  readonly remote: string | null;
}

type NoteAnswer =
  | ({ readonly kind: 'noted' } & Written)
  | { readonly kind: 'changed' }
  /** Another attempt has that job. */
  | { readonly kind: 'owned' };

export interface Other {
  readonly project: string;
  readonly film: string;
  readonly words: string;
  /** Milliseconds. */
  readonly age: number;
  readonly remote: string | null;
}

export interface Records {
  readonly records: readonly LedgerRecord[];
  readonly now: number;
}

const MICRO = 1e6;
export const inMicros = (dollars: number): number => Math.round(dollars * MICRO);
export const inDollars = (micros: number): number => micros / MICRO;

export class Ledger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async reserve(ask: Ask): Promise<ReserveAnswer> {
    return this.#one('select storycut.reserve($1) as answer', [jsonb(ask)]);
  }

  async note(note: Note): Promise<NoteAnswer> {
    return this.#one('select storycut.note($1) as answer', [jsonb(note)]);
  }

  /** A record about no attempt. */
  async jot(project: string, body: JournalRecord): Promise<Written> {
    const fingerprint = 'fingerprint' in body ? body.fingerprint : null;
    return this.#one('select storycut.jot($1, $2, $3) as answer', [project, fingerprint, jsonb(body)]);
  }

  /** All records of a project, and those of others about its requests. */
  recordsOf(project: string): Promise<Records> {
    return this.#records(
      `project = $1 or fingerprint in (select fingerprint from storycut.record where project = $1)`,
      [project],
    );
  }

  recordsAbout(fingerprints: readonly string[]): Promise<Records> {
    return this.#records('fingerprint = any($1)', [fingerprints]);
  }

  /** Attempts at a place that are open or have a job, begun in the last `milliseconds`. */
  others(place: string, milliseconds: number): Promise<readonly Other[]> {
    return this.#database.ask<Other>(
      `select project, film, words, storycut.ms(storycut.now()) - storycut.ms(since) as age, remote
       from storycut.attempt
       where place = $1 and (state = 'open' or remote is not null)
         and since > storycut.now() - make_interval(secs => $2 / 1000.0)`,
      [place, milliseconds],
    );
  }

  async ownerOf(place: string, remote: string): Promise<string | undefined> {
    const [row] = await this.#database.ask<{ id: string }>(
      'select id from storycut.attempt where place = $1 and remote = $2',
      [place, remote],
    );
    return row?.id;
  }

  /** Milliseconds until the next submission may be sent. */
  turn(place: string, kind: string, apart: number): Promise<number> {
    return this.#one('select storycut.turn($1, $2, $3) as answer', [place, kind, apart]);
  }

  async pause(place: string, milliseconds: number): Promise<void> {
    await this.#database.ask('select storycut.pause($1, $2)', [place, milliseconds]);
  }

  async #records(where: string, values: readonly unknown[]): Promise<Records> {
    const rows = await this.#database.ask<LedgerRecord & { now: number }>(
      `select seq::float8 as seq, storycut.ms(t) as t, project, body, storycut.ms(storycut.now()) as now
       from storycut.record where ${where} order by seq`,
      values,
    );
    return { records: rows, now: rows[0]?.now ?? 0 };
  }

  async #one<Answer>(text: string, values: readonly unknown[]): Promise<Answer> {
    const [row] = await this.#database.ask<{ answer: Answer }>(text, values);
    if (row === undefined) throw new Error(`The ledger answered nothing to “${text}”.`);
    return row.answer;
  }
}
