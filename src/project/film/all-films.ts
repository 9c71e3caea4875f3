import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf, type LedgerEntry } from '../../core/holdings.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { QueuedOrder } from '../machine/orders.ts';
import { storeAt } from '../machine/store-at.ts';
import type { StudioAudit } from '../machine/studio.ts';
import type { World } from '../machine/world.ts';
import { filmName, storyboardsIn } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';
import { type JournalStatus, statusIn } from './journal-status.ts';

/** `status --all --json`: what is known of films without reading their storyboards. Amounts in US dollars. */
export interface AllFilms {
  readonly schemaVersion: 1;
  readonly films: readonly FilmAtAGlance[];
  /** Where a studio's films are made; empty without a studio. */
  readonly accounts: StudioAudit['accounts'];
  /** What somebody has to look at in a studio. */
  readonly unresolved: StudioAudit['unresolved'];
}

export interface FilmAtAGlance {
  /** A storyboard in this folder, or PROJECT/FILM in a studio. */
  readonly film: string;
  /** Spent, or reserved. */
  readonly committed: number;
  readonly attempts: number;
  readonly made: number;
  readonly inFlight: number;
  /** The last, if it was submitted to a studio's workers. */
  readonly order: Pick<QueuedOrder, 'state' | 'machine' | 'why' | 'since'> | null;
}

/** `notices`: what could not be learnt of them. */
export interface FilmsAtAGlance {
  readonly all: AllFilms;
  readonly notices: readonly Diagnostic[];
}

/** The films of the storyboards in the working folder. The error says why their journal can't be read. */
export async function filmsHere(world: World): Promise<Result<FilmsAtAGlance, readonly Diagnostic[]>> {
  const store = await storeAt(world, stateFolder(world, { folder: world.cwd }), { readOnly: true });
  if (!store.ok) return err([store.error]);
  const films = (await storyboardsIn(world.cwd)).map((film) => ({
    film,
    ...atAGlance(statusIn(store.value, filmName(film))),
    order: null,
  }));
  const { notices } = store.value;
  await store.value.close();
  return ok({ all: { schemaVersion: 1, films, accounts: [], unresolved: [] }, notices });
}

function atAGlance(known: JournalStatus | undefined): Omit<FilmAtAGlance, 'film' | 'order'> {
  const { attempts = [] } = known ?? {};
  const count = (...states: readonly LedgerEntry['state'][]): number =>
    attempts.filter(({ state }) => states.includes(state)).length;
  return {
    committed: known ? committedOf(known) : 0,
    attempts: attempts.length,
    made: count('made'),
    inFlight: count('in-flight', 'unanswered'),
  };
}
