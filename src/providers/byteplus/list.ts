import { brokenFailure, exchangeFailure, type Teller } from '../http/failures.ts';
import { objectOf } from '../http/json.ts';
import type { JsonLine } from '../http/json-line.ts';
import type { Exchange } from '../http/response.ts';
import type { Listed, ListedJob } from '../provider.ts';
import { readJob } from './job.ts';

const pageSize = 100;
const mostPages = 20;

/**
 * The jobs since then, newest first, of the last seven days. Nobody documents when a job appears there, so what the list lacks
 * proves nothing.
 */
export async function listSince(
  call: JsonLine['call'],
  since: number,
  teller: Teller,
  signal: AbortSignal,
): Promise<Listed> {
  const jobs = new Map<string, ListedJob>();
  for (let page = 1; page <= mostPages; page++) {
    const path = `/contents/generations/tasks?page_num=${page}&page_size=${pageSize}`;
    const exchange = await call('GET', path, signal);
    if (exchange.kind !== 'answered')
      return { kind: 'unreachable', failure: exchangeFailure(teller, exchange) };
    const read = jobsIn(exchange, teller);
    // A list that can't be read must never count as an empty one.
    if (read === undefined) {
      const why = 'it is not a complete list of jobs';
      return { kind: 'unreachable', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    const before = jobs.size;
    for (const job of read) jobs.set(job.remote, job);
    const isPast = read.some(({ created }) => created !== undefined && created < since);
    if (isPast || jobs.size === before || read.length < pageSize) break;
  }
  return { kind: 'listed', jobs: [...jobs.values()], whole: false };
}

/** With the time by this machine's clock. */
function jobsIn(
  { body, date }: Extract<Exchange, { kind: 'answered' }>,
  { now }: Teller,
): readonly ListedJob[] | undefined {
  const { items } = objectOf(body);
  if (!Array.isArray(items)) return undefined;
  const jobs = items.map((item) => readJob(item).listed).filter((job) => job !== undefined);
  if (jobs.length < items.length) return undefined;
  return jobs.map(({ created, ...job }) => ({
    ...job,
    ...(created !== undefined && { created: created + now() - (date ?? now()) }),
  }));
}
