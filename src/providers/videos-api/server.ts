import { maskKeys } from '../../core/mask-keys.ts';
import type { ProviderData } from '../capabilities.ts';
import type { KeyPlace } from '../key.ts';
import type { KnownProvider } from '../kind.ts';
import type { ChargePlace } from './answer/read-charge.ts';
import type { Dialect } from './dialect.ts';

interface Server {
  readonly data: ProviderData;
  readonly dialect: Dialect;
  readonly baseUrl: string;
  /** Undefined: it wants none. */
  readonly key: KeyPlace | undefined;
  /** Milliseconds between polls of a job, if not the default. */
  readonly pollEvery?: number | undefined;
  /** Where it says what it charged, if not where its dialect does. */
  readonly charge?: ChargePlace | undefined;
}

/** A server as a provider, known by its address: without a slash at the end, and without a key, since the journal keeps it. Its client is loaded only when it is opened. */
export const videosApiServer = ({ key: place, pollEvery, charge, ...server }: Server): KnownProvider => ({
  data: { ...server.data, address: maskKeys(server.baseUrl.replace(/\/+$/, '')) },
  ...(place && { keys: { key: place } }),
  async open({ keys: { key }, clock }) {
    const { videosApiProvider } = await import('./videos-api.ts');
    return videosApiProvider({
      ...{ ...server, key, clock },
      ...(pollEvery !== undefined && { pollEvery }),
      ...(charge && { charge }),
    });
  },
});
