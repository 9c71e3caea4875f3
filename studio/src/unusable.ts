import type { Diagnostic, StudioCore } from 'storycut/studio';
import { DatabaseAway, messageOf } from './database.ts';

/** Host and database, as they are told. */
export function whereOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Why a studio's ledger can't be opened. */
export function unusable(
  { ledgerAway, ledgerRefuses }: StudioCore['problems'],
  url: string,
  error: unknown,
): Diagnostic {
  const cause = messageOf(error).replace(/\.$/, '');
  return error instanceof DatabaseAway ? ledgerAway(whereOf(url), cause) : ledgerRefuses(whereOf(url), cause);
}
