import { listed, type Sentence, say } from '../../core/sentence.ts';
import type { Capabilities, ProviderData } from '../../providers/capabilities.ts';

export type KnownProviders = ReadonlyMap<string, ProviderData>;

/** Advice to choose another model: which of the known ones are able to. `does`: what such a model does. */
export function modelsThat(
  able: (model: Capabilities) => boolean,
  does: string,
  providers: KnownProviders,
): Sentence {
  const names = new Set(
    [...providers.values()].flatMap(({ models }) => models.filter(able).map(({ model }) => model)),
  );
  return names.size === 0
    ? say`choose a model that ${does}: no known one does`
    : say`choose a model that ${does}: ${listed({ able: [...names] }, 8)}`;
}
