import { canonicalJson } from '../../core/canonical.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Choices } from '../../store/record.ts';
import { openStore, type Store } from '../../store/store.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';
import { type FilmRequest, loadFilm, overridesOf } from './film.ts';

export interface Continued<R extends FilmRequest> {
  readonly request: R;
  /** The flags that came from the last run, as one would type them; empty where none did. */
  readonly flags: string;
}

/**
 * The same request with the provider, model, variables and draft of the film's last run, where it says nothing of
 * them itself. A provider that is named goes without the last run's model, which is another provider's, and who names
 * either does not mean the last run's draft, which would choose for itself.
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

/** Records what a run was told, where it is not what the run before was. */
export async function recordChoices(store: Store, storyboard: string, request: FilmRequest): Promise<void> {
  const choices = choicesIn(request);
  const before = store.choices(storyboard);
  if (before !== undefined && canonicalJson(before) === canonicalJson(choices)) return;
  await store.append({ type: 'choices', storyboard, ...choices });
}

/** The command line of a run with a request's choices, all of the film. */
export const runCommand = (request: FilmRequest): string =>
  ['storycut run', ...(request.storyboard === undefined ? [] : [shellWord(request.storyboard)])]
    .concat(choiceFlags(request) || [])
    .join(' ');

/** A request's choices as one would type them; empty where there are none. */
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

/** What is wrong with the folder or the journal is found again, and told, by whoever works with them. */
async function lastChoices(world: World, request: FilmRequest): Promise<Choices | undefined> {
  const located = await locateStoryboard(world.cwd, request.storyboard);
  if (!located.ok) return undefined;
  const { name } = located.value;
  const store = await openStore(stateFolder(world, located.value), { ...world, readOnly: true });
  if (!store.ok) return undefined;
  const choices = store.value.choices(name) ?? (await guessed(world, request, store.value, name));
  await store.value.close();
  return choices;
}

/** For a journal from before choices were recorded: who made the latest clip, where the file names nobody like that. */
async function guessed(
  world: World,
  request: FilmRequest,
  store: Store,
  name: string,
): Promise<Choices | undefined> {
  const latest = store.madeFor(name).at(-1)?.request;
  if (latest === undefined) return undefined;
  const film = await loadFilm(world, { ...request, overrides: { vars: overridesOf(request).vars } });
  if (!film.ok) return undefined;
  const { storyboard, providers } = film.value;
  const { provider, model } = latest;
  const asWritten = storyboard.segments.some(
    (segment) =>
      segment.provider === provider &&
      (segment.model ?? providers.data.get(provider)?.defaultModel) === model,
  );
  return asWritten ? undefined : { provider, model, vars: {} };
}
