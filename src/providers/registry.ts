import { animaticData } from './animatic/models.ts';
import type { ProviderData } from './capabilities.ts';
import { openai } from './videos-api/models.ts';

/** The animatic, which rehearses all models that are known, and these servers, by name: data only. */
export function providersWith(servers: readonly ProviderData[]): ReadonlyMap<string, ProviderData> {
  const known = [...openai.models, ...servers.flatMap(({ models }) => models)];
  return new Map([animaticData(known), ...servers].map((provider) => [provider.name, provider]));
}

/** The providers that need no configuration, by name: nothing is contacted. */
export const builtInProviders: ReadonlyMap<string, ProviderData> = providersWith([openai]);
