import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { makeFolder } from '../core/make-folder.ts';
import type { Clock } from '../core/ports.ts';
import type { Tools } from '../media/tools.ts';
import { animaticStudio } from './animatic-studio.ts';
import { json } from './answer.ts';
import { callbacks } from './callbacks.ts';
import { colourStudio } from './colour-studio.ts';
import { exchangeWith } from './exchange.ts';
import { type Fault, faultDealer } from './fault.ts';
import type { Asked, Fetching, Ledger, Paid } from './ledger.ts';
import { mischiefWith } from './mischief.ts';
import { rateLimit } from './rate-limit.ts';
import { routeOf } from './route.ts';
import { send } from './send.ts';
import type { Origins, SandboxService } from './service.ts';
import { type ServedService, servedServices } from './services.ts';
import type { SandboxStudio } from './studio.ts';
import { videoShelf } from './video-shelf.ts';

export interface SandboxSettings {
  /** What to imitate. */
  readonly service: ServedService;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly tools: Tools;
  /** Where clips are kept. The caller deletes it. */
  readonly folder: string;
  readonly clock: Clock;
  /** Jobs are faster by this factor. */
  readonly speed: number;
  readonly faults: readonly Fault[];
  /** `colour`: one plain clip for each size and length, for thousands of jobs. Default: `animatic`. */
  readonly footage?: 'animatic' | 'colour' | SandboxStudio;
  /** Seconds that each job takes before `speed` applies. Default: as long as a real one. */
  readonly jobSeconds?: number;
  /** Videos that may be requested per minute. */
  readonly requestsPerMinute?: number;
  /** Seconds that content can be fetched after completion. Default: an hour, or as long as that service offers it. */
  readonly lifetimeSeconds?: number;
}

export interface Sandbox {
  readonly service: ServedService;
  /** The base URL, as expected in `OPENAI_BASE_URL`, or as the service calls it. */
  readonly url: string;
  /** The origin of linked content. */
  readonly awayUrl: string;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

function studioOf({ footage = 'animatic', tools, folder, clock }: SandboxSettings): SandboxStudio {
  switch (footage) {
    case 'animatic':
      return animaticStudio(tools, folder, clock);
    case 'colour':
      return colourStudio(tools, folder);
    default:
      return footage;
  }
}

const hour = 3_600_000;
/** Milliseconds that an idle connection stays open, as at a usual load balancer: Node's 5 s can end as the next request comes. */
const keepAliveTimeout = 65_000;
/** Milliseconds between polls: of a job in real time, and of any job. */
const usualPollAfter = 10_000;
const leastPollAfter = 100;

/** Serves an imitation of a service on loopback. Everything except the clips is in memory. */
export async function serveSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const { tools, folder, clock, speed, jobSeconds, lifetimeSeconds } = settings;
  const service: SandboxService = servedServices[settings.service];
  await makeFolder(folder);
  const studio = studioOf(settings);
  const requests: Asked[] = [];
  const paid: Paid[] = [];
  const fetched = new Set<string>();
  const origins: { -readonly [name in keyof Origins]: string } = { here: '', away: '' };
  const lifetime = lifetimeSeconds === undefined ? (service.lifetime ?? hour) : 1000 * lifetimeSeconds;
  const pollAfter = Math.max(leastPollAfter, Math.round(usualPollAfter / speed));

  const shelf = videoShelf(
    service,
    studio,
    clock,
    {
      jobTime: (seconds) => (1000 * (jobSeconds ?? 60 + 12 * seconds)) / speed,
      lifetime,
    },
    (id) => service.links(id, origins),
  );
  const called = callbacks(clock, (id) => shelf.get(id)?.video);
  const open = service.open({
    ...{ shelf, clock, tools, folder, paid, origins, pollAfter, lifetime },
    callbacks: called,
  });
  const limit = settings.requestsPerMinute;
  const exchange = exchangeWith({
    service,
    deal: faultDealer(settings.faults),
    mischief: mischiefWith({
      ...{ service, clock, origins },
      forget: (id) => shelf.remove(id),
      expire: (id) => open.expire(id),
    }),
    perform: (call) => open.perform(call),
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
      return await send(response, service.refuse({ status: 421, message }));
    }
    if (!away && path === '/__sandbox/requests') return await send(response, json(200, ledger()));
    const asked: Asked = {
      ...{ at: clock.now(), method, path, away, operation: undefined, encoding: undefined, fields: [] },
      keyed: service.hasKey(request.headers),
      ...{ fault: undefined, status: undefined },
    };
    const route = away
      ? routeOf(service.awayEndpoints, '', method, path)
      : routeOf(service.endpoints, service.base, method, path);
    requests.push(asked);
    response.on('finish', () => {
      asked.status = response.statusCode;
    });
    await exchange(request, response, route, new URLSearchParams(query), asked);
  };

  const serverOf = (away: boolean): Server =>
    createServer({ keepAliveTimeout }, (request, response) => {
      answer(away, request, response).catch((error: unknown) => {
        // A client that has disconnected gets nothing more; any other is told about our bug.
        if (response.destroyed || response.headersSent) return void response.destroy();
        const message = error instanceof Error ? error.message : String(error);
        void send(response, service.refuse({ status: 500, message, code: 'sandbox_bug' }));
      });
    });

  const [here, away] = [serverOf(false), serverOf(true)];
  origins.here = await listen(here, settings.port ?? 0);
  origins.away = await listen(away, 0);
  return {
    service: settings.service,
    url: `${origins.here}${service.base}`,
    awayUrl: origins.away,
    get ledger() {
      return ledger();
    },
    async close() {
      called.close();
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
