import type { Clock } from '../../core/ports.ts';
import { say, says } from '../../core/sentence.ts';
import type { ProviderData } from '../capabilities.ts';
import { aboutJob } from '../http/about-job.ts';
import { deletedOf } from '../http/deleted.ts';
import { downloadedOf } from '../http/downloaded.ts';
import type { Teller } from '../http/failures.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import type { Exchange } from '../http/response.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Downloaded, Polled, Provider } from '../provider.ts';
import { type ChargePlace, readCharge } from './answer/read-charge.ts';
import { readVideo, type VideoJob } from './answer/read-video.ts';
import { askJob } from './ask-job.ts';
import type { Dialect } from './dialect.ts';
import type { Ask } from './exchange.ts';
import { fetchFirst } from './fetch-first.ts';
import { listSince } from './list.ts';
import {
  filmlessOf,
  lookedAt,
  otherIdIn,
  polledOf,
  refusedJobOf,
  submittedOf,
  withName,
} from './outcomes.ts';
import { jobQuestion, questionOf } from './question.ts';
import { retirementOf } from './retired.ts';
import { SentLinks, type WasSent } from './sent-links.ts';
import { type Wire, wireTo } from './wire.ts';

/** Milliseconds. */
const usualPollEvery = 10_000;

interface VideosApiSettings {
  readonly data: ProviderData;
  readonly dialect: Dialect;
  /** Including the version, as in `https://host/v1`. */
  readonly baseUrl: string;
  /** Sent as a bearer token; undefined: no token. */
  readonly key: string | undefined;
  readonly clock: Clock;
  /**
   * Milliseconds between the first polls of a job; later ones are half as frequent. Overrides what the server asks for.
   */
  readonly pollEvery?: number;
  /** Default: the dialect's. */
  readonly charge?: ChargePlace;
  readonly limits?: Limits;
  /** The address that it may be told to call when a job has ended. */
  readonly webhook?: string;
  /** Default: this machine's network and files. */
  readonly wire?: Wire;
}

/** Footage from any server with the Videos API, or a close variant that its dialect describes. */
export function videosApiProvider(settings: VideosApiSettings): Provider {
  const { data, dialect, clock, key, pollEvery, limits = usualLimits, webhook } = settings;
  const { charge = dialect.charge } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const wire = settings.wire ?? wireTo({ baseUrl, key, clock, limits });
  /** When the server last asked to be polled again. */
  let pollAfter: number | undefined;
  const ask: Ask = async (question, signal) => {
    const exchange = await wire.ask(question, signal);
    if (exchange.kind === 'answered') pollAfter = exchange.pollAfter ?? pollAfter;
    return exchange;
  };
  const retired = retirementOf(baseUrl);
  const teller: Teller = {
    provider: data.name,
    baseUrl,
    api: 'a Videos API',
    retired,
    now: () => clock.now(),
  };
  /** The last response for jobs that are completed but not downloaded, which saves a request. */
  const completed = new Map<string, VideoJob>();
  /** What the server called jobs when it was last asked, by the ids that they are asked for by. */
  const names = new Map<string, string>();
  const sent = new SentLinks();
  const contentOf = (remote: string, { kept }: VideoJob): string | undefined => {
    if (dialect.content) return `${baseUrl}/videos/${encodeURIComponent(remote)}/content`;
    return dialect.keeps && kept !== undefined ? `${baseUrl}/files/${kept}/content` : undefined;
  };
  /** Where MiniMax tells the link to a file. */
  const toldAt = ({ kept, links }: VideoJob): string | undefined =>
    !dialect.keeps && kept !== undefined && links.length === 0
      ? `${baseUrl}/files/retrieve?file_id=${kept}`
      : undefined;
  const unansweredPoll = (exchange: Exclude<Exchange, { kind: 'answered' }>): Polled => {
    if (exchange.kind !== 'refused') return unanswered(exchange, teller);
    const charged = readCharge(exchange.body, charge, true);
    return refusedJobOf(exchange, teller, charged) ?? unanswered(exchange, teller);
  };
  /** How often jobs were said to be done that have no footage, nor a place where it could be. */
  const filmless = new Map<string, number>();

  return {
    data,
    pollDelay: (n) => (pollEvery ?? pollAfter ?? usualPollEvery) * Math.min(2, 1 + n / 10),

    async submit(submission, signal) {
      const question = await questionOf(submission, { dialect, data, read: wire.read, webhook });
      if (!question.ok) {
        const said = says(say`${{ provider: data.name }} does not accept this request. ${question.error}`);
        return { kind: 'rejected', failure: { reason: 'invalid', ...said, again: false } };
      }
      const submitted = submittedOf(await ask(question.value, signal), teller);
      const { body } = question.value;
      if (submitted.kind === 'accepted' && body) sent.keep(submitted.remote, body.fields);
      return submitted;
    },

    async poll(remote, signal) {
      const exchange = await askJob(ask, remote, signal);
      if (exchange.kind !== 'answered') return unansweredPoll(exchange);
      const video = readVideo(exchange.body, remote, sent.with(remote));
      const charged = readCharge(exchange.body, charge, video.status !== 'completed');
      const polled = polledOf(exchange, video, teller, charged);
      const named = otherIdIn(exchange.body, remote);
      names.set(remote, named ?? remote);
      if (polled.kind !== 'completed') return withName(polled, named);
      if (video.links.length > 0 || (contentOf(remote, video) ?? toldAt(video)) !== undefined) {
        completed.set(remote, video);
        return withName(polled, named);
      }
      const times = (filmless.get(remote) ?? 0) + 1;
      filmless.set(remote, times);
      return filmlessOf(video, times, teller, charged);
    },

    async download(remote, file, signal) {
      const known = completed.get(remote);
      completed.delete(remote);
      const wasSent = sent.with(remote);
      const video =
        known ?? (await retrieve(ask, remote, { teller, wasSent, name: names.get(remote) }, signal));
      if ('kind' in video) return video;
      const content = contentOf(remote, video);
      const links = [...video.links, toldAt(video)].filter((link) => link !== undefined);
      const fetched = await fetchFirst({ links, ...(content && { content }), wasSent }, (url) =>
        wire.save(url, file, signal),
      );
      if (fetched) return downloadedOf(fetched, video, teller);
      const said = says(
        say`${{ provider: data.name }} says that the job is completed, but not where its footage is.`,
      );
      return { kind: 'unreachable', failure: { reason: 'other', ...said, again: true } };
    },

    ...(dialect.list && {
      list: (since: number, signal: AbortSignal) => listSince(ask, since, { teller, clock }, signal),
    }),

    async look(remote, signal) {
      const exchange = await askJob(ask, remote, signal);
      if (exchange.kind !== 'answered') return unanswered(exchange, teller);
      return lookedAt(exchange, remote, teller);
    },

    ...(dialect.delete && {
      delete: async (remote: string, signal: AbortSignal) =>
        deletedOf(await ask(jobQuestion(remote, 'delete'), signal), teller),
    }),
  };
}

async function retrieve(
  ask: Ask,
  remote: string,
  {
    teller,
    wasSent,
    name = remote,
  }: { readonly teller: Teller; readonly wasSent: WasSent; readonly name: string | undefined },
  signal: AbortSignal,
): Promise<VideoJob | Exclude<Downloaded, { kind: 'done' }>> {
  const exchange = aboutJob(await askJob(ask, remote, signal), name, (body) => {
    const id = otherIdIn(body, remote);
    return id === undefined ? {} : { id };
  });
  return exchange.kind === 'answered'
    ? readVideo(exchange.body, remote, wasSent)
    : unanswered(exchange, teller);
}
