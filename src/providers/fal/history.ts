import { parseSize, type Size } from '../../core/frames.ts';
import { brokenFailure, exchangeFailure, type Teller } from '../http/failures.ts';
import { isObject, type Json, numberOf, objectOf, textOf } from '../http/json.ts';
import type { Exchange } from '../http/response.ts';
import type { Listed, ListedJob } from '../provider.ts';
import { falModels } from './models.ts';
import { falEndpoints } from './wire.ts';

/** Asks fal's platform for past jobs. An ordinary key may be refused there. */
interface AskHistory {
  history(query: Readonly<Record<string, string>>): Promise<Exchange>;
}

/** A job of the history, with what came of it. */
interface PastJob {
  readonly listed: ListedJob;
  readonly output: unknown;
}

const pageSize = '100';
const mostPages = 20;

/**
 * The jobs since then, of the endpoints that are known here. fal lists them by when they ended, and says nothing of when
 * they appear: a job that is not among them may be there all the same, and the list is never `whole`.
 */
export async function listSince(ask: AskHistory, since: number, teller: Teller): Promise<Listed> {
  const jobs = new Map<string, ListedJob>();
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const start = new Date(since).toISOString();
    const exchange = await ask.history({ start, limit: pageSize, ...(cursor !== undefined && { cursor }) });
    if (exchange.kind !== 'answered')
      return { kind: 'unreachable', failure: exchangeFailure(teller, exchange) };
    const { items, next_cursor: next, has_more: more } = objectOf(exchange.body);
    if (!Array.isArray(items)) {
      const why = 'it is not a list of jobs';
      return { kind: 'unreachable', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    for (const { listed } of pastJobs(items, exchange, teller)) jobs.set(listed.remote, listed);
    cursor = textOf(next);
    if (more !== true || cursor === undefined) break;
  }
  return { kind: 'listed', jobs: [...jobs.values()], whole: false };
}

/** A job by its id, if the history is open to this key and has it. */
export async function pastJob(ask: AskHistory, id: string, teller: Teller): Promise<PastJob | undefined> {
  const exchange = await ask.history({ request_id: id, limit: '1' });
  if (exchange.kind !== 'answered') return undefined;
  const { items } = objectOf(exchange.body);
  const found = Array.isArray(items) ? pastJobs(items, exchange, teller) : [];
  return found.find(({ listed }) => listed.remote.endsWith(`/requests/${id}`));
}

function pastJobs(
  items: readonly unknown[],
  { date }: { readonly date?: number | undefined },
  teller: Teller,
): readonly PastJob[] {
  const now = teller.now();
  return items.filter(isObject).flatMap((item) => {
    const [id, endpoint] = [textOf(item.request_id), textOf(item.endpoint_id)];
    if (id === undefined || endpoint === undefined) return [];
    const sent = Date.parse(textOf(item.sent_at) ?? '');
    const listed: ListedJob = {
      remote: `${endpoint}/requests/${id}`,
      ...(Number.isFinite(sent) && { created: sent + now - (date ?? now) }),
      ...orderOf(endpoint, item.json_input),
    };
    return [{ listed, output: item.json_output }];
  });
}

/** What was asked for, as far as it is told. Of which pictures, a list can't say: then the size is left open, too. */
function orderOf(endpoint: string, input: unknown): Omit<ListedJob, 'remote'> {
  const model = falEndpoints.get(endpoint);
  if (!isObject(input)) return model === undefined ? {} : { model };
  const [prompt, seconds] = [textOf(input.prompt), numberOf(input.duration)];
  const leans = Object.keys(input).some((name) => /_urls?$/.test(name));
  const size = leans ? undefined : sizeIn(model, input);
  return {
    ...(model !== undefined && { model }),
    ...(prompt !== undefined && { prompt }),
    ...(seconds !== undefined && { seconds }),
    ...(size && { size }),
  };
}

function sizeIn(model: string | undefined, { resolution, aspect_ratio: aspect }: Json): Size | undefined {
  const { tiers = {} } = falModels.find((one) => one.model === model) ?? {};
  const sizes = Object.entries(tiers)
    .filter(([, tier]) => resolution === undefined || tier === resolution)
    .flatMap(([size]) => parseSize(size) ?? [])
    .filter(({ width, height }) => isAbout(textOf(aspect), width / height));
  return sizes.length === 1 ? sizes[0] : undefined;
}

function isAbout(aspect: string | undefined, ratio: number): boolean {
  const [across = 0, down = 0] = (aspect ?? '').split(':').map(Number);
  return Math.abs(across / down / ratio - 1) < 0.02;
}
