import { discreet } from '../../src/providers/discreet.ts';
import type { Provider, Submission } from '../../src/providers/provider.ts';
import { openrouterIn } from '../../src/providers/videos-api/openrouter/service.ts';
import { xai } from '../../src/providers/videos-api/xai/service.ts';
import { testTools } from '../rig/tools.ts';
import * as byteplus from './byteplus/asking.ts';
import * as fal from './fal/asking.ts';
import * as gemini from './gemini/asking.ts';
import * as runway from './runway/asking.ts';
import { clock, folder, generate, key, submission } from './videos-api/asking.ts';

/** A built-in service, at a server on loopback. */
export interface Service {
  readonly name: string;
  readonly key: string;
  ask(url: string): Promise<Provider>;
  readonly sent: Submission;
  /** How it names a job that it accepted. */
  named(id: string | number): object;
}

const byId = (id: string | number) => ({ id });
const byRequest = (id: string | number) => ({ request_id: id });

const list = {
  data: [
    {
      ...{ id: 'maker/one', supported_durations: [4, 8], supported_resolutions: ['720p'] },
      ...{ supported_aspect_ratios: ['16:9'], pricing_skus: { duration_seconds: '0.1' } },
    },
  ],
};

async function openrouterAt(url: string): Promise<Provider> {
  const known = openrouterIn({ OPENROUTER_BASE_URL: url }).list?.known(list, new Date());
  if (known === undefined) throw new Error('OpenRouter has a list');
  const opening = { keys: { key }, clock, tools: await testTools(), folder: await folder() };
  return discreet(known.data, await known.open(opening), { key });
}

async function xaiAt(baseUrl: string): Promise<Provider> {
  const data = { ...xai.data, address: baseUrl };
  return discreet(data, await xai.open({ data, baseUrl, key, clock }), { key });
}

/** The built-in services that are paid. */
export const services: readonly Service[] = [
  {
    name: 'runway',
    key: runway.key,
    ask: async (url) => runway.asking(url),
    sent: runway.text(),
    named: byId,
  },
  {
    ...{ name: 'byteplus', key: byteplus.key, ask: async (url) => byteplus.asking(url) },
    ...{ sent: byteplus.text(), named: byId },
  },
  { name: 'fal', key: fal.key, ask: async (url) => fal.asking(url), sent: fal.text(), named: byRequest },
  {
    name: 'gemini',
    key: gemini.key,
    ask: async (url) => gemini.asking(url),
    sent: gemini.text(),
    named: byId,
  },
  {
    ...{ name: 'xai', key, ask: xaiAt, named: byRequest },
    sent: submission(generate({ provider: 'xai', model: 'grok-imagine-video-1.5' })),
  },
  {
    ...{ name: 'openrouter', key, ask: openrouterAt, named: byId },
    sent: submission(generate({ provider: 'openrouter', model: 'maker/one' })),
  },
];
