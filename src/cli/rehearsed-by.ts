import type { Sandbox } from '../sandbox/serve.ts';
import type { ServedService } from '../sandbox/services.ts';

/** The built-in provider that a sandbox can stand in for, and the environment that makes it do so. */
export interface Rehearsed {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Where a built-in provider reads its address and its key, with a key of the right form: any will do. */
interface Settings {
  readonly address: string;
  readonly key: string;
  readonly anyKey: string;
}

/** By the service, which is called as its provider. */
const ofServices: Partial<Record<ServedService, Settings>> = {
  openai: { address: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY', anyKey: 'sk-rehearsal' },
  byteplus: { address: 'ARK_BASE_URL', key: 'ARK_API_KEY', anyKey: 'ark-rehearsal' },
  gemini: { address: 'GEMINI_BASE_URL', key: 'GEMINI_API_KEY', anyKey: 'rehearsal' },
  runway: {
    ...{ address: 'RUNWAYML_BASE_URL', key: 'RUNWAYML_API_SECRET' },
    anyKey: `key_${'0'.repeat(128)}`,
  },
  openrouter: { address: 'OPENROUTER_BASE_URL', key: 'OPENROUTER_API_KEY', anyKey: 'sk-or-rehearsal' },
  xai: { address: 'XAI_BASE_URL', key: 'XAI_API_KEY', anyKey: 'xai-rehearsal' },
  fal: { address: 'FAL_BASE_URL', key: 'FAL_KEY', anyKey: 'rehearsal:0123456789abcdef' },
};

/** The built-in providers that a sandbox stands in for by itself. */
export const rehearsedProviders = Object.keys(ofServices) as readonly ServedService[];

/** The variables that lead these providers elsewhere. */
export const addressVariables: readonly string[] = Object.values(ofServices).map(({ address }) => address);

export function rehearsedBy({ service, url }: Pick<Sandbox, 'service' | 'url'>): Rehearsed {
  const own = service === 'openai' ? undefined : ofServices[service];
  if (own) return { provider: service, settings: { [own.address]: url, [own.key]: own.anyKey } };
  // Its list is complete at once.
  const settings = { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'sk-rehearsal', OPENAI_LISTED_WITHIN: '0' };
  return { provider: 'openai', settings };
}

/** The value of `STORYCUT_REHEARSAL` in a command that a sandbox runs and ends with: this word, and the service. */
const ofSandbox = 'sandbox';

/** For a command that uses the same config file. */
export const commandSettings = (
  served: Sandbox,
  config: string | undefined,
): Readonly<Record<string, string>> => ({
  ...{ STORYCUT_REHEARSAL: `${ofSandbox}:${served.service}`, ...rehearsedBy(served).settings },
  ...(config !== undefined && { STORYCUT_CONFIG: config }),
});

/** The service whose sandbox runs this command. */
export function rehearsedService(rehearsal: string): ServedService | undefined {
  const [word, service = 'openai'] = rehearsal.split(':');
  return word === ofSandbox ? (service as ServedService) : undefined;
}
