import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock, Environment } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { KnownProvider } from '../../providers/kind.ts';

/** Bytes; calls tell what a job came to, and are of a few thousand. */
const LARGEST = 2 ** 20;
/** Milliseconds for a whole call: nobody may hold connections. */
const WITHIN = 10_000;
/** Connections at once. */
const MOST = 200;

interface WebhookSettings {
  /** `HOST:PORT`; with port 0, any that is free. */
  readonly listen: string;
  readonly known: ReadonlyMap<string, KnownProvider>;
  readonly env: Environment;
  readonly clock: Clock;
  /** Tells whoever follows the job with this id; false: it could not. */
  hint(id: string): Promise<boolean>;
  /** Called once for each provider and reason. `why`: a sentence. */
  refused(provider: string, why: string): void;
}

export interface ServedWebhooks {
  /** `HOST:PORT`. */
  readonly address: string;
  close(): Promise<void>;
}

/** A call's answer: an HTTP status. Providers repeat what is answered with an error. */
type Answered = 204 | 401 | 404 | 405 | 413 | 503;

/**
 * Listens for calls of providers about jobs that have ended, each at `/NAME`. What is signed as the provider signs is a reason to
 * ask about the job; what it says of the job is not read.
 */
export async function serveWebhooks(settings: WebhookSettings): Promise<Result<ServedWebhooks, string>> {
  const told = new Set<string>();
  const refuse = (provider: string, why: string): 401 => {
    if (!told.has(`${provider} ${why}`)) settings.refused(provider, why);
    told.add(`${provider} ${why}`);
    return 401;
  };
  const stop = new AbortController();

  const answer = async (request: IncomingMessage): Promise<Answered> => {
    const name = decodeURI(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const reader = settings.known.get(name)?.webhook;
    if (reader === undefined) return 404;
    if (request.method !== 'POST') return 405;
    const body = await bodyOf(request);
    if (body === undefined) return 413;
    const secret = reader.secret === undefined ? '' : (settings.env[reader.secret]?.trim() ?? '');
    if (reader.secret !== undefined && secret === '')
      return refuse(name, `The environment variable ${reader.secret} is not set.`);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([header, value]) => [
        header,
        Array.isArray(value) ? value[0] : value,
      ]),
    );
    const read = await reader.read({ headers, body }, { secret, clock: settings.clock, signal: stop.signal });
    if (!read.ok) return refuse(name, read.error);
    return (await settings.hint(read.value)) ? 204 : 503;
  };

  const limits = { requestTimeout: WITHIN, headersTimeout: WITHIN, connectionsCheckingInterval: 1000 };
  const server = createServer(limits, (request, response) => {
    void answer(request)
      .catch((): Answered => 404)
      .then((status) => {
        // What was not read of a body would be taken for the next call.
        response.writeHead(status, { connection: 'close' }).end();
      });
  });
  server.maxConnections = MOST;
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(settings.listen) ?? [];
  try {
    server.listen(Number(port), host.replace(/^\[|\]$/g, ''));
    await once(server, 'listening');
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  // Of a single connection that can't be accepted: providers call again, and jobs are polled.
  server.on('error', () => undefined);
  const { address, port: bound } = server.address() as AddressInfo;
  return ok({
    address: address.includes(':') ? `[${address}]:${bound}` : `${address}:${bound}`,
    async close() {
      stop.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Undefined if it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
