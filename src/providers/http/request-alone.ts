import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { clientFor } from './client.ts';

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction;
  /** Default: GET, without a body. */
  readonly method?: string;
  readonly body?: Uint8Array;
}

/**
 * One request on a connection of its own, which no later paid one can find as its server closes it. Not by `fetch`: its
 * connections can't be kept out of the user's own network. And up to Node 24 at least, it ends the whole process where a
 * connection closes while a body waits to be read (undici's issue 5360), as bodies do that are written to a file.
 */
export async function requestAlone(
  address: URL,
  { headers, signal, lookup, method = 'GET', body }: Asked,
): Promise<IncomingMessage> {
  const { request } = await clientFor(address, 'link');
  return await new Promise((resolve, reject) => {
    const options = {
      agent: false,
      ...{ method, signal, lookup },
      headers: {
        'accept-encoding': 'identity',
        connection: 'close',
        ...(body && { 'content-length': body.byteLength }),
        ...headers,
      },
    };
    request(address, options, resolve).on('error', reject).end(body);
  });
}
