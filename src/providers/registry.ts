import { animaticData } from './animatic/models.ts';
import type { ProviderData } from './capabilities.ts';
import { openai } from './videos-api/models.ts';

/** The providers that need no configuration, by name: data only, nothing is contacted. */
export const builtInProviders: ReadonlyMap<string, ProviderData> = new Map(
  [animaticData(openai.models), openai].map((provider) => [provider.name, provider]),
);
