import { join } from 'node:path';
import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Clock, Environment } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Tools } from '../../media/tools.ts';
import type { Job } from '../../planner/plan.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { KnownProvider, ProviderKind } from '../../providers/kind.ts';
import { builtInKinds } from '../../providers/kinds.ts';
import { openProvider } from '../../providers/open-provider.ts';
import type { Provider } from '../../providers/provider.ts';
import { byName, dataOf } from '../../providers/registry.ts';
import { type ConfigSettings, findConfig } from './find-config.ts';
import { inRehearsal } from './in-rehearsal.ts';
import { asLastTold } from './told-lists.ts';
import { nameProblems, unconfiguredOf } from './unconfigured.ts';

/** The providers of one person on one machine. */
export interface Providers {
  /** All of them, by name. */
  readonly known: ReadonlyMap<string, KnownProvider>;
  /** What each of them can do. */
  readonly data: ReadonlyMap<string, ProviderData>;
  /** Absolute paths of folders that storyboards may take files from. */
  readonly folders: readonly string[];
  /** The studio that keeps the ledger of some projects. */
  readonly studio?: StudioSettings;
  /** Warnings of the config file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The providers that need no configuration, and those of the config file. Nothing is contacted. */
export async function loadProviders(
  settings: Omit<ConfigSettings, 'kinds' | 'unconfigured'> & { readonly added?: readonly ProviderKind[] },
): Promise<Result<Providers, readonly Diagnostic[]>> {
  const kinds = [...builtInKinds, ...(settings.added ?? [])];
  const unconfigured = unconfiguredOf(kinds, settings.env);
  const misnamed = nameProblems(kinds, unconfigured);
  if (misnamed.length > 0) return err(misnamed);
  // Without what services told: a config file is right or wrong whatever is remembered of them.
  const found = await findConfig({ ...settings, kinds, unconfigured });
  if (!found.ok) return found;
  const { config, diagnostics } = found.value;
  const told = await Promise.all(unconfigured.map(({ provider }) => asLastTold(provider, settings.env)));
  const known = byName([
    ...told.map((one) => inRehearsal(one, settings.env, true)),
    ...config.providers.map((one) => inRehearsal(one, settings.env, false)),
  ]);
  const { folders, studio } = config;
  return ok({ known, data: dataOf(known), folders, ...(studio && { studio }), diagnostics });
}

/** Where a film's providers work. */
export interface Workplace {
  readonly clock: Clock;
  readonly env: Environment;
  readonly tools: Tools;
  /** Of the project's state. */
  readonly folder: string;
  /** The address that all providers may be told to call; each has a path of its own there. */
  readonly webhooks?: string | undefined;
}

/** The providers that these jobs need, ready for use. The error says which keys and URLs are missing. */
export async function runningProviders(
  { known }: Providers,
  jobs: readonly Job[],
  workplace: Workplace,
): Promise<Result<ReadonlyMap<string, Provider>, readonly Diagnostic[]>> {
  const running = new Map<string, Provider>();
  const problems: Diagnostic[] = [];
  for (const name of namesOf(jobs)) {
    const provider = known.get(name);
    if (provider === undefined) throw new Error(`a job was planned for ${name}, which is unknown`);
    const opened = await openAt(provider, workplace);
    if (opened.ok) running.set(name, opened.value);
    else problems.push(...opened.error);
  }
  return problems.length > 0 ? err(problems) : ok(running);
}

export const openAt = (
  provider: KnownProvider,
  { tools, folder, clock, env, webhooks }: Workplace,
): Promise<Result<Provider, readonly Diagnostic[]>> => {
  const { name } = provider.data;
  const webhook = webhooks === undefined ? {} : { webhook: `${webhooks}/${name}` };
  return openProvider(provider, { tools, clock, env, folder: join(folder, name), ...webhook });
};

const namesOf = (jobs: readonly Job[]): readonly string[] => [
  ...new Set(jobs.flatMap((job) => (job.kind === 'frame' ? [] : [job.request.provider]))),
];
