import type { Diagnostic, StudioCore, StudioSettings } from 'storycut/studio';
import { BucketUnusable } from './clips/trouble.ts';
import { ClipsUnmarked, ClipsUnusable } from './clips/unusable-clips.ts';
import { isUnreached, messageOf, refusalOf } from './database.ts';
import { LedgerBroken } from './version.ts';

/** Host and database, as they are told. */
export function whereOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Why a studio's ledger or its clips can't be opened. */
export function unusable(
  {
    brokenLedger,
    ledgerAway,
    ledgerRefuses,
    bucketUnusable,
    clipsAway,
    clipsUnmarked,
  }: StudioCore['problems'],
  { ledger, clips }: Pick<StudioSettings, 'ledger' | 'clips'>,
  error: unknown,
): Diagnostic {
  const cause = messageOf(error).replace(/\.$/, '');
  if (error instanceof BucketUnusable && clips.kind === 'bucket')
    return bucketUnusable(clips, cause, error.trouble);
  if (error instanceof ClipsUnmarked) return clipsUnmarked(clips, cause);
  if (error instanceof ClipsUnusable) return clipsAway(clips, cause);
  if (error instanceof LedgerBroken) return brokenLedger(whereOf(ledger));
  return isUnreached(error)
    ? ledgerAway(whereOf(ledger), cause)
    : ledgerRefuses(whereOf(ledger), cause, refusalOf(error));
}
