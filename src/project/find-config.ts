import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config, Environment } from '../config/config.ts';
import { usualConfigFile } from '../config/usual-file.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';

export interface ConfigSettings {
  readonly cwd: string;
  readonly env: Environment;
  /** The config file that was named; undefined: the usual one, if it is there. */
  readonly configFile?: string | undefined;
}

interface FoundConfig {
  readonly config: Config;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The config file that was named, else the usual one; having none is no mistake. */
export async function findConfig({
  cwd,
  env,
  configFile,
}: ConfigSettings): Promise<Result<FoundConfig, readonly Diagnostic[]>> {
  const file = configFile === undefined ? usualConfigFile(env) : resolve(cwd, configFile);
  const there = file !== undefined && (await stat(file).catch(() => undefined)) !== undefined;
  if (!there && configFile === undefined) return ok({ config: noConfig, diagnostics: [] });
  if (!there) return err([notFound(configFile ?? '')]);
  const { readConfig } = await import('../config/read-config.ts');
  const { config, diagnostics } = await readConfig(file, env);
  return config === undefined ? err(diagnostics) : ok({ config, diagnostics });
}

const noConfig: Config = { providers: [], folders: [] };

const notFound = (file: string): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  message: `There is no config file ${file}.`,
  help: 'docs/providers.md shows how to write one.',
});
