import { availableParallelism } from 'node:os';
import { type Diagnostic, hasErrors, type Place } from '../../core/diagnostic.ts';
import type { Holdings } from '../../core/holdings.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { makePlan } from '../../planner/make-plan.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Attempt } from '../../store/attempt.ts';
import type { Store } from '../../store/store.ts';
import { lint } from '../../storyboard/lint/lint.ts';
import type { Storyboard } from '../../storyboard/model.ts';
import { type Overrides, readStoryboard } from '../../storyboard/read.ts';
import type { Refusal } from '../events/run-end.ts';
import { ownFilesOf } from '../machine/own-files.ts';
import type { Providers } from '../machine/providers.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { type LocatedStoryboard, locateStoryboard } from '../naming/locate.ts';
import { neighboursOf, sharedOutputs, twinOf } from '../naming/neighbours.ts';
import { isRehearsal, stateFolder } from '../naming/state-folder.ts';
import { chosenByFlag } from './chosen-by-flag.ts';
import { cutPace } from './cut-pace.ts';
import { lostProviders } from './lost-provider.ts';
import { settleSameFilm } from './same-film.ts';

/** What a person may change for one call. */
export interface FilmRequest {
  /** A storyboard's file or folder; undefined: the one in the working folder. */
  readonly storyboard?: string | undefined;
  /** Settings that override the storyboard's; default: none. */
  readonly overrides?: Overrides | undefined;
  readonly only?: readonly string[] | undefined;
  readonly draft?: boolean | undefined;
  /** Whether the storyboard's words are remarked on, too; default: no. */
  readonly lint?: boolean | undefined;
  /** Regenerate footage that its provider lost, and pay again: once per job and run. */
  readonly payAgain?: boolean | undefined;
  /** Jobs at once; default: the number of cores, from 2 to 8. */
  readonly concurrency?: number | undefined;
  /** Whether the film is cut, which takes time, too; default: yes. */
  readonly stitch?: boolean | undefined;
}

export interface LoadedFilm {
  readonly located: LocatedStoryboard;
  readonly storyboard: Storyboard;
  readonly providers: Providers;
  /** Where its journal, clips and cache are; absolute. */
  readonly state: string;
  /** Whether it is a rehearsal, in a state folder of its own. */
  readonly rehearsal: boolean;
  /** How many times as long as an ordinary machine this one takes for a cut. */
  readonly cutPace: number;
  /** Warnings and notes of reading it, and the config file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Remarks on the storyboard's words, which nothing depends on; none unless they are asked for. */
  readonly remarks: readonly Diagnostic[];
}

const asWritten: Overrides = { vars: {} };

export const overridesOf = ({ overrides = asWritten }: Pick<FilmRequest, 'overrides'>): Overrides =>
  overrides;

/** The built-in provider renders here, with a core for each job; at least two, since most jobs are spent waiting. */
export const concurrencyOf = ({ concurrency }: Pick<FilmRequest, 'concurrency'>): number =>
  concurrency ?? Math.min(8, Math.max(2, availableParallelism()));

/** Finds, reads and checks a storyboard. The error has every problem, including warnings. */
export async function loadFilm(
  world: World,
  request: Pick<FilmRequest, 'storyboard' | 'overrides' | 'lint'>,
): Promise<Result<LoadedFilm, readonly Diagnostic[]>> {
  const overrides = overridesOf(request);
  const located = await locateStoryboard(world.cwd, request.storyboard);
  if (!located.ok) return err([located.error]);
  const neighbours = await neighboursOf(located.value);
  const twin = twinOf(located.value, neighbours);
  if (twin) return err([twin]);
  const providers = await world.providers();
  if (!providers.ok) return providers;
  const { storyboard, written, diagnostics } = await readStoryboard(
    located.value.absolute,
    { ...overrides, folders: [...(overrides.folders ?? []), ...providers.value.folders] },
    ownFilesOf(world),
  );
  const inNamed = (diagnostic: Diagnostic) => renamePlace(diagnostic, located.value);
  const named = diagnostics.map(inNamed);
  if (storyboard === undefined || hasErrors(named)) return err(named);
  const state = stateFolder(world, located.value);
  return ok({
    located: located.value,
    storyboard,
    providers: providers.value,
    state,
    rehearsal: isRehearsal(world),
    cutPace: await cutPace(state),
    diagnostics: [
      ...providers.value.diagnostics,
      ...named,
      ...(await sharedOutputs(located.value, storyboard, neighbours)),
    ],
    remarks: request.lint && written ? lint(storyboard, written).map(inNamed) : [],
  });
}

/** Places name the file as the user did, so that an editor's terminal can open it. */
export function renamePlace(diagnostic: Diagnostic, located: Pick<LocatedStoryboard, 'named'>): Diagnostic {
  const { place, related } = diagnostic;
  const renamed = (one: Place): Place => ({ ...one, file: located.named });
  return {
    ...diagnostic,
    ...(place && { place: renamed(place) }),
    ...(related && { related: related.map((one) => ({ ...one, place: renamed(one.place) })) }),
  };
}

/** Plans a film against what its store holds: the one computation that `plan`, `status` and `run` share. */
export function planFilm(
  film: LoadedFilm,
  holdings: Holdings,
  request: Omit<FilmRequest, 'storyboard'>,
): Result<Plan, readonly Diagnostic[]> {
  const plan = makePlan({
    storyboard: film.storyboard,
    named: film.located.named,
    providers: film.providers.data,
    holdings,
    concurrency: concurrencyOf(request),
    cut: request.stitch === false ? undefined : film.cutPace,
    ...(request.only && { only: request.only }),
    ...(request.draft && { draft: true }),
    ...(request.payAgain && { payAgain: true }),
  });
  const named = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.map((diagnostic) => renamePlace(chosenByFlag(diagnostic, request.overrides), film.located));
  return plan.ok ? ok({ ...plan.value, diagnostics: named(plan.value.diagnostics) }) : err(named(plan.error));
}

/** Hears what other machines have recorded of what a film asks for: what was made need not be planned again. */
export async function hearOfOthers(
  film: LoadedFilm,
  store: Store,
  request: Omit<FilmRequest, 'storyboard'>,
): Promise<void> {
  if (!store.shared) return;
  const asked = new Set<string>();
  for (;;) {
    const plan = planFilm(film, store.holdings(film.located.name), { ...request, only: undefined });
    const news = plan.ok
      ? plan.value.jobs.map((job) => job.fingerprint).filter((one) => !asked.has(one))
      : [];
    for (const one of news) asked.add(one);
    if (!(await store.learn(news))) return;
  }
}

export interface PlannedFilm {
  readonly film: LoadedFilm;
  readonly plan: Plan;
  readonly holdings: Holdings;
  /** Under which names it was made, its own first. */
  readonly names: ReadonlySet<string>;
  /** What should be known of the store: a missing clip, an incomplete last write to the journal, a film under another name. */
  readonly notices: readonly Diagnostic[];
  /** Where the bytes of this hash are on this machine, or would be. */
  clipPath(hash: string): string;
  /** The file of a clip that is there, before it is read: its bytes may have to be fetched to this machine. */
  readonly bring: Store['bring'];
  /** All that was ever tried in its folder, the first begun first. */
  attempts(): Iterable<Attempt>;
}

/** Loads and plans without touching anything: nothing is created, no lock is taken. */
export async function openPlan(world: World, request: FilmRequest): Promise<Result<PlannedFilm, Refusal>> {
  const film = await loadFilm(world, request);
  if (!film.ok) return err({ why: 'input', diagnostics: film.error });
  const store = await storeAt(world, film.value.state, { readOnly: true });
  if (!store.ok) return err({ why: 'environment', diagnostics: [store.error] });
  const told = await settleSameFilm(film.value, store.value);
  await hearOfOthers(film.value, store.value, request);
  const holdings = store.value.holdings(film.value.located.name);
  const plan = planFilm(film.value, holdings, request);
  const { notices, clipPath, bring, attempts } = store.value;
  const names = store.value.namesOf(film.value.located.name);
  const lost = lostProviders(film.value, store.value);
  await store.value.close();
  if (!plan.ok)
    return err({ why: 'input', diagnostics: [...settled(film.value).diagnostics, ...plan.error] });
  return ok({
    film: settled(film.value),
    plan: plan.value,
    ...{ holdings, names },
    notices: [...notices, ...told, ...lost],
    ...{ clipPath, bring, attempts },
  });
}

/** Reading can only suspect that a pick is beyond `takes`; a plan knows, and reports a take that does not exist. */
export const settled = (film: LoadedFilm): LoadedFilm => ({
  ...film,
  diagnostics: film.diagnostics.filter(({ code }) => code !== 'pick-beyond-takes'),
});
