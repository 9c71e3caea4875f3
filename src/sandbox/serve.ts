import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { makeFolder } from '../core/make-folder.ts';
import type { Clock } from '../core/ports.ts';
import type { Tools } from '../media/tools.ts';
import { animaticStudio } from './animatic-studio.ts';
import { json } from './answer.ts';
import { colourStudio } from './colour-studio.ts';
import type { SandboxDialect } from './dialect.ts';
import { type ServedDialect, servedDialects } from './dialects.ts';
import { exchangeWith, problemAnswer } from './exchange.ts';
import { type Fault, faultDealer } from './fault.ts';
import type { Asked, Fetching, Ledger, Paid } from './ledger.ts';
import { mischiefWith } from './mischief.ts';
import { operationsOf } from './operations.ts';
import { rateLimit } from './rate-limit.ts';
import { type Route, routeOf } from './route.ts';
import { send } from './send.ts';
import { variantsOf } from './variants.ts';
import { videoShelf } from './video-shelf.ts';

export interface SandboxSettings {
  /** The server to imitate. */
  readonly dialect: ServedDialect;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly tools: Tools;
  /** Where clips are kept. The caller deletes it. */
  readonly folder: string;
  readonly clock: Clock;
  /** Jobs are faster by this factor. */
  readonly speed: number;
  readonly faults: readonly Fault[];
  /** `colour`: one plain clip for each size and length, for thousands of jobs. */
  readonly footage?: 'animatic' | 'colour';
  /** Seconds that each job takes before `speed` applies. Default: as long as a real one. */
  readonly jobSeconds?: number;
  /** Videos that may be requested per minute. */
  readonly requestsPerMinute?: number;
  /** Seconds that content can be fetched after completion. Default: an hour. */
  readonly lifetimeSeconds?: number;
}

export interface Sandbox {
  /** The base URL, as expected in `OPENAI_BASE_URL`. */
  readonly url: string;
  /** The origin of linked content. */
  readonly awayUrl: string;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

const hour = 3600;
/** Milliseconds between polls: of a job in real time, and of any job. */
const usualPollAfter = 10_000;
const leastPollAfter = 100;

/** Serves an imitation of the Videos API on loopback. Everything except the clips is in memory. */
export async function serveSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const { tools, folder, clock, speed, jobSeconds, lifetimeSeconds = hour } = settings;
  const dialect: SandboxDialect = servedDialects[settings.dialect];
  await makeFolder(folder);
  const studio =
    settings.footage === 'colour' ? colourStudio(tools, folder) : animaticStudio(tools, folder, clock);
  const requests: Asked[] = [];
  const paid: Paid[] = [];
  const fetched = new Set<string>();
  const origins = { here: '', away: '' };
  const pollAfter = Math.max(leastPollAfter, Math.round(usualPollAfter / speed));

  const shelf = videoShelf(
    dialect,
    studio,
    clock,
    {
      jobTime: (seconds) => (1000 * (jobSeconds ?? 60 + 12 * seconds)) / speed,
      lifetime: 1000 * lifetimeSeconds,
    },
    (id) => ({
      here: `${origins.here}${dialect.base}/videos/${id}/content`,
      away: `${origins.away}/files/${id}.mp4`,
    }),
  );
  const limit = settings.requestsPerMinute;
  const exchange = exchangeWith({
    dialect,
    deal: faultDealer(settings.faults),
    mischief: mischiefWith(dialect, shelf, clock, () => origins.away),
    perform: operationsOf({ dialect, shelf, clock, variants: variantsOf(tools), folder, paid, pollAfter }),
    onFetched: (id) => fetched.add(id),
    promptOf: (id) => shelf.get(id)?.video.prompt,
    wait: limit === undefined ? () => undefined : rateLimit(limit, clock),
  });

  const footageOf = (id: string): Fetching => {
    const found = shelf.get(id);
    if (fetched.has(id)) return 'fetched';
    if (found === undefined) return 'gone';
    if (found.video.state === 'failed') return 'failed';
    if (found.video.state !== 'completed') return 'rendering';
    return found.file === undefined ? 'gone' : 'waiting';
  };
  const ledger = (): Ledger => ({
    requests,
    paid: paid.map((one) => ({ ...one, footage: footageOf(one.id) })),
  });

  const answer = async (away: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const [path = '/', query = ''] = url.split('?', 2);
    const origin = away ? origins.away : origins.here;
    if (!isOwnHost(request.headers.host, origin)) {
      const message = 'The sandbox answers to its own address only.';
      return await send(response, problemAnswer(dialect, { status: 421, message }));
    }
    if (!away && path === '/__sandbox/requests') return await send(response, json(200, ledger()));
    const asked: Asked = {
      ...{ at: clock.now(), method, path, away, operation: undefined, encoding: undefined, fields: [] },
      keyed: /^Bearer \S/.test(request.headers.authorization ?? ''),
      ...{ fault: undefined, status: undefined },
    };
    const route = away ? fileRoute(method, path) : routeOf(dialect, method, path);
    requests.push(asked);
    if (route.kind === 'found') asked.operation = route.operation;
    response.on('finish', () => {
      asked.status = response.statusCode;
    });
    await exchange(request, response, route, new URLSearchParams(query), asked);
  };

  const serverOf = (away: boolean): Server =>
    createServer((request, response) => {
      answer(away, request, response).catch((error: unknown) => {
        // A client that has disconnected gets nothing more; any other is told about our bug.
        if (response.destroyed || response.headersSent) return void response.destroy();
        const message = error instanceof Error ? error.message : String(error);
        void send(response, problemAnswer(dialect, { status: 500, message, code: 'sandbox_bug' }));
      });
    });

  const [here, away] = [serverOf(false), serverOf(true)];
  origins.here = await listen(here, settings.port ?? 0);
  origins.away = await listen(away, 0);
  return {
    url: `${origins.here}${dialect.base}`,
    awayUrl: origins.away,
    get ledger() {
      return ledger();
    },
    async close() {
      await Promise.all([here, away].map(stop));
      await studio.close();
    },
  };
}

/** A web page can make a browser call a host name of its own that resolves to this machine; such calls are refused. */
function isOwnHost(host: string | undefined, origin: string): boolean {
  const { port } = new URL(origin);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function fileRoute(method: string, path: string): Route {
  const id = /^\/files\/([\w-]+)\.mp4$/.exec(path)?.[1];
  return method === 'GET' && id !== undefined
    ? { kind: 'found', operation: 'content', id }
    : { kind: 'none' };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
