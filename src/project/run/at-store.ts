import { err, type Result } from '../../core/result.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../events/run-end.ts';
import { type FilmRequest, hearOfOthers, type LoadedFilm, loadFilm } from '../film/film.ts';
import { settleSameFilm } from '../film/same-film.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';

/** Reads a film and opens its store for writing, for what the user says about its money. The store is closed afterwards. */
export async function atStore<T>(
  world: World,
  request: FilmRequest,
  work: (film: LoadedFilm, store: Store) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const film = await loadFilm(world, request);
  if (!film.ok) return err({ why: 'input', diagnostics: film.error });
  const store = await storeAt(world, film.value.state);
  if (!store.ok) return err({ why: 'environment', diagnostics: [store.error] });
  try {
    await settleSameFilm(film.value, store.value);
    await hearOfOthers(film.value, store.value, request);
    return await work(film.value, store.value);
  } finally {
    await store.value.close();
  }
}
