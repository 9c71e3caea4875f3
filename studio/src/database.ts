import pg from 'pg';
import type { Clock, LedgerRefusal } from 'storycut/studio';
import { addressOf } from './address.ts';

/** Questions to the ledger. Each is safe to repeat, so a database that is away is waited for. */
export interface Database {
  /** The rows. Throws a `DatabaseAway` once patience has run out, and PostgreSQL's own error for anything else. */
  ask<Row extends object>(
    text: string,
    values: readonly unknown[],
    /** Milliseconds, instead of the usual. */
    patience?: number,
  ): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://…`; the password comes from PGPASSWORD or a password file. */
  readonly url: string;
  readonly clock: Clock;
  /** Milliseconds for which a database that is away is waited for. */
  readonly patience: number;
  /** At once; default: 10. */
  readonly connections?: number;
}

class DatabaseAway extends Error {}

/** Milliseconds: between the first two tries, and at most. */
const [FIRST_WAIT, MOST_WAIT] = [50, 2000];
const CONNECT_WITHIN = 5000;
/** A question that takes longer is asked again on another connection. */
const ANSWER_WITHIN = 30_000;

export function openDatabase({ url, clock, patience, connections = 10 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: addressOf(url),
    max: connections,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    application_name: 'storycut',
    // A command ends when its work does.
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle is replaced by the next question.
  pool.on('error', () => undefined);
  return {
    async ask<Row extends object>(text: string, values: readonly unknown[], within = patience) {
      const begun = clock.steady();
      for (let tries = 0; ; tries++) {
        try {
          const { rows } = await pool.query<Row>(text, [...values]);
          return rows;
        } catch (error) {
          if (!isAway(error)) throw error;
          if (clock.steady() - begun > within) throw new DatabaseAway(messageOf(error), { cause: error });
          await clock.sleep(Math.min(MOST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random()));
        }
      }
    },
    close: () => pool.end(),
  };
}

/**
 * Whether the server can't be reached, is starting or stopping, has no connection left, or had to undo a transaction
 * (classes of https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
function isAway(error: unknown): boolean {
  // What a file system says names its file, and what a server says has a code of its own, whatever its words are.
  if (!(error instanceof Error) || 'path' in error || refusalOf(error)) return false;
  const code = codeOf(error);
  if (/^(?:08|57P|53|40)/.test(code)) return true;
  return /^E[A-Z]+$/.test(code) || /timeout|terminated|closed/i.test(error.message);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What a database refuses this user, by the classes of PostgreSQL's codes: that stays so until a person changes something. */
export function refusalOf(error: unknown): LedgerRefusal | undefined {
  const code = codeOf(error);
  if (/^28.{3}$/.test(code)) return 'login';
  if (code === '42501') return 'rights';
  return /^(?:3D|3F|42).{3}$/.test(code) ? 'shape' : undefined;
}

/** Whether the database can't be reached, rather than that it answered, or that something else failed. */
export const isUnreached = (error: unknown): boolean => error instanceof DatabaseAway || isAway(error);

/** Whether the ledger is why something failed, rather than what it was given (classes 22 and 23). */
export const isOfLedger = (error: unknown): boolean =>
  error instanceof DatabaseAway || (error instanceof pg.DatabaseError && !/^2[23]/.test(error.code ?? ''));

export const messageOf = (error: unknown): string => {
  // The error of a name with several addresses has a list of causes and no text.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
};
