import { listed, type Sentence, say } from '../../core/sentence.ts';
import type { Capabilities, ProviderData } from '../../providers/capabilities.ts';

export type KnownProviders = ReadonlyMap<string, ProviderData>;

/** Advice to choose another model: which of the known ones are able to. `accept`: what it is that they accept. */
export function modelsThat(
  able: (model: Capabilities) => boolean,
  accept: string,
  providers: KnownProviders,
): Sentence {
  const names = new Set(
    [...providers.values()].flatMap(({ models }) => models.filter(able).map(({ model }) => model)),
  );
  return names.size === 0
    ? say`choose a model that accepts ${accept}: no known one does`
    : say`choose a model that accepts ${accept}: ${listed({ able: [...names] }, 8)}`;
}
