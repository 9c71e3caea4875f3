import { maskKeys } from '../../core/mask-keys.ts';
import type { Environment } from '../../core/ports.ts';
import { addressProblems } from '../address.ts';
import type { KnownProvider, ProviderKind } from '../kind.ts';
import { runwayModels } from './models.ts';

const runwayHost = 'https://api.dev.runwayml.com';

/** Runway. Its key is in the variable that its own clients read. */
export const runwayKind: ProviderKind = {
  name: 'runway',
  unconfigured: (env) => [runwayIn(env)],
};

/** An invalid URL prevents neither planning nor the use of other providers. */
function runwayIn({ RUNWAYML_BASE_URL }: Environment): KnownProvider {
  const given = RUNWAYML_BASE_URL || runwayHost;
  const [problem] = addressProblems([], given, true).filter(({ severity = 'error' }) => severity === 'error');
  const baseUrl = problem ? runwayHost : given.replace(/\/+$/, '');
  const data = {
    ...{ name: 'runway', models: runwayModels, defaultModel: 'gen4.5' },
    address: maskKeys(baseUrl),
    ...(problem && {
      unavailable: { reason: `RUNWAYML_BASE_URL: ${problem.message}`, help: problem.help ?? '' },
    }),
  };
  return {
    data,
    keys: { key: { kind: 'env', name: 'RUNWAYML_API_SECRET' } },
    async open({ keys: { key }, clock }) {
      const { runwayProvider } = await import('./runway.ts');
      return runwayProvider({ data, baseUrl, key, clock });
    },
  };
}
