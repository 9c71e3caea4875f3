import { discreet } from '../../../src/providers/discreet.ts';
import { usualLimits } from '../../../src/providers/http/limits.ts';
import type { Provider, Submission } from '../../../src/providers/provider.ts';
import { runwayModels } from '../../../src/providers/runway/models.ts';
import { runwayProvider } from '../../../src/providers/runway/runway.ts';
import { clock, generate, submission } from '../videos-api/asking.ts';

export const key = `key_${'0123456789abcdef'.repeat(8)}`;

/** The provider `runway` at a server on loopback. */
export function asking(url: string): Provider {
  const data = { name: 'runway', models: runwayModels, defaultModel: 'gen4.5' };
  const calls = runwayProvider({
    ...{ data, key, clock, limits: usualLimits },
    baseUrl: url.replace(/\/v1$/, ''),
  });
  return discreet(data, calls, { key });
}

export const text = (more: Parameters<typeof generate>[0] = {}): Submission =>
  submission(generate({ provider: 'runway', model: 'gen4.5', ...more }));
