import { onTestFinished, vi } from 'vitest';

export interface Served {
  readonly url: string;
  readonly dialect?: string;
  /** More lines of its entry. */
  readonly entry?: readonly string[];
  /** More keys of its model. */
  readonly model?: string;
}

/** A config file with one provider: a server with this URL, which asks $0.10 a second for sora-2. Its key is in NAME_KEY. */
export const servedConfig = (
  name: string,
  { url, dialect = 'openai', entry = [], model = '' }: Served,
): string => `config: 1
providers:
  ${name}:
    dialect: ${dialect}
    base-url: ${url}
    key: { env: ${name.toUpperCase()}_KEY }
    poll-every: 0.1
${entry.map((line) => `    ${line}\n`).join('')}    models: { sora-2: { like: sora-2, price: 0.1${model} } }
`;

/** The same of a provider called house, with a key for it in the environment of this test. */
export function houseConfig(served: Served): string {
  vi.stubEnv('HOUSE_KEY', 'anything');
  onTestFinished(() => void vi.unstubAllEnvs());
  return servedConfig('house', served);
}
