import { canonicalJson } from '../../core/canonical.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Choices } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';
import { type FilmRequest, type LoadedFilm, loadFilm, overridesOf } from './film.ts';
import { settleSameFilm } from './same-film.ts';

export interface Continued<R extends FilmRequest> {
  readonly request: R;
  /** The flags that came from the last run, as they would be typed; empty if there are none. */
  readonly flags: string;
}

/**
 * The same request with the provider, model, variables and draft of the film's last run, where it does not set them
 * itself. A named provider does not get the last run's model, which is another provider's; and whoever names either does not
 * want the last run's draft, which would choose by itself.
 */
export async function asLastRun<R extends FilmRequest>(world: World, request: R): Promise<Continued<R>> {
  const choices = await lastChoices(world, request);
  if (choices === undefined) return { request, flags: '' };
  const { provider, model, vars } = overridesOf(request);
  const taken: Choices = {
    ...(provider === undefined && choices.provider !== undefined && { provider: choices.provider }),
    ...(provider === undefined &&
      model === undefined &&
      choices.model !== undefined && { model: choices.model }),
    vars: Object.fromEntries(Object.entries(choices.vars).filter(([name]) => !Object.hasOwn(vars, name))),
    ...(provider === undefined &&
      model === undefined &&
      request.draft === undefined &&
      choices.draft && { draft: true }),
  };
  const { draft, vars: earlierVars, ...makers } = taken;
  return {
    request: {
      ...request,
      overrides: { ...overridesOf(request), ...makers, earlierVars },
      ...(draft && { draft }),
    },
    flags: flagsOf(taken),
  };
}

/** Records the choices of a run, if they differ from those of the run before. */
export async function recordChoices(store: Store, storyboard: string, request: FilmRequest): Promise<void> {
  const choices = choicesIn(request);
  const before = store.choices(storyboard);
  if (before !== undefined && canonicalJson(before) === canonicalJson(choices)) return;
  await store.append({ type: 'choices', storyboard, ...choices });
}

/** The command line of a run of the whole film with a request's choices. */
export const runCommand = (request: FilmRequest): string =>
  ['storycut run', ...(request.storyboard === undefined ? [] : [shellWord(request.storyboard)])]
    .concat(choiceFlags(request) || [])
    .join(' ');

/** A request's choices as they would be typed; empty if there are none. */
export const choiceFlags = (request: FilmRequest): string => flagsOf(choicesIn(request));

function choicesIn(request: FilmRequest): Choices {
  const { draft } = request;
  const { provider, model, vars, earlierVars = {} } = overridesOf(request);
  return {
    ...(provider !== undefined && { provider }),
    ...(model !== undefined && { model }),
    vars: { ...earlierVars, ...vars },
    ...(draft && { draft: true }),
  };
}

function flagsOf({ provider, model, vars, draft }: Choices): string {
  return [
    ...(provider === undefined ? [] : [`--provider ${shellWord(provider)}`]),
    ...(model === undefined ? [] : [`--model ${shellWord(model)}`]),
    ...Object.entries(vars).map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`),
    ...(draft ? ['--draft'] : []),
  ].join(' ');
}

/** Problems of the folder or the journal are found and reported later, where they are used. */
async function lastChoices(world: World, request: FilmRequest): Promise<Choices | undefined> {
  const located = await locateStoryboard(world.cwd, request.storyboard);
  if (!located.ok) return undefined;
  const { name } = located.value;
  const store = await storeAt(world, stateFolder(world, located.value), { readOnly: true });
  if (!store.ok) return undefined;
  const choices = store.value.choices(name) ?? (await choicesBefore(world, request, store.value));
  await store.value.close();
  return choices;
}

/** Those of a film that has another name now, or of a journal from before choices were recorded. */
async function choicesBefore(world: World, request: FilmRequest, store: Store): Promise<Choices | undefined> {
  if ([...store.attempts()].length === 0) return undefined;
  const film = await loadFilm(world, { ...request, overrides: { vars: overridesOf(request).vars } });
  if (!film.ok) return undefined;
  await settleSameFilm(film.value, store);
  return store.choices(film.value.located.name) ?? guessed(film.value, store);
}

/** The maker of the latest clip, if the file does not name it. */
function guessed({ located, storyboard, providers }: LoadedFilm, store: Store): Choices | undefined {
  const latest = store.madeFor(located.name).at(-1)?.request;
  if (latest === undefined) return undefined;
  const { provider, model } = latest;
  const asWritten = storyboard.segments.some(
    (segment) =>
      segment.provider === provider &&
      (segment.model ?? providers.data.get(provider)?.defaultModel) === model,
  );
  return asWritten ? undefined : { provider, model, vars: {} };
}
