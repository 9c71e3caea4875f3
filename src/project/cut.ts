import type { Diagnostic } from '../core/diagnostic.ts';
import type { Tools } from '../media/tools.ts';
import type { Plan } from '../planner/plan.ts';
import { stitch } from '../stitch/stitch.ts';
import { openStore, type Store } from '../store/store.ts';
import { cutFile } from './cut-file.ts';
import { type Film, type FilmRequest, loadFilm, planFilm } from './film.ts';
import type { RunEnd } from './run.ts';
import type { World } from './world.ts';

export interface CutRequest {
  /** Where the final cut goes, as the user named it; undefined: beside the storyboard. */
  readonly output?: string | undefined;
  /** Slates stand in for what is missing. */
  readonly partial?: boolean | undefined;
}

/** Renders the film's final cut from what the store holds. */
export async function cutFilm(
  world: World,
  film: Film,
  plan: Plan,
  tools: Tools,
  store: Store,
  request: CutRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const [output] = film.storyboard.outputs;
  if (output === undefined) throw new Error('a storyboard has at least one output');
  const file = await cutFile(world.cwd, film, request.output);
  if (!file.ok) return { kind: 'refused', why: 'input', diagnostics: [file.error] };
  const cut = await stitch(
    {
      timeline: plan.timeline,
      size: output.size,
      keepSound: film.storyboard.audio.keep,
      title: film.storyboard.title,
    },
    {
      tools,
      clipPath: (hash) => store.clipPath(hash),
      cacheFolder: store.cacheFolder,
      workFolder: store.workFolder,
      emit: world.emit,
    },
    file.value,
    { partial: request.partial ?? false },
    signal,
  );
  if (signal.aborted) return { kind: 'interrupted', rendering: [] };
  if (!cut.ok) return endOf(cut.error);
  return { kind: 'finished', cuts: [cut.value.file] };
}

/** Clips that nobody has made yet are no fault of the machine's. */
function endOf(diagnostics: readonly Diagnostic[]): RunEnd {
  const waits = diagnostics.every(({ code }) => code === 'footage-missing');
  return waits ? { kind: 'unfinished', diagnostics } : { kind: 'refused', why: 'environment', diagnostics };
}

/** Cuts together what the store holds already; makes nothing. */
export async function stitchFilm(
  world: World,
  request: FilmRequest & CutRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const film = await loadFilm(world, request);
  if (!film.ok) return { kind: 'refused', why: 'input', diagnostics: film.error };
  const tools = await world.tools();
  if (!tools.ok) return { kind: 'refused', why: 'environment', diagnostics: [tools.error] };
  const store = await openStore(film.value.state, world);
  if (!store.ok) return { kind: 'refused', why: 'environment', diagnostics: [store.error] };
  try {
    const plan = planFilm(film.value, store.value.holdings(film.value.located.name), request);
    if (!plan.ok) return { kind: 'refused', why: 'input', diagnostics: plan.error };
    for (const diagnostic of film.value.diagnostics) world.emit({ type: 'notice', diagnostic });
    return await cutFilm(world, film.value, plan.value, tools.value, store.value, request, signal);
  } finally {
    await store.value.close();
  }
}
