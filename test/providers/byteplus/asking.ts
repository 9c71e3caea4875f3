import { byteplusProvider } from '../../../src/providers/byteplus/byteplus.ts';
import { seedanceModels } from '../../../src/providers/byteplus/models.ts';
import { discreet } from '../../../src/providers/discreet.ts';
import { type Limits, usualLimits } from '../../../src/providers/http/limits.ts';
import type { Provider, Submission } from '../../../src/providers/provider.ts';
import { sending as sendingTo } from '../sending.ts';
import { clock, generate, submission } from '../videos-api/asking.ts';

export const key = 'ark-secret-0123456789';
export const model = 'dreamina-seedance-2-5-260628';

/** The provider `byteplus` at a server on loopback, whose base ends with `/v1` here. */
export function asking(baseUrl: string, patience: Partial<Limits> = {}): Provider {
  const data = { name: 'byteplus', models: seedanceModels, defaultModel: model, lists: {} };
  const calls = byteplusProvider({ data, baseUrl, key, clock, limits: { ...usualLimits, ...patience } });
  return discreet(data, calls, { key });
}

type More = Parameters<typeof generate>[0];

export const text = (more: More = {}): Submission =>
  submission(generate({ provider: 'byteplus', model, ...more }));

export const sending = (more: More, files: Parameters<typeof sendingTo>[1]): Promise<Submission> =>
  sendingTo({ provider: 'byteplus', model, ...more }, files);
