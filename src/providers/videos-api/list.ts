import type { Clock } from '../../core/ports.ts';
import { brokenFailure, exchangeFailure, type Teller, toldFailure } from '../http/failures.ts';
import { isObject, membersNamed, numberOf, objectOf } from '../http/json.ts';
import { statusToldIn } from '../http/refusal.ts';
import type { Exchange } from '../http/response.ts';
import { hasProblem } from '../http/server-problem.ts';
import type { Listed, ListedJob } from '../provider.ts';
import { readListed } from './answer/read-video.ts';
import type { Ask } from './exchange.ts';

const pageSize = '100';
const mostPages = 50;

/**
 * The jobs since then, page after page, newest first. Servers ignore `order` and `after`, say that there is more for ever,
 * and show a job twice: such a list may lack what it should show, and is not `whole`.
 */
export async function listSince(
  ask: Ask,
  since: number,
  { teller, clock }: { readonly teller: Teller; readonly clock: Clock },
  signal: AbortSignal,
): Promise<Listed> {
  const read = new Reading(since);
  while (read.goesOn) {
    const query = { limit: pageSize, order: 'desc', ...(read.last !== undefined && { after: read.last }) };
    const exchange = await ask({ method: 'get', path: '/videos', query }, signal);
    if (exchange.kind !== 'answered')
      return { kind: 'unreachable', failure: exchangeFailure(teller, exchange) };
    const page = pageOf(exchange, clock.now());
    // A list that can't be read must never count as an empty one: a job would be paid for twice.
    if (page === undefined) return unreadable(exchange, teller);
    read.take(page);
  }
  return read.listed();
}

interface Page {
  readonly jobs: readonly ListedJob[];
  /** Undefined if the server does not say. */
  readonly more: boolean | undefined;
  /** Whether the server told its clock. */
  readonly isClockKnown: boolean;
  /** How many there are on all pages, if the server says so. */
  readonly total: number | undefined;
}

function pageOf({ body, date }: Extract<Exchange, { kind: 'answered' }>, now: number): Page | undefined {
  const { data, more, total } = listIn(body);
  // Gateways put an empty list beside what is wrong.
  if (data === undefined || hasProblem(body)) return undefined;
  const jobs = data.map(readListed).filter((job) => job !== undefined);
  if (jobs.length < data.length) return undefined;
  return {
    jobs: jobs.map((job) => ours(job, now, date)),
    more: typeof more === 'boolean' ? more : undefined,
    isClockKnown: date !== undefined,
    total: numberOf(total),
  };
}

/** The jobs are the whole body, or a member of it, or of its `data`. */
function listIn(body: unknown): {
  readonly data?: readonly unknown[];
  readonly more?: unknown;
  readonly total?: unknown;
} {
  if (Array.isArray(body)) return { data: body };
  const json = objectOf(body);
  const members = membersNamed(json, [
    'data',
    'videos',
    'items',
    'results',
    'tasks',
    'jobs',
    'list',
    'records',
  ]);
  const lists = members.filter((member) => Array.isArray(member));
  const data = lists.find(({ length }) => length > 0) ?? lists[0];
  if (data === undefined) return isObject(json.data) ? listIn(json.data) : {};
  const [more] = membersNamed(json, ['hasmore', 'hasnext']);
  const [total] = membersNamed(json, ['total', 'totalcount', 'totalitems']);
  return { data, more, total };
}

/** With the time by this machine's clock. */
function ours(job: ListedJob, now: number, date = now): ListedJob {
  return job.created === undefined ? job : { ...job, created: job.created + now - date };
}

/** What was read of a list so far, and what that is worth. */
class Reading {
  readonly #since: number;
  readonly #jobs = new Map<string, ListedJob>();
  #pages = 0;
  /** Whether no job was newer than the one before it, and each told when it was created, by a clock that is known. */
  #falls = true;
  /** Whether any was older: of jobs of the same second, nobody can tell the order. */
  #fell = false;
  #repeats = false;
  #ended = false;
  #stuck = false;
  #earliest = Number.POSITIVE_INFINITY;
  #total = 0;

  constructor(since: number) {
    this.#since = since;
  }

  get last(): string | undefined {
    return [...this.#jobs.keys()].at(-1);
  }

  get goesOn(): boolean {
    return !this.#ended && !this.#stuck && !this.#isPast && this.#pages < mostPages;
  }

  /** Whether all that is still unread is older. Where the order does not hold, nobody knows. */
  get #isPast(): boolean {
    return this.#falls && this.#fell && this.#earliest < this.#since;
  }

  take({ jobs, more, isClockKnown, total = 0 }: Page): void {
    this.#pages += 1;
    const before = this.#jobs.size;
    for (const job of jobs) {
      if (this.#jobs.has(job.remote)) this.#repeats = true;
      else this.#jobs.set(job.remote, job);
      const { created = Number.POSITIVE_INFINITY } = job;
      if (created > this.#earliest || job.created === undefined || !isClockKnown) this.#falls = false;
      if (created < this.#earliest && this.#earliest < Number.POSITIVE_INFINITY) this.#fell = true;
      this.#earliest = Math.min(this.#earliest, created);
    }
    // A first page without jobs that says that there is more shows nothing.
    this.#ended = more === false || (jobs.length === 0 && !(more === true && before === 0));
    this.#total = Math.max(this.#total, total);
    this.#stuck = this.#jobs.size === before;
  }

  listed(): Listed {
    const isAll = this.#ended && this.#jobs.size >= this.#total;
    const whole = !this.#repeats && (isAll || this.#isPast);
    const byDates = whole && !this.#ended;
    return { kind: 'listed', jobs: [...this.#jobs.values()], whole, ...(byDates && { byDates }) };
  }
}

function unreadable(exchange: Extract<Exchange, { kind: 'answered' }>, teller: Teller): Listed {
  const { body } = exchange;
  const why = 'it is not a complete list of jobs';
  const failure = hasProblem(body)
    ? toldFailure(teller, body, statusToldIn(body), exchange)
    : brokenFailure(teller, { ...exchange, kind: 'garbled', why });
  return { kind: 'unreachable', failure };
}
