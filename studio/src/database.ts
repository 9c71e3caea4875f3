import pg from 'pg';
import type { Clock } from 'storycut/studio';
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
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (/^(?:08|57P|53|40)/.test(code)) return true;
  return /^E[A-Z]+$/.test(code) || /timeout|terminated|closed/i.test(error.message);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Why a database answers this user with a refusal, which stays so until a person changes something. */
export type Refusal = 'login' | 'rights' | 'shape';

/** By the classes of PostgreSQL's codes: who may connect; what is permitted; which databases, schemas, tables and columns there are. */
export function refusalOf(error: unknown): Refusal | undefined {
  const code = codeOf(error);
  if (/^28.{3}$/.test(code)) return 'login';
  if (code === '42501') return 'rights';
  return /^(?:3D|3F|42).{3}$/.test(code) ? 'shape' : undefined;
}

/** Whether it comes from the database, rather than from what was to be done with it. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof DatabaseAway || isAway(error) || refusalOf(error) !== undefined;

/** Whether the ledger is why something failed, rather than what it was given (classes 22 and 23). */
export const isOfLedger = (error: unknown): boolean =>
  error instanceof DatabaseAway || (error instanceof pg.DatabaseError && !/^2[23]/.test(error.code ?? ''));

export const messageOf = (error: unknown): string => {
  // The error of a name with several addresses has a list of causes and no text.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
};
