import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';
import type { Capabilities } from '../providers/capabilities.ts';
import type { Dialect } from '../providers/videos-api/dialect.ts';
import { dialects } from '../providers/videos-api/dialects.ts';
import { openai } from '../providers/videos-api/models.ts';
import { retirementOf } from '../providers/videos-api/retired.ts';
import type { Problems } from '../storyboard/problems.ts';
import { readShaped } from '../storyboard/read-shaped.ts';
import { addressProblems } from './address.ts';
import type { Config, ConfiguredProvider, Environment, KeyPlace } from './config.ts';
import type { ConfigFile, ModelEntry, ProviderEntry } from './config-file.ts';
import { hideKeys } from './hide-keys.ts';
import { keyProblems } from './key.ts';
import { lacksOf } from './lacks.ts';
import { capabilitiesLike, capabilitiesOf, isWhole } from './model.ts';
import { schemaFile } from './schema-file.ts';

interface Read {
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the config file. All problems come at once; `config` is there when none is an error. */
export async function readConfig(file: string, env: Environment): Promise<Read> {
  const { diagnostics, ...config } = await readOpenly(file, env);
  return { ...config, diagnostics: diagnostics.map(hideKeys) };
}

async function readOpenly(file: string, env: Environment): Promise<Read> {
  const shaped = await readShaped(file, schemaFile());
  if (!shaped.ok) return { diagnostics: shaped.error };
  const { value, problems, misshapen } = shaped.value;
  if (misshapen.length > 0) return { diagnostics: problems.diagnostics };

  const entries = value as ConfigFile;
  const pathOf = (name: string): string => resolve(dirname(file), atHome(name, env));
  const config: Config = {
    folders: await foldersOf(entries.folders ?? [], pathOf, problems),
    providers: Object.entries(entries.providers ?? {}).map(([name, entry]) =>
      providerOf(name, entry, pathOf, problems),
    ),
  };
  return { ...(!hasErrors(problems.diagnostics) && { config }), diagnostics: problems.diagnostics };
}

const atHome = (name: string, { HOME, USERPROFILE }: Environment): string =>
  /^~(?=$|[/\\])/.test(name) ? join(HOME ?? USERPROFILE ?? '~', name.slice(1)) : name;

async function foldersOf(
  names: readonly string[],
  pathOf: (name: string) => string,
  problems: Problems,
): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const [n, name] of names.entries()) {
    const path = pathOf(name);
    if ((await stat(path).catch(() => undefined))?.isDirectory()) folders.push(path);
    else {
      problems.add({
        severity: 'warning',
        code: 'missing-folder',
        path: ['folders', n],
        message: `${path} is no folder.`,
        help: 'Until it is one, no file can be used from there.',
      });
    }
  }
  return folders;
}

function providerOf(
  name: string,
  entry: ProviderEntry,
  pathOf: (name: string) => string,
  problems: Problems,
): ConfiguredProvider {
  const path = ['providers', name];
  const dialect = dialects.get(entry.dialect);
  if (dialect === undefined) throw new Error(`the schema lets ${entry.dialect} through as a dialect`);
  if (name === 'animatic') {
    problems.add({
      code: 'twin-id',
      path,
      part: 'key',
      message: '`animatic` is the provider that is built in.',
      help: 'Choose another name.',
    });
  }
  const baseUrl = entry['base-url'];
  for (const problem of addressProblems([...path, 'base-url'], baseUrl, entry.key !== undefined)) {
    problems.add(problem);
  }
  for (const problem of keyProblems([...path, 'key'], entry)) problems.add(problem);
  const models = Object.entries(entry.models).flatMap(
    ([model, one]) => modelOf(model, one, dialect, [...path, 'models', model], problems) ?? [],
  );
  const unavailable = retirementOf(baseUrl);
  const pollEvery = entry['poll-every'];
  return {
    data: {
      name,
      models,
      defaultModel: defaultModel(entry, path, problems),
      lists: dialect.list,
      ...(unavailable && { unavailable }),
    },
    dialect: dialect.name,
    baseUrl,
    key: keyPlace(entry, pathOf),
    ...(pollEvery !== undefined && { pollEvery: pollEvery * 1000 }),
  };
}

function modelOf(
  model: string,
  entry: ModelEntry,
  dialect: Dialect,
  path: readonly string[],
  problems: Problems,
): Capabilities | undefined {
  const capabilities = capabilitiesFor(model, entry, dialect, path, problems);
  if (capabilities === undefined) return undefined;
  for (const problem of lacksOf(path, entry, capabilities, dialect)) problems.add(problem);
  return capabilities;
}

function capabilitiesFor(
  model: string,
  entry: ModelEntry,
  dialect: Dialect,
  path: readonly string[],
  problems: Problems,
): Capabilities | undefined {
  if (entry.like !== undefined) {
    const like = openai.models.find((known) => known.model === entry.like);
    if (like !== undefined) return capabilitiesLike(model, like, entry, dialect);
    const known = openai.models.map((one) => one.model);
    const guess = nearest(entry.like, known);
    problems.add({
      code: 'unknown-model',
      path: [...path, 'like'],
      message: `No known model is called "${entry.like}".`,
      help: guess === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${guess}"?`,
    });
    return undefined;
  }
  if (isWhole(entry)) return capabilitiesOf(model, entry, dialect);
  const missing = (['lengths', 'sizes', 'price'] as const).filter((key) => entry[key] === undefined);
  problems.add({
    code: 'missing-key',
    path,
    part: 'key',
    message: `The model ${model} has no ${missing.map((key) => `\`${key}\``).join(', ')}.`,
    help: 'Say it, or take it over from a known model, as in `like: sora-2`.',
  });
  return undefined;
}

function defaultModel(entry: ProviderEntry, path: readonly string[], problems: Problems): string {
  const models = Object.keys(entry.models);
  const named = entry['default-model'];
  if (named !== undefined && !models.includes(named)) {
    const guess = nearest(named, models);
    problems.add({
      code: 'unknown-model',
      path: [...path, 'default-model'],
      message: `There is no model "${named}" under \`models\`.`,
      help: guess === undefined ? `It has ${models.join(', ')}.` : `Did you mean "${guess}"?`,
    });
  }
  return named ?? models[0] ?? '';
}

function keyPlace({ key }: ProviderEntry, pathOf: (name: string) => string): KeyPlace {
  if (key === undefined) return { kind: 'none' };
  return 'env' in key ? { kind: 'env', name: key.env } : { kind: 'file', path: pathOf(key.file) };
}
