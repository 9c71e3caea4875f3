import type { Environment } from '../../core/ports.ts';
import { addressProblems } from '../address.ts';
import type { KnownProvider, ProviderKind } from '../kind.ts';
import { dialects } from './dialects.ts';
import { openaiAt, openaiHost } from './models.ts';
import { videosApiServer } from './server.ts';

/** Servers that speak the Videos API, or a near relative of it that a dialect describes. */
export const videosApiKind: ProviderKind = {
  name: 'videos-api',
  unconfigured: (env) => [openaiIn(env)],
  async entries() {
    const { readEntry } = await import('./read-entry.ts');
    return { read: readEntry };
  },
};

/** The one server that needs no config file. An address that is none keeps nobody from planning, or from using another. */
function openaiIn({ OPENAI_BASE_URL, OPENAI_LISTED_WITHIN = '' }: Environment): KnownProvider {
  const baseUrl = OPENAI_BASE_URL || openaiHost;
  const [problem] = addressProblems([], baseUrl, true).filter(
    ({ severity = 'error' }) => severity === 'error',
  );
  const misled = problem && {
    unavailable: { reason: `OPENAI_BASE_URL: ${problem.message}`, help: problem.help ?? '' },
  };
  return videosApiServer({
    data: {
      ...openaiAt(misled ? openaiHost : baseUrl),
      ...(/^\d{1,5}$/.test(OPENAI_LISTED_WITHIN) && { lists: { within: Number(OPENAI_LISTED_WITHIN) } }),
      ...misled,
    },
    dialect: dialects.openai,
    baseUrl,
    key: { kind: 'env', name: 'OPENAI_API_KEY' },
  });
}
