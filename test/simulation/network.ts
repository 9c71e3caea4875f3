import { usualLimits } from '../../src/providers/http/limits.ts';
import type { Exchange } from '../../src/providers/http/response.ts';
import type { Question } from '../../src/providers/videos-api/exchange.ts';
import type { Wire } from '../../src/providers/videos-api/wire.ts';
import type { Chance } from './chance.ts';
import type { Disk } from './disk.ts';
import type { Process } from './process.ts';
import type { Answer, Studio } from './studio.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Of what a process sends, what a check wants to see, before it leaves. */
export interface NetworkWatch {
  sent(process: Process, question: Question): void;
}

const mishaps = [
  'unsent',
  'lost-before',
  'lost-after',
  'never-answered',
  'queued',
  'slow',
  'web-page',
  'error-before',
  'error-after',
  'hurried',
] as const;

type Mishap = (typeof mishaps)[number];

/** Milliseconds for which a proxy may keep a request whose sender has long given up. */
const longestQueued = 170_000;

/** The way between a process and the studio, where anything can be lost. */
export class Network {
  readonly #studio: Studio;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #watch: NetworkWatch;

  constructor(studio: Studio, time: VirtualTime, chance: Chance, watch: NetworkWatch) {
    this.#studio = studio;
    this.#time = time;
    this.#chance = chance;
    this.#watch = watch;
  }

  wireOf(process: Process, disk: Disk): Wire {
    return {
      ask: (question, signal) =>
        process.operate(async () => {
          if (signal.aborted) return stopped;
          this.#watch.sent(process, question);
          return orStopped(this.#exchange(question, process), signal);
        }),
      save: async (url, file, signal) => {
        const answer = await process.operate(() => this.#fetch(url, signal));
        if (typeof answer === 'string') return { kind: 'broken', why: answer };
        if (answer.status !== 200) return { kind: 'refused', status: answer.status };
        const whole = Buffer.from(String(answer.body));
        const fault = this.#mishap();
        const cut = fault === undefined ? whole : whole.subarray(0, this.#chance.below(whole.length));
        await disk.write(process, file, cut);
        // A body that ends early without a length is not known to be cut.
        return fault === undefined || fault === 'web-page'
          ? { kind: 'done' }
          : { kind: 'broken', why: 'cut off' };
      },
      read: async (file) => Buffer.from(disk.read(file) ?? ''),
    };
  }

  #mishap(): Mishap | undefined {
    return this.#chance.hits(this.#studio.weather.faults) ? this.#chance.pick(mishaps) : undefined;
  }

  async #fetch(url: string, signal: AbortSignal): Promise<Answer | string> {
    await this.#time.sleep(this.#chance.between(50, 4000), signal);
    if (signal.aborted) return 'the run was stopped';
    return this.#mishap() === undefined ? this.#studio.content(url) : 'connection reset';
  }

  async #exchange(question: Question, { project }: Process): Promise<Exchange> {
    const mishap = this.#mishap();
    const answer = (): Answer => this.#studio.answer(question, project.name);
    await this.#time.sleep(this.#chance.between(20, 1500));
    switch (mishap) {
      case undefined:
        return this.#answered(answer());
      case 'unsent':
        return { kind: 'unsent', why: 'connection refused' };
      case 'lost-before':
        return { kind: 'lost', why: 'connection reset' };
      case 'lost-after':
        answer();
        return { kind: 'lost', why: 'connection reset' };
      case 'never-answered':
        answer();
        await this.#time.sleep(usualLimits.exchange);
        return { kind: 'lost', why: 'no complete response in time' };
      case 'queued':
        this.#time.after(this.#chance.between(0, longestQueued), answer);
        await this.#time.sleep(this.#chance.between(0, usualLimits.exchange));
        return { kind: 'lost', why: 'connection reset' };
      case 'slow': {
        const given = answer();
        await this.#time.sleep(this.#chance.between(0, 0.4 * usualLimits.exchange));
        return this.#answered(given);
      }
      case 'web-page':
        answer();
        return { kind: 'garbled', why: 'it is not JSON' };
      case 'error-before':
        return refused(this.#chance.pick([500, 502, 503, 409, 529]));
      case 'error-after':
        answer();
        return refused(this.#chance.pick([500, 502, 504, 409]));
      case 'hurried':
        return { ...refused(429), retryAfter: String(this.#chance.below(30)) };
    }
  }

  async #answered({ status, body }: Answer): Promise<Exchange> {
    await this.#time.sleep(this.#chance.between(5, this.#studio.weather.answers));
    if (status !== 200) return { kind: 'refused', status, body, retryAfter: undefined, requestId: undefined };
    return { kind: 'answered', body, date: this.#studio.date };
  }
}

const refused = (status: number) =>
  ({ kind: 'refused', status, body: 'upstream', retryAfter: undefined, requestId: undefined }) as const;

const stopped: Exchange = { kind: 'lost', why: 'the run was stopped' };

/** What is sent arrives all the same. */
function orStopped(exchange: Promise<Exchange>, signal: AbortSignal): Promise<Exchange> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(stopped);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    void exchange.then((value) => {
      signal.removeEventListener('abort', stop);
      resolve(value);
    });
  });
}
