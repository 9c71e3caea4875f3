import type { ProviderData } from '../capabilities.ts';
import type { KeyPlace } from '../key.ts';
import type { KnownProvider } from '../kind.ts';
import type { Dialect } from './dialect.ts';

interface Server {
  readonly data: ProviderData;
  readonly dialect: Dialect;
  readonly baseUrl: string;
  /** Undefined: it wants none. */
  readonly key: KeyPlace | undefined;
  /** Milliseconds between polls of a job, if not the default. */
  readonly pollEvery?: number | undefined;
}

/** A server as a provider. Its client is loaded only when it is opened. */
export const videosApiServer = ({ key: place, pollEvery, ...server }: Server): KnownProvider => ({
  data: server.data,
  ...(place && { keys: { key: place } }),
  async open({ keys: { key }, clock }) {
    const { videosApiProvider } = await import('./videos-api.ts');
    return videosApiProvider({ ...server, key, clock, ...(pollEvery !== undefined && { pollEvery }) });
  },
});
