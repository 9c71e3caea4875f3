import { readFile } from 'node:fs/promises';
import type { GenerateRequest, Request } from '../../core/request.ts';
import { downloadedOf } from '../http/downloaded.ts';
import type { Teller } from '../http/failures.ts';
import { fetchFootage } from '../http/fetch-footage.ts';
import { uploadedOf } from '../http/kept-uploads.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import { type Media, mediaOf } from '../http/media.ts';
import { urisOf } from '../http/media-uris.ts';
import { nowhere, refusedHere } from '../http/own-failures.ts';
import type { Exchange } from '../http/response.ts';
import { submittedOf } from '../http/submitted.ts';
import type { OpenedService } from '../keyed-service.ts';
import type { Polled, Provider, Submission } from '../provider.ts';
import { type AskFal, falCaller } from './ask.ts';
import { generateCall } from './body.ts';
import { chargesBy } from './charges.ts';
import { jobFinder } from './find-job.ts';
import { listSince, pastJob } from './history.ts';
import { type FalJob, linkIn, remoteOf } from './job.ts';
import { cancelledOf, once, resultOf, type SaidAgain, standingOf } from './outcomes.ts';
import { plainly } from './problem.ts';
import { urlOf } from './uploads.ts';
import { falWires } from './wire.ts';

/** Milliseconds. */
const leastPollDelay = 3_000;

interface FalSettings extends OpenedService {
  readonly limits?: Limits;
}

/** Footage by fal's queue: requests that are posted, looked at, and downloaded from links. */
export function falProvider({ limits = usualLimits, ...service }: FalSettings): Omit<Provider, 'data'> {
  const { data, baseUrl, clock } = service;
  const teller: Teller = { provider: data.name, baseUrl, api: 'fal’s queue', now: () => clock.now() };
  const caller = falCaller(service, limits);
  const find = jobFinder(teller);
  const chargedFor = chargesBy();
  /** How often the result of a job was refused in the same way. */
  const refusals = new Map<string, Refusals>();

  const repeatedIn = (exchange: Exchange, { id }: FalJob): SaidAgain => {
    if (exchange.kind !== 'refused') {
      refusals.delete(id);
      return { times: 0, over: 0 };
    }
    const now = clock.now();
    const { times, since } = refusals.get(id) ?? { times: 0, since: now };
    refusals.set(id, { times: times + 1, since });
    return { times: times + 1, over: now - since };
  };

  const ended = async (job: Required<FalJob>, ask: AskFal): Promise<Polled> => {
    const exchange = await ask.result(job);
    const polled = resultOf(exchange, teller, repeatedIn(exchange, job));
    switch (polled.kind) {
      case 'completed': {
        const charged = await chargedFor(job.endpoint, exchange, ask);
        return { ...polled, ...(charged !== undefined && { charged }) };
      }
      case 'gone':
        return (await remembered(job, ask)) === undefined ? polled : { kind: 'completed' };
      default:
        return polled;
    }
  };
  /** Results are gone from the queue within minutes or an hour; the history has them for longer, if this key may read it. */
  const remembered = async ({ id }: FalJob, ask: AskFal): Promise<string | undefined> =>
    linkIn((await pastJob(ask, id, teller))?.output);
  const poll = async (remote: string, ask: AskFal): Promise<Polled> => {
    const found = await find(remote, ask);
    if (found.kind !== 'found') return found;
    const { job } = found;
    const standing = standingOf(await ask.status(job), teller);
    if (standing === 'ended') return await ended(job, ask);
    if (standing.kind === 'waiting') refusals.delete(job.id);
    const isKept = standing.kind === 'gone' && (await remembered(job, ask)) !== undefined;
    return isKept ? { kind: 'completed' } : standing;
  };

  const modelOf = ({ model }: Request) => data.models.find((one) => one.model === model);
  const mediaFor = (request: GenerateRequest, inputs: Submission['inputs']) =>
    mediaOf(request, modelOf(request), { inputs, read: readFile });
  const bring = (media: Media, ask: AskFal) => urisOf(media, (upload) => urlOf(upload, ask.courier, teller));

  return {
    pollDelay: (n) => (caller.pollAfter() ?? leastPollDelay) * Math.min(3, 1 + n / 10),

    async upload({ request, inputs }, signal) {
      const media = request.kind === 'generate' ? await mediaFor(request, inputs) : undefined;
      return media?.ok ? uploadedOf(await bring(media.value, caller.until(signal))) : { kind: 'done' };
    },

    async submit({ request, inputs }, signal) {
      const model = modelOf(request);
      const wire = falWires[request.model];
      if (request.kind !== 'generate' || !model || !wire) {
        const why = 'None of its known models extends or edits footage.';
        return { kind: 'rejected', failure: refusedHere(data.name, why) };
      }
      const ask = caller.until(signal);
      const media = await mediaFor(request, inputs);
      if (!media.ok) return { kind: 'rejected', failure: refusedHere(data.name, media.error) };
      const urls = await bring(media.value, ask);
      if (!urls.ok) return { kind: 'rejected', failure: urls.error };
      const { endpoint, body } = generateCall(request, urls.value, model, wire);
      const submitted = submittedOf(plainly(await ask.order(endpoint, body)), teller, (told) => {
        const id = remoteOf(endpoint, told);
        return id === undefined ? {} : { id };
      });
      return ask.courier.kept.after(submitted, urls.value);
    },

    poll: (remote, signal) => poll(remote, caller.until(signal)),

    async download(remote, file, signal) {
      const ask = caller.until(signal);
      const found = await find(remote, ask);
      if (found.kind !== 'found') return found;
      const exchange = await ask.result(found.job);
      const polled = resultOf(exchange, teller, once);
      if (polled.kind === 'unreachable') return polled;
      const told = exchange.kind === 'answered' ? linkIn(exchange.body) : undefined;
      const url = told ?? (await remembered(found.job, ask));
      if (url === undefined) {
        return polled.kind === 'gone' ? polled : { kind: 'unreachable', failure: nowhere(data.name) };
      }
      // Links need no key.
      const fetched = await fetchFootage({ url, baseUrl, key: undefined, clock, limits }, file, signal);
      return downloadedOf(fetched, {}, teller);
    },

    async cancel(remote, signal) {
      const ask = caller.until(signal);
      const found = await find(remote, ask);
      return found.kind === 'found' ? cancelledOf(await ask.cancel(found.job), teller) : found;
    },

    list: (since, signal) => listSince(caller.until(signal), since, teller),

    async look(remote, signal) {
      const ask = caller.until(signal);
      const found = await find(remote, ask);
      if (found.kind !== 'found') return found;
      const past = await pastJob(ask, found.job.id, teller);
      // A person knows it by its id alone.
      if (past) return { kind: 'found', job: past.listed, known: past.listed.remote };
      const polled = await poll(remote, ask);
      const known = `${found.job.endpoint}/requests/${found.job.id}`;
      return polled.kind === 'unreachable' || polled.kind === 'gone'
        ? polled
        : { kind: 'found', job: { remote: known }, known };
    },
  };
}

/** Since when a result is refused in a row, in milliseconds since 1970, and how often. */
interface Refusals {
  readonly times: number;
  readonly since: number;
}
