import { discreet } from '../../../src/providers/discreet.ts';
import { geminiProvider } from '../../../src/providers/gemini/gemini.ts';
import { omniModels } from '../../../src/providers/gemini/models.ts';
import { type Limits, usualLimits } from '../../../src/providers/http/limits.ts';
import type { Provider, Submission } from '../../../src/providers/provider.ts';
import { sending as sendingTo } from '../sending.ts';
import { clock, generate, submission } from '../videos-api/asking.ts';

export const key = 'AIza-secret-0123456789';
export const model = 'gemini-omni-1.1-flash';

/** The provider `gemini` at a server on loopback. */
export function asking(url: string, patience: Partial<Limits> = {}): Provider {
  const data = { name: 'gemini', models: omniModels, defaultModel: model };
  const baseUrl = url.replace(/\/v1$/, '');
  const calls = geminiProvider({ data, baseUrl, key, clock, limits: { ...usualLimits, ...patience } });
  return discreet(data, calls, { key });
}

type More = Parameters<typeof generate>[0];

export const text = (more: More = {}): Submission =>
  submission(generate({ provider: 'gemini', model, ...more }));

export const sending = (more: More, files: Parameters<typeof sendingTo>[1]): Promise<Submission> =>
  sendingTo({ provider: 'gemini', model, ...more }, files);
