import { maskKeys } from '../core/mask-keys.ts';
import type { Clock, Environment } from '../core/ports.ts';
import { addressProblems } from './address.ts';
import type { ProviderData } from './capabilities.ts';
import type { KnownProvider, ProviderKind } from './kind.ts';
import type { Provider } from './provider.ts';
import type { WebhookReader } from './webhook.ts';

/** A service at one address, whose key is in the variable that its maker's own clients read. */
export interface KeyedService {
  readonly data: Omit<ProviderData, 'address' | 'unavailable'>;
  readonly address: { readonly usual: string; readonly variable: string };
  readonly keyVariable: string;
  readonly open: (service: OpenedService) => Promise<Omit<Provider, 'data'>>;
  /** Reads its calls; `baseUrl` as for `open`. */
  readonly webhook?: (baseUrl: string) => WebhookReader;
}

export interface OpenedService {
  readonly data: ProviderData;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly clock: Clock;
  /** The address that it may be told to call when a job has ended. */
  readonly webhook?: string;
}

/** The kind of that service alone, which needs no entry in the config file. */
export const keyedService = (service: KeyedService): ProviderKind => ({
  name: service.data.name,
  unconfigured: (env) => [serviceIn(env, service)],
});

/** Where a service is in this environment, without a slash at the end. Not checked. */
export const addressIn = (env: Environment, { usual, variable }: KeyedService['address']): string =>
  (env[variable]?.trim() || usual).replace(/\/+$/, '');

/** That service in this environment. An invalid URL prevents neither planning nor the use of other providers. */
export function serviceIn(
  env: Environment,
  { data: own, address, keyVariable, open, webhook: reader }: KeyedService,
): KnownProvider {
  const given = addressIn(env, address);
  // A warning, too: nobody would see it, and the key would go out.
  const [problem] = addressProblems([], given, true);
  const baseUrl = problem ? address.usual : given;
  const unavailable = problem && {
    reason: `${address.variable}: ${problem.message}`,
    help: problem.help ?? '',
  };
  const data = { ...own, address: maskKeys(baseUrl), ...(unavailable && { unavailable }) };
  return {
    data,
    keys: { key: { kind: 'env', name: keyVariable } },
    ...(reader && { webhook: reader(baseUrl) }),
    open: ({ keys: { key }, clock, webhook }) =>
      open({ data, baseUrl, key, clock, ...(webhook !== undefined && { webhook }) }),
  };
}
