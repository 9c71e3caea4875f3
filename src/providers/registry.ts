import type { ProviderData } from './capabilities.ts';
import type { KnownProvider } from './kind.ts';
import { builtInKinds } from './kinds.ts';

/**
 * Providers by name, rehearsing ones with the models of all others. Of two with the same name, the later one counts.
 */
export function byName(providers: readonly KnownProvider[]): ReadonlyMap<string, KnownProvider> {
  const known = new Map(providers.map((provider) => [provider.data.name, provider]));
  const models = [...known.values()].flatMap(({ data, rehearsing }) => (rehearsing ? [] : data.models));
  return new Map([...known].map(([name, provider]) => [name, provider.rehearsing?.(models) ?? provider]));
}

/** The planner's side of them. */
export const dataOf = (known: ReadonlyMap<string, KnownProvider>): ReadonlyMap<string, ProviderData> =>
  new Map([...known].map(([name, { data }]) => [name, data]));

/** The providers that need no configuration, by name. Contacts nobody. */
export const builtInProviders: ReadonlyMap<string, ProviderData> = dataOf(
  byName(builtInKinds.flatMap((kind) => kind.unconfigured?.({}) ?? [])),
);
