import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import type { Environment } from '../core/ports.ts';
import { say, says } from '../core/sentence.ts';
import type { Capabilities } from '../providers/capabilities.ts';
import type { EntryProblem, EntryReader } from '../providers/kind.ts';
import type { Problems } from '../storyboard/problems.ts';
import { readShaped } from '../storyboard/read-shaped.ts';
import type { Config, ConfigFile } from './config.ts';
import { configShape } from './config-shape.ts';
import { hideKeys } from './hide-keys.ts';
import { studioOf } from './studio-entry.ts';

interface Read {
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is needed to read a config file. */
export interface ConfigContext {
  readonly env: Environment;
  /** What reads entries of a kind of provider, by the kind's name. */
  readonly readers: ReadonlyMap<string, EntryReader>;
  /** The kind of an entry that names none. */
  readonly usualKind: string;
  /** Kinds of the providers that exist without the file, by name. */
  readonly taken: ReadonlyMap<string, string>;
  /** Their models, by kind. */
  readonly models?: ReadonlyMap<string, readonly Capabilities[]>;
}

/** Reads the config file. All problems are reported at once; `config` is present if none is an error. */
export async function readConfig(file: string, around: ConfigContext): Promise<Read> {
  const { diagnostics, ...config } = await readOpenly(file, around);
  return { ...config, diagnostics: diagnostics.map(hideKeys) };
}

async function readOpenly(file: string, around: ConfigContext): Promise<Read> {
  const shaped = await readShaped(file, await configShape(around.readers));
  if (!shaped.ok) return { diagnostics: shaped.error };
  const { value, problems, misshapen } = shaped.value;
  if (misshapen.length > 0) return { diagnostics: problems.diagnostics };

  const { folders, providers, studio } = value as ConfigFile;
  const pathOf = (name: string): string => resolve(dirname(file), atHome(name, around.env));
  const config: Config = {
    folders: await foldersOf(folders ?? [], pathOf, problems),
    ...(studio && { studio: studioOf(studio, pathOf, problems) }),
    providers: Object.entries(providers ?? {}).flatMap(([name, { kind = around.usualKind, ...entry }]) => {
      const known = around.models?.get(kind);
      const read = readerOf(kind, around).read({
        name,
        entry,
        pathOf,
        ...(known && { known }),
      });
      for (const problem of [...takenProblems(name, kind, around), ...read.problems]) {
        problems.add({ ...problem, path: ['providers', name, ...problem.path] });
      }
      if (read.provider && read.provider.data.name !== name)
        throw new Error(`the kind ${kind} takes the entry ${name} for ${read.provider.data.name}`);
      return read.provider ?? [];
    }),
  };
  return { ...(!hasErrors(problems.diagnostics) && { config }), diagnostics: problems.diagnostics };
}

function readerOf(kind: string, { readers }: ConfigContext): EntryReader {
  const reader = readers.get(kind);
  if (reader === undefined) throw new Error(`the schema lets ${kind} through as a kind of provider`);
  return reader;
}

/** An entry may redefine a provider of its own kind, but not use the name of another kind's. */
function takenProblems(name: string, kind: string, { taken }: ConfigContext): readonly EntryProblem[] {
  const owner = taken.get(name);
  if (owner === undefined || owner === kind) return [];
  return [
    {
      code: 'twin-id',
      path: [],
      part: 'key',
      ...says(say`There is already a provider named \`${{ name }}\`.`, say`Choose another name.`),
    },
  ];
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
        ...says(say`${{ folder: path }} is not a folder.`, say`Create it, or delete it from \`folders\`.`),
      });
    }
  }
  return folders;
}
