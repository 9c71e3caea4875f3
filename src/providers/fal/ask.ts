import { hidingKeys } from '../hiding-keys.ts';
import { aboutJob } from '../http/about-job.ts';
import { objectOf, textOf } from '../http/json.ts';
import { keptUploads } from '../http/kept-uploads.ts';
import type { Limits } from '../http/limits.ts';
import type { Exchange } from '../http/response.ts';
import { sendOnce } from '../http/send-once.ts';
import { toStorage } from '../http/to-storage.ts';
import type { OpenedService } from '../keyed-service.ts';
import { unitsHeader } from './charges.ts';
import { hostsAt } from './hosts.ts';
import { type FalJob, pathOf } from './job.ts';
import type { FalCourier } from './uploads.ts';
import { falEndpoints } from './wire.ts';

/** Seconds for which fal keeps what it makes, and what it is sent. */
const kept = { footage: 30 * 86_400, inputs: 86_400 };

const lifetime = (seconds: number): string => JSON.stringify({ expiration_duration_seconds: seconds });

/** fal does not send the job to further machines by itself, and keeps its footage, whatever the account says. */
const ofOrders = {
  'x-fal-no-retry': '1',
  'x-fal-object-lifecycle-preference': lifetime(kept.footage),
};
const ofUploads = { 'x-fal-object-lifecycle': lifetime(kept.inputs) };

/** The id of the job that an answer about its standing names. */
const nameIn = (body: unknown) => ({ id: textOf(objectOf(body).request_id) });

/** What fal can be asked. Each is one exchange. */
export interface AskFal {
  order(endpoint: string, body: object): Promise<Exchange>;
  status(job: Required<FalJob>): Promise<Exchange>;
  result(job: Required<FalJob>): Promise<Exchange>;
  cancel(job: Required<FalJob>): Promise<Exchange>;
  history(query: Readonly<Record<string, string>>): Promise<Exchange>;
  price(endpoint: string): Promise<Exchange>;
  readonly courier: FalCourier;
}

interface FalCaller {
  /** Milliseconds after which the server last asked to be polled again: fal itself doesn't, one that plays it may. */
  pollAfter(): number | undefined;
  until(signal: AbortSignal): AskFal;
}

/** The addresses and the headers of all that fal is asked; the key goes to its own hosts. */
export function falCaller({ baseUrl, key, clock, webhook }: OpenedService, limits: Limits): FalCaller {
  const hosts = hostsAt(baseUrl);
  const keys = hidingKeys(key === undefined ? {} : { key });
  const line = { clock, limits, keys, keeps: [unitsHeader] };
  const common = {
    accept: 'application/json',
    ...(key !== undefined && { authorization: `Key ${key}` }),
  };
  const calling = webhook === undefined ? '' : `?${new URLSearchParams({ fal_webhook: webhook })}`;
  const uploads = keptUploads(clock, 1000 * kept.inputs);
  let pollAfter: number | undefined;

  const until = (signal: AbortSignal): AskFal => {
    const get = async (url: string, about?: string): Promise<Exchange> => {
      const exchange = await sendOnce(line, url, { headers: common, about }, signal);
      if (exchange.kind === 'answered') pollAfter = exchange.pollAfter ?? pollAfter;
      return exchange;
    };
    const post = (url: string, body: object, headers: Readonly<Record<string, string>>) => {
      const all = { ...common, 'content-type': 'application/json', ...headers };
      return sendOnce(line, url, { method: 'POST', headers: all, body: JSON.stringify(body) }, signal);
    };
    const inQueue = ({ endpoint, id }: Required<FalJob>) => `${hosts.queue}${pathOf(endpoint, id)}`;
    return {
      order: (endpoint, body) => post(`${hosts.queue}/${endpoint}${calling}`, body, ofOrders),
      status: async (job) => aboutJob(await get(`${inQueue(job)}/status`, job.id), job.id, nameIn),
      result: (job) => get(inQueue(job)),
      cancel: (job) => sendOnce(line, `${inQueue(job)}/cancel`, { method: 'PUT', headers: common }, signal),
      history(query) {
        const all = { endpoint_id: [...falEndpoints.keys()].join(','), expand: 'payloads', ...query };
        return get(`${hosts.platform}/models/requests/by-endpoint?${new URLSearchParams(all)}`);
      },
      price: (endpoint) =>
        get(`${hosts.platform}/models/pricing?${new URLSearchParams({ endpoint_id: endpoint })}`),
      courier: {
        kept: uploads,
        announce: (body) =>
          post(`${hosts.files}/storage/upload/initiate?storage_type=fal-cdn-v3`, body, ofUploads),
        // Without the key: it is another host's.
        put: (url, { type, bytes }) =>
          sendOnce(
            toStorage(line, baseUrl),
            url,
            { method: 'PUT', headers: { 'content-type': type }, body: bytes },
            signal,
          ),
      },
    };
  };
  return { pollAfter: () => pollAfter, until };
}
