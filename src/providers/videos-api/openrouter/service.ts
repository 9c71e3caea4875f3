import type { Environment } from '../../../core/ports.ts';
import { err, ok } from '../../../core/result.ts';
import type { Capabilities, ProviderData } from '../../capabilities.ts';
import { hidingKeys } from '../../hiding-keys.ts';
import { toldFailure } from '../../http/failures.ts';
import { objectOf } from '../../http/json.ts';
import { type Limits, usualLimits } from '../../http/limits.ts';
import { statusToldIn } from '../../http/refusal.ts';
import { sendOnce } from '../../http/send-once.ts';
import { hasProblem } from '../../http/server-problem.ts';
import { unanswered } from '../../http/unanswered.ts';
import { addressIn, type KeyedService, serviceIn } from '../../keyed-service.ts';
import type { KnownProvider, ServiceList } from '../../kind.ts';
import { whenCalled } from '../../webhook.ts';
import { dialects } from '../dialects.ts';
import { modelsIn } from './models.ts';

/** OpenRouter. Which models it has, and at what price, it tells itself. */
export const openrouterIn = (env: Environment): KnownProvider => withModels(env, {});

/** What is known of it from its list. */
type FromList = Pick<ProviderData, 'told'> & { readonly models?: readonly Capabilities[] };

function withModels(env: Environment, { told, models = [] }: FromList): KnownProvider {
  const { data, ...rest } = serviceIn(env, serviceWith(models));
  const unlisted = models.length === 0 && data.unavailable === undefined;
  const known = {
    ...data,
    ...(told !== undefined && { told }),
    ...(unlisted && { unavailable: unknownModels }),
  };
  return { ...rest, data: known, list: listOf(env, data) };
}

const unknownModels = {
  reason: 'Which models OpenRouter has, and what they cost, is not known on this machine yet.',
  help: 'Run `storycut providers --refresh`, which reads its list. No key is needed for that.',
};

const address = { usual: 'https://openrouter.ai/api/v1', variable: 'OPENROUTER_BASE_URL' };

const serviceWith = (models: readonly Capabilities[]): KeyedService => ({
  data: { name: 'openrouter', models, defaultModel: defaultOf(models) },
  address,
  keyVariable: 'OPENROUTER_API_KEY',
  async open(service) {
    const { videosApiProvider } = await import('../videos-api.ts');
    return videosApiProvider({ ...service, dialect: dialects.openrouter });
  },
  webhook: () => ({
    secret: 'OPENROUTER_WEBHOOK_SECRET',
    read: whenCalled(async () => (await import('./webhook.ts')).openrouterCalls),
  }),
});

/** One that is known well, so that a longer list does not change what a film is made by. */
const usualModel = 'google/veo-3.1-fast';

const defaultOf = (models: readonly Capabilities[]): string =>
  (
    models.find(({ model }) => model === usualModel) ??
    models.find(({ price }) => price.kind !== 'unknown') ??
    models[0]
  )?.model ?? usualModel;

/** Bytes: its list has some thirty models. */
const limits: Limits = { ...usualLimits, exchange: 30_000, answer: 4 * 2 ** 20 };

const listOf = (env: Environment, { name, address: shown = '', unavailable }: ProviderData): ServiceList => ({
  async read({ keys: { key }, clock }, signal) {
    if (unavailable)
      return err({
        reason: 'environment',
        message: unavailable.reason,
        help: unavailable.help,
        again: false,
      });
    const baseUrl = addressIn(env, address);
    const keys = hidingKeys(key === undefined ? {} : { key });
    const headers = {
      accept: 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    };
    const exchange = await sendOnce(
      { clock, limits, keys },
      `${baseUrl}/videos/models`,
      { method: 'GET', headers },
      signal,
    );
    const teller = { provider: name, baseUrl, api: 'OpenRouter', now: () => clock.now() };
    if (exchange.kind === 'answered') {
      const { body } = exchange;
      const isRefused = hasProblem(body) && !Array.isArray(objectOf(body).data);
      return isRefused ? err(toldFailure(teller, body, statusToldIn(body), exchange)) : ok(body);
    }
    const missing = unanswered(exchange, teller);
    return err(missing.kind === 'unreachable' ? missing.failure : gone);
  },
  known(list, read) {
    const from = { source: `${shown}/videos/models`, date: read.toISOString().slice(0, 10) };
    return withModels(env, { told: read.getTime(), models: modelsIn(list, from) });
  },
});

const gone = { reason: 'other', message: 'It has no list of models at this address.', again: false } as const;
