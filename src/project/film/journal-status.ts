import type { Diagnostic } from '../../core/diagnostic.ts';
import type { LedgerEntry } from '../../core/holdings.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Store } from '../../store/store.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';
import type { FilmRequest } from './film.ts';
import { type Sums, sumsOf } from './ledger.ts';

/** What is known of a film without reading its storyboard: the tries at its jobs, and their money in US dollars. */
export interface JournalStatus extends Sums {
  /** The first begun first. */
  readonly attempts: readonly LedgerEntry[];
}

/** Undefined if there is no such storyboard, or nothing was begun for it. The error says why its journal can't be read. */
export async function journalStatus(
  world: World,
  { storyboard }: Pick<FilmRequest, 'storyboard'>,
): Promise<Result<JournalStatus | undefined, Diagnostic>> {
  const located = await locateStoryboard(world.cwd, storyboard);
  if (!located.ok) return ok(undefined);
  const store = await storeAt(world, stateFolder(world, located.value), { readOnly: true });
  if (!store.ok) return store;
  const status = statusIn(store.value, located.value.name);
  await store.value.close();
  return ok(status);
}

/** What a store knows of a film; undefined: nothing was begun for it. */
export function statusIn({ holdings }: Pick<Store, 'holdings'>, name: string): JournalStatus | undefined {
  const attempts = holdings(name).ledger();
  return attempts.length === 0 ? undefined : { attempts, ...sumsOf(attempts) };
}
