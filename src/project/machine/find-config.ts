import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Environment } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { aboutTilde } from '../../core/tilde.ts';
import type { EntryReader, ProviderKind } from '../../providers/kind.ts';
import { usualKind } from '../../providers/kinds.ts';
import type { Unconfigured } from './unconfigured.ts';

export interface ConfigSettings {
  readonly cwd: string;
  readonly env: Environment;
  /** The config file that was named; undefined: the default one, if it exists. */
  readonly configFile?: string | undefined;
  /** The kinds of provider that it may describe. */
  readonly kinds: readonly ProviderKind[];
  /** The providers that need no config file. */
  readonly unconfigured: readonly Unconfigured[];
}

interface FoundConfig {
  readonly config: Config;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The config file that was named, else the default one, which need not exist. */
export async function findConfig(
  settings: ConfigSettings,
): Promise<Result<FoundConfig, readonly Diagnostic[]>> {
  const { cwd, env, configFile, kinds, unconfigured } = settings;
  const file = configFile === undefined ? usualConfigFile(env) : resolve(cwd, configFile);
  const there = file !== undefined && (await stat(file).catch(() => undefined)) !== undefined;
  if (!there && configFile === undefined) return ok({ config: noConfig, diagnostics: [] });
  if (!there) return err([notFound(configFile ?? '')]);
  const { readConfig } = await import('../../config/read-config.ts');
  const { config, diagnostics } = await readConfig(file, {
    env,
    usualKind,
    readers: await readersOf(kinds),
    taken: new Map(unconfigured.map(({ provider, kind }) => [provider.data.name, kind])),
    models: new Map(
      kinds.map(({ name }) => [
        name,
        unconfigured.flatMap(({ provider, kind }) => (kind === name ? provider.data.models : [])),
      ]),
    ),
  });
  return config === undefined ? err(diagnostics) : ok({ config, diagnostics });
}

async function readersOf(kinds: readonly ProviderKind[]): Promise<ReadonlyMap<string, EntryReader>> {
  const readers = new Map<string, EntryReader>();
  for (const kind of kinds) {
    const reader = await kind.entries?.();
    if (reader) readers.set(kind.name, reader);
  }
  return readers;
}

const noConfig: Config = { providers: [], folders: [] };

const notFound = (file: string): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  ...says(
    say`There is no config file ${{ file }}.`,
    aboutTilde(file.replace(/^.*[/\\](?=~[/\\])/, '')) ??
      say`Name an existing file, or write one as docs/providers.md shows.`,
  ),
});

/** The default config file, as the XDG base directories define it. Undefined without a home folder. */
export function usualConfigFile({ XDG_CONFIG_HOME, HOME, USERPROFILE }: Environment): string | undefined {
  const home = HOME || USERPROFILE;
  const folder = XDG_CONFIG_HOME || (home && join(home, '.config'));
  return folder ? join(folder, 'storycut', 'config.yaml') : undefined;
}
