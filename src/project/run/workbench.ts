import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Result } from '../../core/result.ts';
import type { AssetReader } from '../../media/known-assets.ts';
import type { Tools } from '../../media/tools.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Farm } from '../../stitch/farm.ts';
import { withoutWebm } from '../../stitch/previews/webm.ts';
import { undrawable } from '../../stitch/transitions/undrawable.ts';
import type { Store } from '../../store/store.ts';
import type { RunEnd } from '../events/run-end.ts';
import { type FilmRequest, hearOfOthers, type LoadedFilm, loadFilm, planFilm } from '../film/film.ts';
import { lostProviders } from '../film/lost-provider.ts';
import { settleSameFilm } from '../film/same-film.ts';
import { reallyMade, standIns } from '../film/stand-ins.ts';
import { ownFilesOf } from '../machine/own-files.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { type OutputFile, type OutputRequest, outputFiles } from '../outputs/output-files.ts';
import { openFarm } from '../pieces/open-farm.ts';
import { leaveOutOfGit } from '../setup/ignore-file.ts';

/** Everything needed to work on a film; the lock keeps others out. */
export interface Workbench {
  readonly film: LoadedFilm;
  readonly tools: Tools;
  readonly store: Store;
  readonly readAsset: AssetReader;
  /** Other machines that encode pieces, if any do. */
  readonly farm?: Farm | undefined;
  /** The whole film, planned once against what the store held at the start. */
  plan(): Result<Plan, readonly Diagnostic[]>;
  /** At least one. */
  readonly outputs: readonly OutputFile[];
  /** Reported before they are made, if they have other names than the finished film's. */
  readonly outputsNote?: Diagnostic | undefined;
}

type Request = FilmRequest & OutputRequest;

/** What was requested and whom to tell, until `signal` stops it. */
interface Order<R extends Request = Request> {
  readonly world: World;
  readonly request: R;
  readonly signal: AbortSignal;
}

/** Work on a film in progress. Its world announces events as those of one run. */
export interface AtWork<R extends Request = Request> extends Order<R> {
  readonly bench: Workbench;
}

/**
 * Loads a film and opens its store for as long as `work` takes, as a run of its own, whose last event says how it ended.
 */
export async function atWorkbench<R extends Request>(
  order: Order<R>,
  work: (at: AtWork<R>) => Promise<RunEnd>,
): Promise<RunEnd> {
  const emit = order.world.announcer.begin();
  try {
    const end = await withFilm({ ...order, world: { ...order.world, emit } }, work);
    emit({ type: 'ended', kind: end.kind, diagnostics: 'diagnostics' in end ? end.diagnostics : [] });
    return end;
  } catch (error) {
    emit({ type: 'ended', kind: 'broken', diagnostics: [] });
    throw error;
  }
}

/** What can be refused without the lock is refused before taking it. */
async function withFilm<R extends Request>(
  order: Order<R>,
  work: (at: AtWork<R>) => Promise<RunEnd>,
): Promise<RunEnd> {
  const { world, request } = order;
  const film = await loadFilm(world, request);
  if (!film.ok) return refused('input', film.error);
  const outputs = await outputFiles(world.cwd, film.value, request);
  if (!outputs.ok) return refused('input', outputs.error);
  const tools = await world.tools();
  if (!tools.ok) return refused('environment', [tools.error]);
  const { ffmpeg } = tools.value;
  const webm = outputs.value.files.some(({ output }) => output.as === 'webm') && withoutWebm(ffmpeg);
  const lacking = [...(webm ? [webm] : []), ...undrawable(film.value.storyboard.segments, ffmpeg)];
  if (lacking.length > 0) return refused('environment', lacking);
  const store = await storeAt(world, film.value.state);
  if (!store.ok) return refused('environment', [store.error]);
  const others = await openFarm({ world, tools: tools.value, store: store.value, signal: order.signal });
  try {
    await leaveOutOfGit(store.value.folder);
    const told = await settleSameFilm(film.value, store.value);
    const lost = lostProviders(film.value, store.value);
    for (const diagnostic of [...store.value.notices, ...told, ...lost])
      world.emit({ type: 'notice', diagnostic });
    await hearOfOthers(film.value, store.value, request);
    const plan = planning(film.value, store.value, request);
    const named = await outputFiles(
      world.cwd,
      film.value,
      request,
      standInsIn(film.value, store.value, plan),
    );
    if (!named.ok) return refused('input', named.error);
    const { files, note } = named.value;
    const bench: Workbench = {
      ...{ film: film.value, tools: tools.value, store: store.value, plan },
      readAsset: ownFilesOf(world),
      farm: others.farm,
      ...{ outputs: files, outputsNote: note },
    };
    return await work({ ...order, bench });
  } finally {
    await others.close();
    await store.value.close();
  }
}

function planning(film: LoadedFilm, store: Store, request: FilmRequest): Workbench['plan'] {
  let plan: ReturnType<Workbench['plan']> | undefined;
  return () => {
    plan ??= planFilm(film, store.holdings(film.located.name), { ...request, only: undefined });
    return plan;
  };
}

/** Only the journal knows what was made before. Problems of the plan are reported later, where it is used. */
function standInsIn(
  { located, providers }: LoadedFilm,
  store: Store,
  plan: Workbench['plan'],
): readonly string[] {
  const made = store.madeFor(located.name);
  // Then nothing can be less than it, and the film need not be planned for this.
  if (reallyMade(made, providers.data).length === 0) return [];
  const planned = plan();
  return planned.ok ? standIns(planned.value, made, providers.data) : [];
}

export const refused = (why: 'input' | 'environment', diagnostics: readonly Diagnostic[]): RunEnd => ({
  kind: 'refused',
  why,
  diagnostics,
});
