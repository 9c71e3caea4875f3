import { readFile } from 'node:fs/promises';
import type { GenerateRequest } from '../../core/request.ts';
import { aboutJob } from '../http/about-job.ts';
import { cancelByRemoving } from '../http/cancelled.ts';
import { deletedOf } from '../http/deleted.ts';
import { downloadedOf } from '../http/downloaded.ts';
import type { Teller } from '../http/failures.ts';
import { fetchFootage } from '../http/fetch-footage.ts';
import { footageLink } from '../http/footage-link.ts';
import { jsonLine } from '../http/json-line.ts';
import { keptUploads, uploadedOf } from '../http/kept-uploads.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import { lookedOf } from '../http/looked.ts';
import { type Media, mediaOf } from '../http/media.ts';
import { urisOf } from '../http/media-uris.ts';
import { refusedHere } from '../http/own-failures.ts';
import { sendOnce } from '../http/send-once.ts';
import { submittedOf } from '../http/submitted.ts';
import { toStorage } from '../http/to-storage.ts';
import type { OpenedService } from '../keyed-service.ts';
import type { Failure, Provider, Submission } from '../provider.ts';
import { generateCall } from './body.ts';
import { readJob } from './job.ts';
import { polledOf } from './outcomes.ts';
import { type Courier, uploadLifetime, uriOf } from './uploads.ts';

/** Runway wants no more polls than this; milliseconds. */
const leastPollDelay = 5_000;

/** https://docs.dev.runwayml.com/api: the version that the shapes here are of. */
const version = '2024-11-06';

interface RunwaySettings extends OpenedService {
  readonly limits?: Limits;
}

/** Footage by Runway's API: tasks that are posted, looked at, and downloaded from links. */
export function runwayProvider({
  data,
  baseUrl,
  key,
  clock,
  limits = usualLimits,
}: RunwaySettings): Omit<Provider, 'data'> {
  const teller: Teller = { provider: data.name, baseUrl, api: 'Runway’s API', now: () => clock.now() };
  const { line, call, askAbout, pollDelay } = jsonLine({
    ...{ root: `${baseUrl}/v1`, key, clock, limits, leastPollDelay },
    headers: {
      'x-runway-version': version,
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
  });
  const task = (remote: string): string => `/tasks/${encodeURIComponent(remote)}`;
  const ask = async (remote: string, signal: AbortSignal) =>
    aboutJob(await askAbout(remote, task(remote), signal), remote, readJob);
  const kept = keptUploads(clock, uploadLifetime);
  const courierFor = (signal: AbortSignal): Courier => ({
    kept,
    post: (path, body) => call('POST', path, signal, body),
    // Without the key: it is another host's.
    postForm: (url, form) => sendOnce(toStorage(line, baseUrl), url, { method: 'POST', body: form }, signal),
  });

  const mediaFor = (request: GenerateRequest, inputs: Submission['inputs']) =>
    mediaOf(
      request,
      data.models.find((one) => one.model === request.model),
      { inputs, read: readFile },
    );
  const bring = (media: Media, signal: AbortSignal) =>
    urisOf(media, (upload) => uriOf(upload, courierFor(signal), teller));

  return {
    pollDelay,

    async upload({ request, inputs }, signal) {
      const media = request.kind === 'generate' ? await mediaFor(request, inputs) : undefined;
      return media?.ok ? uploadedOf(await bring(media.value, signal)) : { kind: 'done' };
    },

    async submit({ request, inputs }, signal) {
      if (request.kind !== 'generate') return { kind: 'rejected', failure: onlyGenerates(data.name) };
      const media = await mediaFor(request, inputs);
      if (!media.ok) return { kind: 'rejected', failure: refusedHere(data.name, media.error) };
      const uris = await bring(media.value, signal);
      if (!uris.ok) return { kind: 'rejected', failure: uris.error };
      const { path, body } = generateCall(request, uris.value);
      const submitted = submittedOf(await call('POST', path, signal, body), teller, readJob);
      return kept.after(submitted, uris.value);
    },

    async poll(remote, signal) {
      return polledOf(await ask(remote, signal), teller);
    },

    async download(remote, file, signal) {
      const exchange = await ask(remote, signal);
      const polled = polledOf(exchange, teller);
      const link = footageLink(exchange, polled, teller, (body) => readJob(body).links[0]);
      if (!link.ok) return link.error;
      const from = { url: link.value, baseUrl, key, clock, limits };
      return downloadedOf(await fetchFootage(from, file, signal), {}, teller);
    },

    async look(remote, signal) {
      return lookedOf(polledOf(await ask(remote, signal), teller), { remote });
    },

    async cancel(remote, signal, anyway) {
      const polled = polledOf(await ask(remote, signal), teller);
      const remove = () => call('DELETE', task(remote), signal);
      const endable = { waiting: ['pending', 'throttled'], begun: ['running'] };
      return await cancelByRemoving(polled, endable, { remove, anyway }, teller);
    },

    async delete(remote, signal) {
      return deletedOf(await call('DELETE', task(remote), signal), teller);
    },
  };
}

const onlyGenerates = (provider: string): Failure =>
  refusedHere(provider, 'None of its known models extends or edits footage.');
