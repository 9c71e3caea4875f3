import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { recordsLost } from '../../store/diagnose.ts';
import { openRecovery, type Recovery } from '../../store/recovery.ts';
import type { Refusal } from '../events/run-end.ts';
import type { World } from '../machine/world.ts';
import { type FilmAccount, filmAccounts } from './film-accounts.ts';
import { locateStore } from './locate-store.ts';

export interface RecoverRequest {
  /** A storyboard, or its folder; undefined: the working folder. */
  readonly storyboard?: string | undefined;
  /** Write the journal even if records are in no file any more. */
  readonly acceptLoss?: boolean | undefined;
  /** Gets what would be written, before anything is. */
  readonly onFound?: ((found: Recoverable) => void) | undefined;
  /** Asked before anything is written; `false` declines, and so does leaving it out. */
  readonly consent?: (() => Promise<boolean>) | undefined;
}

/** What the rebuilt journal would say. */
export interface Recoverable {
  /** Name of the state folder. */
  readonly folder: string;
  readonly records: number;
  /** How many of them the journal still has. */
  readonly inJournal: number;
  /** How many are known to have been written, but are in no file. */
  readonly lost: number;
  /** Clips in the store that no record names. */
  readonly strays: number;
  readonly films: readonly FilmAccount[];
}

export type Recovered =
  /** Journal and receipts have all there is: nothing was written. */
  | { readonly kind: 'whole'; readonly records: number }
  | { readonly kind: 'declined' }
  /** `kept`: the old journal, absolute, if there was one. */
  | { readonly kind: 'rebuilt'; readonly found: Recoverable; readonly kept?: string };

/**
 * Rebuilds the journal of a folder from what is left of it and from its receipts, under its lock. What is not known to
 * have ended stays reserved, and the next run asks about it.
 */
export async function recoverStore(
  world: World,
  request: RecoverRequest,
): Promise<Result<Recovered, Refusal>> {
  const folder = await locateStore(world, request.storyboard);
  if (!folder.ok) return err({ why: 'input', diagnostics: [folder.error] });
  const recovery = await openRecovery(folder.value, world);
  if (!recovery.ok) return err({ why: 'environment', diagnostics: [recovery.error] });
  try {
    return await rebuild(folder.value, recovery.value, request);
  } finally {
    await recovery.value.close();
  }
}

async function rebuild(
  folder: string,
  recovery: Recovery,
  { onFound, consent, acceptLoss }: RecoverRequest,
): Promise<Result<Recovered, Refusal>> {
  const { rebuilt, inJournal, state, strays } = recovery;
  const records = rebuilt.entries.length;
  if (recovery.isWhole) return ok({ kind: 'whole', records });
  const found: Recoverable = {
    ...{ folder: basename(folder), records, inJournal, lost: rebuilt.lost, strays: strays.length },
    films: filmAccounts(state),
  };
  onFound?.(found);
  if (found.lost > 0 && !acceptLoss)
    return err({ why: 'input', diagnostics: [recordsLost(found.lost, folder)] });
  if (!(await consent?.())) return ok({ kind: 'declined' });
  const kept = await recovery.write();
  return ok({ kind: 'rebuilt', found, ...(kept !== undefined && { kept: join(folder, kept) }) });
}
