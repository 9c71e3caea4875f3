import { join } from 'node:path';
import { addressProblems } from '../config/address.ts';
import type { ConfiguredProvider, Environment } from '../config/config.ts';
import { readKey } from '../config/key.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Clock } from '../core/ports.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Tools } from '../media/tools.ts';
import type { Job } from '../planner/plan.ts';
import type { ProviderData } from '../providers/capabilities.ts';
import type { Provider } from '../providers/provider.ts';
import { providersWith } from '../providers/registry.ts';
import { dialects } from '../providers/videos-api/dialects.ts';
import { openaiAt, openaiHost } from '../providers/videos-api/models.ts';
import { type ConfigSettings, findConfig } from './find-config.ts';

/** The providers of one person on one machine. */
export interface Providers {
  /** All of them, by name. */
  readonly data: ReadonlyMap<string, ProviderData>;
  /** Those that are servers, by name. */
  readonly servers: ReadonlyMap<string, ConfiguredProvider>;
  /** Absolute paths of folders that storyboards may take files from. */
  readonly folders: readonly string[];
  /** Warnings of the config file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The providers that are built in, and those of the config file. Nothing is contacted. */
export async function loadProviders(
  settings: ConfigSettings,
): Promise<Result<Providers, readonly Diagnostic[]>> {
  const found = await findConfig(settings);
  if (!found.ok) return found;
  const { config, diagnostics } = found.value;
  const servers = new Map(
    [builtInOpenai(settings.env), ...config.providers].map((server) => [server.data.name, server]),
  );
  return ok({
    data: providersWith([...servers.values()].map(({ data }) => data)),
    servers,
    folders: config.folders,
    diagnostics,
  });
}

/** The one server that needs no config file. An address that is none keeps nobody from planning, or from using another. */
function builtInOpenai({ OPENAI_BASE_URL }: Environment): ConfiguredProvider {
  const baseUrl = OPENAI_BASE_URL || openaiHost;
  const [problem] = addressProblems([], baseUrl, true).filter(
    ({ severity = 'error' }) => severity === 'error',
  );
  const misled = problem && {
    unavailable: { reason: `OPENAI_BASE_URL: ${problem.message}`, help: problem.help ?? '' },
  };
  return {
    data: { ...openaiAt(misled ? openaiHost : baseUrl), ...misled },
    dialect: 'openai',
    baseUrl,
    key: { kind: 'env', name: 'OPENAI_API_KEY' },
  };
}

export interface RunningSettings {
  readonly tools: Tools;
  /** Of the project's state. */
  readonly folder: string;
  readonly clock: Clock;
  readonly env: Environment;
}

/** The providers that these jobs need, ready to be asked. The error says which keys and addresses are missing. */
export async function runningProviders(
  providers: Providers,
  jobs: readonly Job[],
  { tools, folder, clock, env }: RunningSettings,
): Promise<Result<ReadonlyMap<string, Provider>, readonly Diagnostic[]>> {
  const running = new Map<string, Provider>();
  const problems: Diagnostic[] = [];
  for (const name of namesOf(jobs)) {
    const data = providers.data.get(name);
    const server = providers.servers.get(name);
    if (data === undefined) throw new Error(`a job was planned for ${name}, which is unknown`);
    if (server === undefined) {
      const { animaticProvider } = await import('../providers/animatic/animatic.ts');
      running.set(name, animaticProvider({ tools, folder: join(folder, name), data }));
      continue;
    }
    if (data.unavailable) {
      problems.push(blocked(data.unavailable));
      continue;
    }
    const provider = await runningServer(server, { clock, env });
    if (provider.ok) running.set(name, provider.value);
    else problems.push(provider.error);
  }
  return problems.length > 0 ? err(problems) : ok(running);
}

/** A server, ready to be asked. The error says that its key is missing. */
export async function runningServer(
  server: ConfiguredProvider,
  { clock, env }: Pick<RunningSettings, 'clock' | 'env'>,
): Promise<Result<Provider, Diagnostic>> {
  const key = await readKey(server, env);
  if (!key.ok) return key;
  const { data, dialect: name, baseUrl, pollEvery } = server;
  const { videosApiProvider } = await import('../providers/videos-api/videos-api.ts');
  const dialect = dialects.get(name);
  if (dialect === undefined) throw new Error(`there is no dialect ${name}`);
  return ok(
    videosApiProvider({
      ...{ data, dialect, baseUrl, key: key.value, clock },
      ...(pollEvery !== undefined && { pollEvery }),
    }),
  );
}

const blocked = ({ reason: message, help }: NonNullable<ProviderData['unavailable']>): Diagnostic => ({
  severity: 'error',
  code: 'provider-unavailable',
  message,
  help,
});

const namesOf = (jobs: readonly Job[]): readonly string[] => [
  ...new Set(jobs.flatMap((job) => (job.kind === 'frame' ? [] : [job.request.provider]))),
];
