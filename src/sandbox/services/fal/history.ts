import { ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import type { Fields } from '../../fields.ts';
import type { CallProblem } from '../../problem.ts';
import { falRules, unitPrice } from './endpoints.ts';

/** A request as the history has it. */
export interface PastRequest {
  readonly id: string;
  readonly endpoint: string;
  readonly input: Fields;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Undefined until it has ended: then it is listed. */
  readonly ended: { readonly at: number; readonly status: number; readonly output: unknown } | undefined;
}

const day = 24 * 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

/** Requests that ended, the last one first, page after page. */
export function toldHistory(
  requests: readonly PastRequest[],
  query: URLSearchParams,
  now: number,
): Result<Answer, CallProblem> {
  const wanted = query.getAll('endpoint_id').flatMap((ids) => ids.split(','));
  const id = query.get('request_id');
  const from = Date.parse(query.get('start') ?? '') || now - (id === null ? day : 90 * day);
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 50)));
  const page = Number(Buffer.from(query.get('cursor') ?? '', 'base64').toString() || 1);
  const found = requests
    .flatMap((one) => (one.ended ? [{ ...one, ended: one.ended }] : []))
    .filter((one) => wanted.includes(one.endpoint) && (id === null || one.id === id))
    .filter(({ ended }) => ended.at >= from)
    .sort((a, b) => b.ended.at - a.ended.at);
  const shown = found.slice((page - 1) * limit, page * limit);
  const more = found.length > page * limit;
  const items = shown.map(({ endpoint, input, sentAt, ended, ...one }) => ({
    ...{ request_id: one.id, endpoint_id: endpoint, status_code: ended.status },
    ...{ sent_at: iso(sentAt), started_at: iso(sentAt), ended_at: iso(ended.at) },
    duration: (ended.at - sentAt) / 1000,
    ...(query.get('expand') === 'payloads' && { json_input: input, json_output: ended.output }),
  }));
  const next = more ? Buffer.from(String(page + 1)).toString('base64') : null;
  return ok(json(200, { items, next_cursor: next, has_more: more }));
}

/** What a unit of each endpoint costs. */
export function toldPrices(query: URLSearchParams): Result<Answer, CallProblem> {
  const wanted = query.getAll('endpoint_id').flatMap((ids) => ids.split(','));
  const prices = wanted.flatMap((endpoint) => {
    const rules = falRules[endpoint];
    return rules
      ? [{ endpoint_id: endpoint, unit_price: unitPrice(rules), unit: 'seconds', currency: 'USD' }]
      : [];
  });
  return ok(json(200, { prices, next_cursor: null, has_more: false }));
}
