import type { Clock } from '../../core/ports.ts';
import type { Request } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ProviderData } from '../capabilities.ts';
import type { Downloaded, Failure, Polled, Provider, Submission, Submitted } from '../provider.ts';
import { continueBody, generateBody } from './body.ts';
import type { Dialect } from './dialect.ts';
import { type Ask, askThrough, type Exchange, type Question } from './exchange.ts';
import { brokenFailure, jobFailure, refusalFailure, type Teller } from './failures.ts';
import { type Fetched, fetchFootage } from './fetch-footage.ts';
import { type Limits, usualLimits } from './limits.ts';
import { listSince } from './list.ts';
import { mediaOf, sourceMediaOf } from './media.ts';
import { readId, readVideo, type Video } from './read-video.ts';
import { redacted } from './redact.ts';
import { retirementOf } from './retired.ts';

export interface VideosApiSettings {
  readonly data: ProviderData;
  readonly dialect: Dialect;
  /** Up to and with the version, as in `https://host/v1`. */
  readonly baseUrl: string;
  /** Sent as a bearer token; undefined: none is. */
  readonly key: string | undefined;
  readonly clock: Clock;
  /** Milliseconds between the first polls of a job; later ones come half as often. */
  readonly pollEvery?: number;
  readonly limits?: Limits;
}

/** Statuses of a create that a server gives before it does anything. */
const definiteNo: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 413, 422, 429]);

/** Footage from any server that speaks the Videos API, or a near relative of it that its dialect describes. */
export function videosApiProvider(settings: VideosApiSettings): Provider {
  const { data, dialect, clock, key, pollEvery = 10_000, limits = usualLimits } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const line = { baseUrl, key, clock, limits };
  const ask = askThrough(line);
  const retired = retirementOf(baseUrl);
  const teller: Teller = { provider: data.name, baseUrl, retired, now: () => clock.now() };
  /** The last word on jobs that are completed and not downloaded yet, which saves asking again. */
  const completed = new Map<string, Video>();

  const provider: Provider = {
    data,
    pollDelay: (n) => pollEvery * Math.min(2, 1 + n / 10),

    async submit(submission, signal) {
      const question = await questionOf(submission, dialect, data);
      if (!question.ok) {
        const message = `${data.name} can't be asked for this. ${question.error}`;
        return { kind: 'rejected', failure: { reason: 'invalid', message, again: false } };
      }
      return submittedOf(await ask(question.value, signal), teller);
    },

    async poll(remote, signal) {
      const exchange = await ask(jobQuestion(remote), signal);
      if (exchange.kind !== 'answered') return unanswered(exchange, teller);
      const video = readVideo(exchange.body);
      if (video.status === 'completed') completed.set(remote, video);
      return polledOf(video, teller);
    },

    async download(remote, file, signal) {
      const known = completed.get(remote);
      completed.delete(remote);
      const video = known ?? (await retrieve(ask, remote, teller, signal));
      if ('kind' in video) return video;
      if (video.link === undefined && !dialect.content) {
        const message = `${data.name} says that the job is completed, but not where its footage is.`;
        return { kind: 'unreachable', failure: { reason: 'other', message, again: true } };
      }
      const url = video.link ?? `${baseUrl}/videos/${encodeURIComponent(remote)}/content`;
      const fetched = await fetchFootage({ ...line, url }, file, signal);
      return downloadedOf(fetched, video, teller);
    },

    ...(dialect.list && {
      list: (since: number, signal: AbortSignal) => listSince(ask, since, teller, signal),
    }),
  };
  return redacted(provider, key);
}

async function questionOf(
  { request, inputs }: Submission,
  dialect: Dialect,
  data: ProviderData,
): Promise<Result<Question, string>> {
  const { encoding } = dialect;
  if (request.kind === 'generate') {
    const model = data.models.find((one) => one.model === request.model);
    const media = await mediaOf(request, model, inputs);
    if (!media.ok) return media;
    const fields = generateBody(request, dialect, media.value);
    return ok({ method: 'post', path: dialect.create, body: { fields, encoding } });
  }
  const continuation = dialect[request.kind];
  if (continuation === undefined) return err(`${dialect.server} does not ${verbs[request.kind]} footage.`);
  const source = await sourceMediaOf(request, continuation, inputs);
  if (!source.ok) return source;
  const fields = continueBody(request, dialect, continuation, source.value);
  const id = 'remote' in source.value ? encodeURIComponent(source.value.remote) : '';
  return ok({
    method: 'post',
    path: continuation.path.replace('{id}', id),
    body: { fields, encoding: continuation.encoding ?? encoding },
  });
}

const verbs: { readonly [Kind in Exclude<Request['kind'], 'generate'>]: string } = {
  extend: 'extend',
  edit: 'edit',
};

/** Anything but a job's id or a definite no may have created a job: it counts as unknown. */
function submittedOf(exchange: Exchange, teller: Teller): Submitted {
  switch (exchange.kind) {
    case 'answered': {
      const remote = readId(exchange.body);
      if (remote !== undefined) return { kind: 'accepted', remote };
      const garbled = { ...exchange, kind: 'garbled', why: 'it holds no job id that can be used' } as const;
      return { kind: 'unknown', failure: brokenFailure(teller, garbled) };
    }
    case 'refused': {
      const failure = refusalFailure(teller, exchange);
      const definite = definiteNo.has(exchange.status) || failure.reason === 'permission';
      return { kind: definite ? 'rejected' : 'unknown', failure };
    }
    case 'unsent':
      return { kind: 'rejected', failure: brokenFailure(teller, exchange) };
    case 'garbled':
    case 'lost':
      return { kind: 'unknown', failure: brokenFailure(teller, exchange) };
  }
}

function unanswered(
  exchange: Exclude<Exchange, { kind: 'answered' }>,
  teller: Teller,
): { readonly kind: 'gone' } | { readonly kind: 'unreachable'; readonly failure: Failure } {
  if (exchange.kind !== 'refused') return { kind: 'unreachable', failure: brokenFailure(teller, exchange) };
  if (exchange.status === 404 || exchange.status === 410) return { kind: 'gone' };
  const failure = refusalFailure(teller, exchange);
  // The job is there whatever the server says to this question; only the account needs a person.
  return { kind: 'unreachable', failure: { ...failure, again: failure.reason !== 'permission' } };
}

function polledOf(video: Video, teller: Teller): Polled {
  switch (video.status) {
    case 'completed':
      return { kind: 'completed', ...(video.expires !== undefined && { expires: video.expires }) };
    case 'failed':
      return { kind: 'failed', failure: jobFailure(teller, video.problem) };
    case 'cancelled': {
      const message = `The job was cancelled at ${teller.provider}.`;
      return { kind: 'failed', failure: { reason: 'other', message, again: false } };
    }
    case 'expired':
      return { kind: 'gone' };
    case 'waiting':
    case 'unclear':
      return { kind: 'waiting', ...(video.progress !== undefined && { progress: video.progress }) };
  }
}

async function retrieve(
  ask: Ask,
  remote: string,
  teller: Teller,
  signal: AbortSignal,
): Promise<Video | Exclude<Downloaded, { kind: 'done' }>> {
  const exchange = await ask(jobQuestion(remote), signal);
  return exchange.kind === 'answered' ? readVideo(exchange.body) : unanswered(exchange, teller);
}

const jobQuestion = (remote: string): Question => ({
  method: 'get',
  path: `/videos/${encodeURIComponent(remote)}`,
});

function downloadedOf(fetched: Fetched, { expires }: Video, teller: Teller): Downloaded {
  switch (fetched.kind) {
    case 'done':
      return fetched;
    case 'unwritten': {
      const message = `The footage could not be written to this disk: ${fetched.why}.`;
      return { kind: 'unreachable', failure: { reason: 'environment', message, again: true } };
    }
    case 'broken': {
      const message = `${teller.provider} did not deliver the footage: ${fetched.why}.`;
      return { kind: 'unreachable', failure: { reason: 'network', message, again: true } };
    }
    case 'refused': {
      const missing = fetched.status === 404 || fetched.status === 410;
      // Before its time is over, what is missing may still turn up.
      if (missing && (expires === undefined || expires <= teller.now())) return { kind: 'gone' };
      const message = `${teller.provider} did not deliver the footage: it answered ${fetched.status}.`;
      return { kind: 'unreachable', failure: { reason: 'other', message, again: true } };
    }
  }
}
