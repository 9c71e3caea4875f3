import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Servers on both loopback addresses, with one port, and on no other. */
export interface Loopback {
  readonly port: number;
  readonly addresses: readonly string[];
  close(): Promise<void>;
}

/** Connections at once, and milliseconds until one that says nothing is closed. */
const mostConnections = 128;
const patience = { headers: 10_000, request: 30_000, idle: 60_000, alive: 5_000 };

/** Throws the error of the system if the port can't be had. `port` 0: any free one. */
export async function listenOnLoopback(port: number, answer: RequestListener): Promise<Loopback> {
  for (let tries = 0; ; tries++) {
    const first = await listen(server(answer), '127.0.0.1', port);
    const taken = (first.address() as AddressInfo).port;
    const second = await listen(server(answer), '::1', taken).catch((error: unknown) => error);
    if (second instanceof Error && codeOf(second) === 'EADDRINUSE') {
      await stop(first);
      // Somebody else's port, of the other kind of address: any other will do.
      if (port === 0 && tries < 20) continue;
      throw second;
    }
    // A machine without IPv6 has one address.
    const servers = second instanceof Error ? [first] : [first, second as Server];
    return {
      port: taken,
      addresses: servers.map((one) => (one.address() as AddressInfo).address),
      close: async () => void (await Promise.all(servers.map(stop))),
    };
  }
}

function server(answer: RequestListener): Server {
  const made = createServer(
    { headersTimeout: patience.headers, requestTimeout: patience.request, keepAliveTimeout: patience.alive },
    answer,
  );
  made.maxConnections = mostConnections;
  made.timeout = patience.idle;
  return made;
}

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

function listen(made: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    made.once('error', reject);
    made.listen({ host, port, ipv6Only: host === '::1' }, () => {
      made.off('error', reject);
      resolve(made);
    });
  });
}

function stop(made: Server): Promise<void> {
  return new Promise((resolve) => {
    made.close(() => resolve());
    made.closeAllConnections();
  });
}
