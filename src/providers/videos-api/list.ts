import type { Listed, ListedJob } from '../provider.ts';
import type { Ask } from './exchange.ts';
import { brokenFailure, refusalFailure, type Teller } from './failures.ts';
import { objectOf } from './json.ts';
import { readListed } from './read-video.ts';

const pageSize = '100';
const mostPages = 50;

/** Newest first, page after page, until one holds a job from before. */
export async function listSince(
  ask: Ask,
  since: number,
  teller: Teller,
  signal: AbortSignal,
): Promise<Listed> {
  const jobs: ListedJob[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { limit: pageSize, order: 'desc', ...(after !== undefined && { after }) };
    const exchange = await ask({ method: 'get', path: '/videos', query }, signal);
    if (exchange.kind === 'refused')
      return { kind: 'unreachable', failure: refusalFailure(teller, exchange) };
    if (exchange.kind !== 'answered')
      return { kind: 'unreachable', failure: brokenFailure(teller, exchange) };
    const { data, has_more } = objectOf(exchange.body);
    // A list that can't be read must never count as an empty one: a job would be paid for twice.
    if (!Array.isArray(data)) return unreadable(teller);
    const found = data.map(readListed);
    if (found.some((job) => job === undefined)) return unreadable(teller);
    jobs.push(...found.filter((job) => job !== undefined));
    const last = jobs.at(-1);
    if (has_more !== true || last === undefined || last.remote === after) break;
    if ((last.created ?? since) < since) break;
    if (page === mostPages - 1) return unreadable(teller);
    after = last.remote;
  }
  return { kind: 'listed', jobs: jobs.filter(({ created }) => created === undefined || created >= since) };
}

const unreadable = (teller: Teller): Listed => ({
  kind: 'unreachable',
  failure: brokenFailure(teller, { kind: 'garbled', why: 'it is not a complete list of jobs' }),
});
