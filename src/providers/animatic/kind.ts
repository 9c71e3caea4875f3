import type { Capabilities } from '../capabilities.ts';
import type { KnownProvider, ProviderKind } from '../kind.ts';
import { animaticData } from './models.ts';

/** Draws on this machine. There is one such provider, and it needs no configuration. */
export const animaticKind: ProviderKind = {
  name: 'animatic',
  unconfigured: () => [animatic([])],
};

function animatic(models: readonly Capabilities[]): KnownProvider {
  const data = animaticData(models);
  return {
    data,
    rehearsing: animatic,
    async open({ tools, folder }) {
      const { animaticProvider } = await import('./animatic.ts');
      return animaticProvider({ tools, folder, data });
    },
  };
}
