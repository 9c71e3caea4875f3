import type { Clock } from '../../../src/core/ports.ts';
import { discreet } from '../../../src/providers/discreet.ts';
import { falProvider } from '../../../src/providers/fal/fal.ts';
import { falModels } from '../../../src/providers/fal/models.ts';
import { type Limits, usualLimits } from '../../../src/providers/http/limits.ts';
import type { Provider, Submission } from '../../../src/providers/provider.ts';
import { clock, generate, submission } from '../videos-api/asking.ts';

export const key = 'b1a6f0de-93c2-4b0c-9a51-0123456789ab:fedcba9876543210fedcba9876543210';

/** The provider `fal` at a server on loopback, which stands in for all of fal's hosts. */
export function asking(url: string, patience: Partial<Limits> = {}, at: Clock = clock): Provider {
  const data = { name: 'fal', models: falModels, defaultModel: 'fal-ai/veo3.1/fast', lists: {} };
  const baseUrl = url.replace(/\/v1$/, '');
  const limits = { ...usualLimits, ...patience };
  return discreet(data, falProvider({ data, baseUrl, key, clock: at, limits }), { key });
}

export const text = (more: Parameters<typeof generate>[0] = {}): Submission =>
  submission(generate({ provider: 'fal', model: 'fal-ai/veo3.1/fast', ...more }));
