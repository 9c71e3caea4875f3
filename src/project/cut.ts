import type { Diagnostic } from '../core/diagnostic.ts';
import type { Plan } from '../planner/plan.ts';
import { stitch } from '../stitch/stitch.ts';
import { type FilmRequest, planFilm } from './film.ts';
import type { RunEnd } from './run-end.ts';
import { atWorkbench, refused, type Workbench } from './workbench.ts';
import type { World } from './world.ts';

export interface CutRequest {
  /** Where the final cut goes, as the user named it; undefined: beside the storyboard. */
  readonly output?: string | undefined;
  /** Slates stand in for what is missing. */
  readonly partial?: boolean | undefined;
}

/** Renders the film's final cut from what the store holds. */
export async function cutFilm(
  { film, tools, store, target }: Workbench,
  plan: Plan,
  world: World,
  request: CutRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const [output] = film.storyboard.outputs;
  if (output === undefined) throw new Error('a storyboard has at least one output');
  const cut = await stitch(
    {
      timeline: plan.timeline,
      size: output.size,
      sound: film.storyboard.audio,
      burnCaptions: film.storyboard.captions.burn,
      title: film.storyboard.title,
    },
    {
      tools,
      clipPath: (hash) => store.clipPath(hash),
      cacheFolder: store.cacheFolder,
      workFolder: store.workFolder,
      emit: world.emit,
    },
    target,
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
  return waits ? { kind: 'unfinished', diagnostics } : refused('environment', diagnostics);
}

/** Cuts together what the store holds already; makes nothing. */
export function stitchFilm(
  world: World,
  request: FilmRequest & CutRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  return atWorkbench(world, request, async (bench) => {
    const { film, store } = bench;
    const plan = planFilm(film, store.holdings(film.located.name), request);
    if (!plan.ok) return refused('input', plan.error);
    for (const diagnostic of film.diagnostics) world.emit({ type: 'notice', diagnostic });
    return await cutFilm(bench, plan.value, world, request, signal);
  });
}
