import { readFile } from 'node:fs/promises';
import type { GenerateRequest } from '../../core/request.ts';
import { aboutJob } from '../http/about-job.ts';
import { cancelByRemoving } from '../http/cancelled.ts';
import { deletedOf } from '../http/deleted.ts';
import { downloadedOf } from '../http/downloaded.ts';
import { answerText, type Teller } from '../http/failures.ts';
import { fetchFootage } from '../http/fetch-footage.ts';
import { footageLink } from '../http/footage-link.ts';
import { jsonLine } from '../http/json-line.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import { lookedOf } from '../http/looked.ts';
import { type Media, mediaOf } from '../http/media.ts';
import { refusedHere } from '../http/own-failures.ts';
import { submittedOf } from '../http/submitted.ts';
import type { OpenedService } from '../keyed-service.ts';
import type { Provider } from '../provider.ts';
import { generateBody } from './body.ts';
import { readJob } from './job.ts';
import { listSince } from './list.ts';
import { ageOf } from './models.ts';
import { isOver, overOf, polledOf } from './outcomes.ts';
import { shapeOf } from './shapes.ts';

interface ByteplusSettings extends OpenedService {
  readonly limits?: Limits;
}

const jobs = '/contents/generations/tasks';

/** Footage by BytePlus ModelArk: tasks that are posted, looked at, and downloaded from a link. */
export function byteplusProvider({
  data,
  baseUrl,
  key,
  clock,
  limits = usualLimits,
}: ByteplusSettings): Omit<Provider, 'data'> {
  const teller: Teller = { provider: data.name, baseUrl, api: 'BytePlus ModelArk', now: () => clock.now() };
  const { call, askAbout, pollDelay } = jsonLine({
    ...{ root: baseUrl, key, clock, limits, leastPollDelay: 5_000 },
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });
  const job = (remote: string): string => `${jobs}/${encodeURIComponent(remote)}`;
  const ask = async (remote: string, signal: AbortSignal) =>
    aboutJob(await askAbout(remote, job(remote), signal), remote, readJob);

  return {
    pollDelay,

    async submit({ request, inputs }, signal) {
      if (request.kind !== 'generate') {
        return { kind: 'rejected', failure: refusedHere(data.name, 'None of its models extends or edits.') };
      }
      const model = data.models.find((one) => one.model === request.model);
      const media = await mediaOf(request, model, { inputs, read: readFile });
      if (!media.ok) return { kind: 'rejected', failure: refusedHere(data.name, media.error) };
      const shape = shapeOf(request.size);
      const misfit = shape ? misfitOf(request, media.value) : 'It has no footage of that size.';
      if (!shape || misfit !== undefined) {
        return { kind: 'rejected', failure: refusedHere(data.name, misfit ?? '') };
      }
      const body = generateBody(request, media.value, shape);
      return submittedOf(await call('POST', jobs, signal, body), teller, created);
    },

    async poll(remote, signal) {
      return polledOf(await ask(remote, signal), teller);
    },

    async download(remote, file, signal) {
      const exchange = await ask(remote, signal);
      const polled = polledOf(exchange, teller);
      const link = footageLink(exchange, polled, teller, (body) => readJob(body).link);
      if (!link.ok) return link.error;
      const from = { url: link.value, baseUrl, key, clock, limits };
      const fetched = await fetchFootage(from, file, signal);
      // Storage refuses a link whose time is over, and doesn't say why in a way that is documented.
      if (fetched.kind === 'refused' && [403, 404].includes(fetched.status) && isOver(exchange)) {
        return overOf(answerText(fetched));
      }
      return downloadedOf(fetched, {}, teller);
    },

    list: (since, signal) => listSince(call, since, teller, signal),

    async look(remote, signal) {
      const exchange = await ask(remote, signal);
      const listed = exchange.kind === 'answered' ? readJob(exchange.body).listed : undefined;
      return lookedOf(polledOf(exchange, teller), { ...listed, remote });
    },

    async cancel(remote, signal) {
      const polled = polledOf(await ask(remote, signal), teller);
      const remove = () => call('DELETE', job(remote), signal);
      return await cancelByRemoving(polled, { waiting: ['queued'] }, { remove }, teller);
    },

    async delete(remote, signal) {
      return deletedOf(await call('DELETE', job(remote), signal), teller);
    },
  };
}

const created = (body: unknown) => {
  const { id } = readJob(body);
  return id === undefined ? {} : { id };
};

/** What a model's data can't say of its references. */
function misfitOf({ model }: GenerateRequest, { references }: Media): string | undefined {
  if (ageOf(model) === '2.5' || references.length === 0) return undefined;
  return references.every(({ kind }) => kind === 'audio')
    ? 'This model leans on a recording only together with a picture.'
    : undefined;
}
