import type { Diagnostic } from '../../core/diagnostic.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { KnownProvider } from '../../providers/kind.ts';
import { problemsOf } from '../../providers/open-provider.ts';
import { askForList } from './told-lists.ts';
import type { World } from './world.ts';

/** A provider as it is on this machine now. */
export interface ProviderState {
  readonly data: ProviderData;
  /** Why it can't be used; absent: it is ready. */
  readonly problem?: Pick<Diagnostic, 'message' | 'help'>;
}

/** Contacts nobody. */
export async function statesOf(
  known: Iterable<KnownProvider>,
  { env }: Pick<World, 'env'>,
): Promise<readonly ProviderState[]> {
  const states: ProviderState[] = [];
  for (const provider of known) {
    const [problem] = await problemsOf(provider, env);
    states.push({ data: provider.data, ...(problem && { problem }) });
  }
  return states;
}

/** The same providers, after each service that has a list was asked for it. What could not be read is as before. */
export async function refreshed(
  known: Iterable<KnownProvider>,
  world: Pick<World, 'env' | 'clock'>,
  signal: AbortSignal,
): Promise<{ readonly known: readonly KnownProvider[]; readonly problems: readonly Diagnostic[] }> {
  const now: KnownProvider[] = [];
  const problems: Diagnostic[] = [];
  for (const provider of known) {
    const asked = await askForList(provider, world, signal);
    const isProblem = 'severity' in asked;
    now.push(isProblem ? provider : asked);
    if (isProblem) problems.push(asked);
  }
  return { known: now, problems };
}
