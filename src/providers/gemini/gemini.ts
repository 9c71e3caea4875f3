import { readFile } from 'node:fs/promises';
import type { EditRequest, GenerateRequest } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ProviderData } from '../capabilities.ts';
import { aboutJob } from '../http/about-job.ts';
import { cancelAskedOf } from '../http/cancelled.ts';
import { deletedOf } from '../http/deleted.ts';
import { downloadedOf } from '../http/downloaded.ts';
import type { Teller } from '../http/failures.ts';
import { fetchFootage } from '../http/fetch-footage.ts';
import { footageLink } from '../http/footage-link.ts';
import { jsonLine } from '../http/json-line.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import { lookedOf } from '../http/looked.ts';
import { inputOf, mediaOf } from '../http/media.ts';
import { refusedHere } from '../http/own-failures.ts';
import { submittedOf } from '../http/submitted.ts';
import { Upload } from '../http/upload.ts';
import type { OpenedService } from '../keyed-service.ts';
import type { Provider, Submission } from '../provider.ts';
import { editBody, generateBody } from './body.ts';
import { readInteraction } from './interaction.ts';
import { shapeOf } from './models.ts';
import { isFilmless, missingOf, polledOf } from './outcomes.ts';

interface GeminiSettings extends OpenedService {
  readonly limits?: Limits;
}

const keyed = (key: string) => ({ 'x-goog-api-key': key });

/** Footage by the Gemini API: interactions that go on in the background. */
export function geminiProvider({
  data,
  baseUrl,
  key,
  clock,
  limits = usualLimits,
}: GeminiSettings): Omit<Provider, 'data'> {
  const teller: Teller = { provider: data.name, baseUrl, api: 'the Gemini API', now: () => clock.now() };
  const { call, askAbout, pollDelay } = jsonLine({
    ...{ root: `${baseUrl}/v1beta`, key, clock, limits, leastPollDelay: 5_000 },
    headers: key === undefined ? {} : keyed(key),
  });
  const job = (remote: string): string => `/interactions/${encodeURIComponent(remote)}`;
  const ask = async (remote: string, signal: AbortSignal) =>
    aboutJob(await askAbout(remote, job(remote), signal), remote, readInteraction);
  /** How often jobs were said to be done that have no footage. */
  const filmless = new Map<string, number>();

  return {
    pollDelay,

    async submit(submission, signal) {
      const body = await bodyOf(submission, data);
      if (!body.ok) return { kind: 'rejected', failure: refusedHere(data.name, body.error) };
      return submittedOf(await call('POST', '/interactions', signal, body.value), teller, created);
    },

    async poll(remote, signal) {
      const exchange = await ask(remote, signal);
      const times = (filmless.get(remote) ?? 0) + 1;
      const polled = polledOf(exchange, teller, times);
      if (isFilmless(exchange)) filmless.set(remote, times);
      return polled;
    },

    async download(remote, file, signal) {
      const exchange = await ask(remote, signal);
      const polled = polledOf(exchange, teller);
      const link = footageLink(exchange, polled, teller, (body) => readInteraction(body).link);
      if (!link.ok) return link.error;
      const from = { url: bytesAt(link.value, baseUrl), baseUrl, key, keyed, clock, limits };
      return downloadedOf(await fetchFootage(from, file, signal), {}, teller);
    },

    async look(remote, signal) {
      const exchange = await ask(remote, signal);
      const listed = exchange.kind === 'answered' ? readInteraction(exchange.body).listed : undefined;
      return lookedOf(polledOf(exchange, teller), { ...listed, remote });
    },

    async cancel(remote, signal) {
      const polled = polledOf(await ask(remote, signal), teller);
      if (polled.kind === 'unreachable' || polled.kind === 'gone') return polled;
      if (polled.kind !== 'waiting') return { kind: 'too-late', since: 'ended' };
      const exchange = await call('POST', `${job(remote)}/cancel`, signal);
      return cancelAskedOf(aboutJob(exchange, remote, readInteraction), teller, missingOf);
    },

    async delete(remote, signal) {
      return deletedOf(await call('DELETE', job(remote), signal), teller, missingOf);
    },
  };
}

const created = (body: unknown) => {
  const { id } = readInteraction(body);
  return id === undefined ? {} : { id };
};

/** The error is one sentence. */
async function bodyOf({ request, inputs }: Submission, data: ProviderData): Promise<Result<object, string>> {
  const shape = shapeOf(request.size);
  if (!shape) return err('It has no footage of that size.');
  switch (request.kind) {
    case 'generate': {
      const model = data.models.find((one) => one.model === request.model);
      const misfit = misfitOf(request);
      if (misfit !== undefined) return err(misfit);
      const media = await mediaOf(request, model, { inputs, read: readFile });
      return media.ok ? ok(generateBody(request, media.value, shape)) : media;
    }
    case 'edit': {
      const source = await sourceOf(request, inputs);
      return source.ok ? ok(editBody(request, source.value, shape)) : source;
    }
    case 'extend':
      return err('Its models are not asked to extend footage.');
  }
}

/** What a model's data can't say: frames count as pictures. */
function misfitOf({ firstFrame, lastFrame, references }: GenerateRequest): string | undefined {
  const images = references.filter((one) => 'image' in one).length;
  const all = images + (firstFrame ? 1 : 0) + (lastFrame ? 1 : 0);
  return all > 6 ? 'It takes six pictures at most, frames among them.' : undefined;
}

/** Seconds of footage of others that it edits. */
const longestUpload = 10;

async function sourceOf({ source, seconds }: EditRequest, inputs: Submission['inputs']) {
  const { file, remote } = inputOf(source, inputs);
  if (remote !== undefined) return ok({ remote });
  return seconds > longestUpload
    ? err(`Of footage that it did not make, it edits ${longestUpload} seconds at most.`)
    : ok({ upload: new Upload('source.mp4', 'video/mp4', await readFile(file)) });
}

/** A file's address is that of what Google knows of it; its bytes are beside it. Elsewhere, a link is as it is. */
function bytesAt(link: string, baseUrl: string): string {
  if (link.startsWith('data:') || !URL.canParse(link, baseUrl)) return link;
  const url = new URL(link, baseUrl);
  if (url.origin !== new URL(baseUrl).origin || !/\/files\/[^/]+$/.test(url.pathname)) return link;
  if (!url.pathname.endsWith(':download')) url.pathname += ':download';
  url.searchParams.set('alt', 'media');
  return url.href;
}
