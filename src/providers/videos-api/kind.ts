import type { Environment } from '../../core/ports.ts';
import { addressProblems } from '../address.ts';
import { serviceIn } from '../keyed-service.ts';
import type { KnownProvider, ProviderKind } from '../kind.ts';
import { whenCalled } from '../webhook.ts';
import { dialects } from './dialects.ts';
import { openaiAt, openaiHost } from './models.ts';
import { openrouterIn } from './openrouter/service.ts';
import { videosApiServer } from './server.ts';
import { xai } from './xai/service.ts';

/** Servers with the Videos API, or a close variant that a dialect describes. */
export const videosApiKind: ProviderKind = {
  name: 'videos-api',
  unconfigured: (env) => [openaiIn(env), serviceIn(env, xai), openrouterIn(env)],
  async entries() {
    const { readEntry } = await import('./read-entry.ts');
    return { read: readEntry };
  },
};

/** A sandbox names what it imitates in `STORYCUT_REHEARSAL`; others were typed, and may have outlived theirs. */
function withoutSandbox(rehearsal: string): { readonly reason: string; readonly help: string } {
  const [, service] = /^sandbox:(.+)$/.exec(rehearsal) ?? [];
  return service === undefined
    ? ended
    : {
        reason: `Nothing in this rehearsal stands in for openai: its sandbox imitates ${service}, which is asked otherwise.`,
        help: `Use a provider that speaks to ${service}, which may be one of the config file, or another sandbox: \`storycut sandbox --\`.`,
      };
}

const ended = {
  reason: 'This rehearsal has no sandbox to make footage: the one that it began in has ended.',
  help: 'Put `storycut sandbox --` before the command, as in `storycut sandbox -- storycut run --provider openai --yes`, or start a sandbox in another terminal and set what it prints.',
};

/**
 * The only server that needs no config file. An invalid URL prevents neither planning nor the use of other providers.
 */
function openaiIn({
  OPENAI_BASE_URL,
  OPENAI_LISTED_WITHIN = '',
  OPENAI_FAILURES,
  STORYCUT_REHEARSAL,
}: Environment): KnownProvider {
  const baseUrl = OPENAI_BASE_URL?.trim() || openaiHost;
  // A warning, too: nobody would see it, and the key would go out. In the config file, people see it.
  const [problem] = addressProblems([], baseUrl, true);
  const misled = problem && {
    unavailable: { reason: `OPENAI_BASE_URL: ${problem.message}`, help: problem.help ?? '' },
  };
  const server = videosApiServer({
    data: {
      ...openaiAt(misled ? openaiHost : baseUrl),
      ...(/^\d{1,5}$/.test(OPENAI_LISTED_WITHIN) && { lists: { within: Number(OPENAI_LISTED_WITHIN) } }),
      ...(OPENAI_FAILURES === 'free' && { failures: 'free' }),
      ...misled,
      ...(STORYCUT_REHEARSAL && !OPENAI_BASE_URL && { unavailable: withoutSandbox(STORYCUT_REHEARSAL) }),
    },
    dialect: dialects.openai,
    baseUrl,
    key: { kind: 'env', name: 'OPENAI_API_KEY' },
  });
  const read = whenCalled(async () => (await import('./webhook.ts')).openaiCalls);
  return { ...server, webhook: { secret: 'OPENAI_WEBHOOK_SECRET', read } };
}
