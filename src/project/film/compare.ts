import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Holdings } from '../../core/holdings.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listed, say, says } from '../../core/sentence.ts';
import { jobsToMake } from '../../planner/plan.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import { problemsOf } from '../../providers/open-provider.ts';
import type { Refusal } from '../events/run-end.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { type FilmRequest, type LoadedFilm, loadFilm, planFilm, settled } from './film.ts';

/** One film, planned with several models. Nothing is sent. */
export interface Comparison {
  readonly film: LoadedFilm;
  /** As the storyboard says it. */
  readonly asWritten: FilmByModel;
  /** Those that can make it first, the cheapest of them first. */
  readonly models: readonly FilmByModel[];
}

/** What it takes to make a film. */
export interface FilmByModel {
  /** Absent for the film as it is written. */
  readonly by?: { readonly provider: string; readonly model: string };
  /** Whether its provider can be used now. */
  readonly ready: boolean;
  /** Absent if it can't be made so. */
  readonly takes?: {
    /** US dollars of what is still to be made. */
    readonly dollars: number;
    /** Whether a price is an assumption. */
    readonly estimated: boolean;
    /** Of a run, roughly. */
    readonly seconds: number;
    readonly jobs: number;
  };
  /** What it can't do, or does in another way. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Candidate {
  readonly provider: string;
  readonly model: string;
  readonly ready: boolean;
}

/** `wanted`: models, `provider/model`s or providers; undefined: all models of providers that are ready, or if none is, of all. */
export async function compareFilm(
  world: World,
  request: FilmRequest,
  wanted: readonly string[] | undefined,
): Promise<Result<Comparison, Refusal>> {
  const film = await loadFilm(world, request);
  if (!film.ok) return err({ why: 'input', diagnostics: film.error });
  const candidates = await candidatesAmong(film.value, world, wanted);
  if (!candidates.ok) return err({ why: 'input', diagnostics: [candidates.error] });
  const store = await storeAt(world, film.value.state, { readOnly: true });
  if (!store.ok) return err({ why: 'environment', diagnostics: [store.error] });
  const holdings = store.value.holdings(film.value.located.name);
  await store.value.close();
  const models = candidates.value.map((one) => plannedBy(one, film.value, holdings, request));
  return ok({
    film: settled(film.value),
    asWritten: planned(film.value, holdings, request, true),
    models: models.toSorted(byUse),
  });
}

async function candidatesAmong(
  { providers }: LoadedFilm,
  { env }: World,
  wanted: readonly string[] | undefined,
): Promise<Result<readonly Candidate[], Diagnostic>> {
  const all: Candidate[] = [];
  for (const known of providers.known.values()) {
    if (known.data.standsIn) continue;
    const ready = (await problemsOf(known, env)).length === 0;
    all.push(...known.data.models.map(({ model }) => ({ provider: known.data.name, model, ready })));
  }
  if (wanted === undefined) {
    const usable = all.filter(({ ready }) => ready);
    return ok(usable.length > 0 ? usable : all);
  }
  const stranger = wanted.find((name) => !all.some((one) => isNamed(one, name)));
  if (stranger !== undefined)
    return err(unread(providers.known.get(stranger)?.data) ?? unknown(stranger, all));
  return ok(all.filter((one) => wanted.some((name) => isNamed(one, name))));
}

const isNamed = ({ provider, model }: Candidate, name: string): boolean =>
  [provider, model, `${provider}/${model}`].includes(name);

/** Its models are told by the service alone, and have not been asked for. */
const unread = (data: ProviderData | undefined): Diagnostic | undefined =>
  data?.models.length === 0 && data.unavailable
    ? {
        ...{ severity: 'error', code: 'list-unread' },
        ...{ message: data.unavailable.reason, help: data.unavailable.help },
      }
    : undefined;

function unknown(name: string, all: readonly Candidate[]): Diagnostic {
  const known = [...new Set(all.flatMap(({ provider, model }) => [model, provider]))];
  const near = nearest(name, known);
  return {
    severity: 'error',
    code: 'unknown-model',
    ...says(
      say`No provider, and no model of one, is called "${{ model: name }}".`,
      near === undefined
        ? say`There are: ${listed({ known }, 12)}.`
        : say`Did you mean "${{ nearest: near }}"?`,
    ),
  };
}

function plannedBy(
  { ready, ...by }: Candidate,
  film: LoadedFilm,
  holdings: Holdings,
  request: FilmRequest,
): FilmByModel {
  const { storyboard } = film;
  const segments = storyboard.segments.map((segment) => ({ ...segment, ...by }));
  const changed = { ...film, storyboard: { ...storyboard, segments } };
  return { by, ...planned(changed, holdings, request, ready) };
}

function planned(film: LoadedFilm, holdings: Holdings, request: FilmRequest, ready: boolean): FilmByModel {
  const plan = planFilm(film, holdings, request);
  if (!plan.ok) return { ready, diagnostics: plan.error };
  const { cost, seconds, diagnostics } = plan.value;
  const takes = {
    ...{ dollars: cost.needed, estimated: cost.estimated, seconds },
    jobs: jobsToMake(plan.value).length,
  };
  return { ready, takes, diagnostics };
}

function byUse(a: FilmByModel, b: FilmByModel): number {
  const price = (one: FilmByModel): number => one.takes?.dollars ?? Infinity;
  const wrong = ({ diagnostics }: FilmByModel): number =>
    new Set(diagnostics.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []))).size;
  if (price(a) !== price(b)) return price(a) - price(b);
  return wrong(a) - wrong(b) || (a.takes?.seconds ?? 0) - (b.takes?.seconds ?? 0);
}
