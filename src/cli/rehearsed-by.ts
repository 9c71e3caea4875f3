import type { Sandbox } from '../sandbox/serve.ts';
import type { ServedService } from '../sandbox/services.ts';

/** The built-in provider that a sandbox can stand in for, and the environment that makes it do so. Any key will do. */
export interface Rehearsed {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
}

export function rehearsedBy({ service, url }: Pick<Sandbox, 'service' | 'url'>): Rehearsed {
  if (service === 'runway') {
    const key = `key_${'0'.repeat(128)}`;
    return { provider: 'runway', settings: { RUNWAYML_BASE_URL: url, RUNWAYML_API_SECRET: key } };
  }
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
