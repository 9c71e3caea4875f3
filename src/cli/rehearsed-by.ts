import type { Sandbox } from '../sandbox/serve.ts';
import type { ServedService } from '../sandbox/services.ts';

/** The built-in provider that a sandbox can stand in for, and the environment that makes it do so. */
export interface Rehearsed {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Of these settings, those that a person types otherwise. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Its list of models has to be read first. */
  readonly tells?: true;
}

/** Where a built-in provider reads its address and its key, with a key of the right form: any will do. */
interface Settings {
  readonly address: string;
  readonly key: string;
  readonly anyKey: string;
  /** The same key for a shell to write: what looks like a key is never printed. */
  readonly typedKey?: string;
  readonly tells?: true;
  /** What else of its settings differs. */
  readonly also?: Readonly<Record<string, string>>;
}

const openai: Settings = {
  ...{ address: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY', anyKey: 'sk-rehearsal' },
  // The list of this one is complete at once.
  also: { OPENAI_LISTED_WITHIN: '0' },
};

/** By the service, which is called as its provider. */
const ofServices: Partial<Record<ServedService, Settings>> = {
  openai,
  byteplus: { address: 'ARK_BASE_URL', key: 'ARK_API_KEY', anyKey: 'ark-rehearsal' },
  gemini: { address: 'GEMINI_BASE_URL', key: 'GEMINI_API_KEY', anyKey: 'rehearsal' },
  runway: {
    ...{ address: 'RUNWAYML_BASE_URL', key: 'RUNWAYML_API_SECRET' },
    ...{ anyKey: `key_${'0'.repeat(128)}`, typedKey: 'key_$(printf %0128d 0)' },
  },
  openrouter: {
    ...{ address: 'OPENROUTER_BASE_URL', key: 'OPENROUTER_API_KEY', anyKey: 'sk-or-rehearsal' },
    tells: true,
    also: { OPENROUTER_WEBHOOK_SECRET: 'rehearsal' },
  },
  xai: { address: 'XAI_BASE_URL', key: 'XAI_API_KEY', anyKey: 'xai-rehearsal' },
  fal: { address: 'FAL_BASE_URL', key: 'FAL_KEY', anyKey: 'rehearsal:0123456789abcdef' },
};

/** The built-in providers that a sandbox stands in for by itself. */
export const rehearsedProviders = Object.keys(ofServices) as readonly ServedService[];

/** The variables that lead these providers elsewhere. */
export const addressVariables: readonly string[] = Object.values(ofServices).map(({ address }) => address);

/** Undefined where the service is of no built-in provider. */
export function standsFor({ service, url }: Pick<Sandbox, 'service' | 'url'>): Rehearsed | undefined {
  const own = ofServices[service];
  if (own === undefined) return undefined;
  const { address, key, anyKey, typedKey, tells, also } = own;
  return {
    provider: service,
    settings: { [address]: url, [key]: anyKey, ...also },
    ...(typedKey !== undefined && { typed: { [key]: typedKey } }),
    ...(tells && { tells }),
  };
}

/** The value of `STORYCUT_REHEARSAL` in a command that a sandbox runs and ends with: this word, and the service. */
const ofSandbox = 'sandbox';

/** Whether it reads what the provider `openai` sends: all that speak the Videos API do, but one. */
const takesForms = ({ service }: Sandbox): boolean => service !== 'together';

/** For a command that uses the same config file. */
export const commandSettings = (
  served: Sandbox,
  config: string | undefined,
): Readonly<Record<string, string>> => ({
  ...{
    STORYCUT_REHEARSAL: `${ofSandbox}:${served.service}`,
    ...(standsFor(served) ?? (takesForms(served) ? standsFor({ ...served, service: 'openai' }) : undefined))
      ?.settings,
  },
  ...(config !== undefined && { STORYCUT_CONFIG: config }),
});

/** The service whose sandbox runs this command. */
export function rehearsedService(rehearsal: string): ServedService | undefined {
  const [word, service = 'openai'] = rehearsal.split(':');
  return word === ofSandbox ? (service as ServedService) : undefined;
}
