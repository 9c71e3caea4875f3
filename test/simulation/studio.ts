import { Upload } from '../../src/providers/http/upload.ts';
import type { Question } from '../../src/providers/videos-api/exchange.ts';
import type { Chance } from './chance.ts';
import { plainPrompt } from './film.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

/** What the server knows of a job. */
export interface MadeJob {
  readonly id: string;
  /** The project that asked for it. */
  readonly project: string;
  /** What the film wanted with it: equal for equal requests. */
  readonly want: string;
  readonly model: string;
  readonly prompt: string;
  readonly seconds: number;
  readonly size: string;
  readonly created: number;
  readonly done: number;
  readonly ends: 'completed' | 'failed';
  readonly price: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Of the server's side, what a check wants to see, before it happens. */
export interface StudioWatch {
  created(job: MadeJob): void;
  asked(id: string): void;
}

const pageSize = 3;

/** A server with the Videos API, and an account whose every charge it knows. */
export class Studio {
  readonly jobs: MadeJob[] = [];
  #downloads = 0;
  weather: Weather;
  readonly key: string;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #watch: StudioWatch;

  constructor(weather: Weather, time: VirtualTime, chance: Chance, watch: StudioWatch, key: string) {
    this.weather = weather;
    this.#time = time;
    this.#chance = chance;
    this.#watch = watch;
    this.key = key;
  }

  /** The server's clock, if it tells. */
  get date(): number | undefined {
    const { dateHeader, clock } = this.weather;
    if (dateHeader === 'none') return undefined;
    return this.#time.now() + (dateHeader === 'server' ? clock : 0);
  }

  find(id: string): MadeJob | undefined {
    return this.jobs.find((job) => job.id === id || wrapped(job.id) === id);
  }

  /** Ids that a list has shown: whoever saw one may ask whether it is one. */
  readonly #shown = new Set<string>();

  isKept({ done }: MadeJob): boolean {
    return this.#time.now() <= done + this.weather.keeps;
  }

  /** US dollars that it costs, in the end. */
  charge = ({ ends, price }: MadeJob): number =>
    ends === 'completed' || this.weather.failuresCharged ? price : 0;

  footageOf = ({ want, id }: MadeJob): string => `footage of ${JSON.stringify({ want, id })} end`;

  #encoded(job: MadeJob): string {
    this.#downloads += 1;
    return this.weather.encodesAnew ? `${this.footageOf(job)} ${this.#downloads}` : this.footageOf(job);
  }

  /** `project`: who asks, which the server itself can't tell. */
  answer(question: Question, project: string): Answer {
    const { method, path, query = {} } = question;
    if (method === 'post') return this.#create(path, question.body?.fields ?? {}, project);
    if (path === '/videos') return { status: 200, body: this.#list(query.after) };
    return this.#show(decodeURIComponent(path.slice('/videos/'.length)));
  }

  /** What is at a link of its own. */
  content(url: string): Answer {
    const id = decodeURIComponent(url.split('/').at(-2) ?? '');
    this.#watch.asked(id);
    const job = this.find(id);
    if (job === undefined || this.#denies(job) || !this.isKept(job) || job.done > this.#time.now()) {
      return missing;
    }
    return { status: 200, body: this.#encoded(job) };
  }

  #create(path: string, fields: Readonly<Record<string, unknown>>, project: string): Answer {
    const { weather } = this;
    if (this.#chance.hits(weather.moderation)) {
      return { status: 400, body: { error: { code: 'moderation_blocked', message: this.#says('refused') } } };
    }
    const prompt = String(fields.prompt);
    const seconds = Number(fields.seconds);
    let want = `${plainPrompt(prompt)} ${seconds}`;
    if (path !== '/videos') {
      const source = this.#sourceOf(fields.video);
      if (source === undefined)
        return { status: 400, body: { error: { message: this.#says('no such video') } } };
      want = `${want} after ${source}`;
    }
    const now = this.#time.now();
    const job: MadeJob = {
      id: `video_${(this.jobs.length + 1).toString().padStart(4, '0')}`,
      project,
      want,
      prompt,
      seconds,
      model: String(fields.model ?? 'm'),
      size: String(fields.size ?? '1280x720'),
      created: now,
      done: now + this.#chance.between(20_000, 180_000),
      ends: this.#chance.hits(weather.failures) ? 'failed' : 'completed',
      price: (seconds / 10) * weather.discount,
    };
    this.#watch.created(job);
    this.jobs.push(job);
    return { status: 200, body: this.#told(job) };
  }

  #sourceOf(video: unknown): string | undefined {
    if (video instanceof Upload) return wantOf(Buffer.from(video.bytes).toString());
    const id = String((video as { id?: unknown } | undefined)?.id);
    this.#watch.asked(id);
    const job = this.find(id);
    return job && this.isKept(job) ? job.want : undefined;
  }

  #show(id: string): Answer {
    if (!this.#shown.has(id)) this.#watch.asked(id);
    const job = this.find(id);
    if (job === undefined || this.#denies(job)) return missing;
    return { status: 200, body: this.#told(job) };
  }

  /** Some of the time, and never for ten minutes together. */
  #denies(job: MadeJob): boolean {
    const { lag } = this.weather;
    if (lag === 0) return false;
    const now = this.#time.now();
    if (now - job.created < lag) return this.#chance.hits(0.6);
    return now % 1_800_000 < lag && this.#chance.hits(0.6);
  }

  #told(job: MadeJob): object {
    const { weather } = this;
    const now = this.#time.now();
    const isDone = now >= job.done;
    const expires = Math.floor((job.done + weather.keeps + weather.clock) / 1000);
    return {
      id: job.id,
      object: 'video',
      ...this.#dated(job),
      model: weather.model === 'alias' ? `${job.model}-2026-11-01` : job.model,
      seconds: String(job.seconds),
      size: weather.size === 'adjusted' ? '1280x704' : job.size,
      status: !isDone ? 'in_progress' : !this.isKept(job) ? 'expired' : job.ends,
      ...(isDone &&
        job.ends === 'failed' && { error: { code: 'server_error', message: this.#says('it broke') } }),
      ...(isDone && weather.tellsCost && { usage: { cost: this.charge(job) } }),
      ...(isDone && Number.isFinite(expires) && { expires_at: expires }),
    };
  }

  #dated({ created }: MadeJob): object {
    const there = created + this.weather.clock;
    switch (this.weather.dates) {
      case 'seconds':
        return { created_at: Math.floor(there / 1000) };
      case 'milliseconds':
        return { created_at: there };
      case 'iso':
        return { created_at: new Date(there).toISOString() };
      case 'none':
        return {};
    }
  }

  #list(after: string | undefined): object {
    const { weather } = this;
    const now = this.#time.now();
    const late = 1000 * weather.within * (weather.list === 'unsaid' ? 3 : 1);
    const shown = this.jobs.filter((job) => job.created + lateness(job, late) <= now);
    const ordered = weather.order === 'ascending' ? shown : shown.toReversed();
    const kept = weather.cut && weather.list === 'unsaid' ? ordered.slice(0, 2) : ordered;
    const listed = kept.map((job) => ({
      ...this.#told(job),
      ...this.#prompted(job),
      id: weather.ids === 'wrapped-in-list' ? wrapped(job.id) : job.id,
    }));
    const begin =
      after === undefined || weather.paging === 'after-ignored'
        ? 0
        : listed.findIndex(({ id }) => id === after) + (weather.paging === 'repeating' ? 0 : 1);
    const data = listed.slice(begin, begin + pageSize);
    for (const { id } of data) this.#shown.add(id);
    const more = begin + pageSize < listed.length || weather.paging === 'more-for-ever';
    return { object: 'list', data, has_more: more };
  }

  #prompted({ prompt }: MadeJob): object {
    switch (this.weather.prompts) {
      case 'as-sent':
        return { prompt };
      case 'crlf':
        return { prompt: prompt.replaceAll('\n', '\r\n') };
      case 'trimmed':
        return {
          prompt: prompt
            .normalize('NFC')
            .replace(/[ \t]+/g, ' ')
            .trim(),
        };
      case 'cut':
        return { prompt: prompt.slice(0, 100) };
      case 'none':
        return {};
    }
  }

  #says(what: string): string {
    return this.weather.tellsKeys ? `${what}: you sent Bearer ${this.key} to us` : what;
  }
}

/** The footage's own request, from its bytes. */
export function wantOf(footage: string): string | undefined {
  const [, facts] = /^footage of (\{.*\}) end(?: \d+)?$/.exec(footage) ?? [];
  return facts === undefined ? undefined : (JSON.parse(facts) as { want: string }).want;
}

/** Footage, however often it was encoded. */
export const withoutEncoding = (footage: string): string => footage.replace(/ \d+$/, '');

const missing: Answer = { status: 404, body: { error: { message: 'not found', code: 'not_found' } } };

const wrapped = (id: string): string => `list_${id}_x`;

/** Each job has its own, the same at every look. */
const lateness = ({ id, done }: MadeJob, most: number): number => {
  const share = ((Number(id.slice(-4)) * 7919 + Math.floor(done)) % 1000) / 1000;
  return share * most;
};
