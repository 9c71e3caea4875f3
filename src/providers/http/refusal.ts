import { isObject, membersNamed, objectOf } from './json.ts';
import {
  isBroken,
  isCapacity,
  isClosed,
  isContended,
  isDuplicate,
  isHurry,
  isInvalid,
  isLate,
  isMade,
  isModeration,
  isNobody,
  isNoModel,
  isOutOfMoney,
  isOutright,
  isWrongKey,
} from './problem-words.ts';
import type { RefusedCall } from './response.ts';
import { readProblem, type ServerProblem } from './server-problem.ts';
import { isWebPage } from './web-page.ts';

/**
 * Statuses below 500 that say that the request itself was refused. Others leave it open whether it took effect: something was
 * too late or locked, or gave up, as proxies tell with numbers of their own (444, 460, 499).
 */
export const refusing: ReadonlySet<number> = new Set([
  ...[400, 401, 402, 403, 404, 405, 406, 407, 410, 411, 412, 413, 414, 415, 416, 417, 418],
  ...[421, 422, 424, 425, 426, 428, 429, 431, 451],
]);
/** Statuses from 500 that a server gives before it does anything: it does not offer that, or takes nothing more on. */
const untouched: ReadonlySet<number> = new Set([501, 505, 529]);
/** Redirects that ask for the same request elsewhere. Others may lead to what was made. */
const elsewhere: ReadonlySet<number> = new Set([301, 307, 308]);
/** Statuses that gateways give whatever they were answered. */
const vague: ReadonlySet<number> = new Set([400, 403, 404, 422, 424]);
/** Cloudflare's statuses for a server that it could not connect to. */
const unreached: ReadonlySet<number> = new Set([521, 523, 525, 526, 530]);

/**
 * With these statuses, a filter in a network that reads along takes answers away, too, such as Squid's or Zscaler's: the server may
 * have been asked, and a job made. All others that proxies have pages for are of requests that went no further.
 */
const filtered: ReadonlySet<number> = new Set([403, 406, 451]);

/** Whether the answer may have been taken away: it is a web page, and nothing shows that it is of what stands before the server. */
export const wasFiltered = ({ status, body, requestId }: Omit<RefusedCall, 'kind' | 'retryAfter'>): boolean =>
  filtered.has(status) &&
  isWebPage(body) &&
  requestId === undefined &&
  !/cloudflare|cloudfront|akamai|edgesuite|<center>\s*(nginx|openresty|tengine)/i.test(String(body));

/**
 * What proxies write, word for word, that had nobody to pass a request on to, or could not connect to it: Kong, HAProxy and Envoy,
 * which says if it was not the first try. Each has other words for a connection that broke later.
 */
const unconnected =
  /^\s*(failure to get a peer from the ring-balancer|name resolution failed)\s*$|^\s*upstream connect error or disconnect\/reset before headers\. reset reason: (overflow|(remote |local )?connection (failure|timeout))\b|<h1>503 Service Unavailable<\/h1>\s*No server is available to handle this request\./i;

/** OpenAI's code where a model has no capacity for a request: it said 429 before. What is in plain words may be of a job that broke. */
const overloaded = 'server_is_overloaded';

/** Whether something in between says that the request went no further, or the server that it takes nothing on. */
const wasTurnedAway = (body: unknown, problem: ServerProblem): boolean =>
  problem.code === overloaded ||
  unconnected.test(typeof body === 'string' ? body : (problem.message ?? '')) ||
  isOutright(isClosed, problem);

/** Whether it is certain that a refused create has made nothing, and is not charged. */
export function madeNothing(refusal: RefusedCall): boolean {
  const { status, body, requestId } = refusal;
  const problem = readProblem(body);
  if (elsewhere.has(status) || untouched.has(status)) return true;
  // What was answered to a gateway, which gives another status for it.
  const inner = status >= 400 && status < 500 ? statusToldIn(body) : undefined;
  if (inner !== undefined && inner >= 500) return madeNothing({ ...refusal, status: inner });
  // In these words it is one, whatever the status is, unless others were tried before and did not answer in time.
  if (status >= 500 && isLate(problem)) return false;
  if ([isNobody, isNoModel, isOutOfMoney].some((is) => isOutright(is, problem))) return true;
  // Said of what came later, whatever the status is.
  if (isMade(problem)) return status === 429 && isHurry(problem);
  const isUncertain = isLate(problem) || isBroken(problem);
  if (status === 429) return !isUncertain || isHurry(problem);
  if (status === 409)
    return isObject(body) && givesReason(problem) && !isDuplicate(problem) && !isContended(problem);
  if (status === 503 && wasTurnedAway(body, problem)) return true;
  if (unreached.has(status)) return /^[0-9a-f]{16}-[A-Z]{3}$/.test(requestId ?? '');
  if ((status < 300 || vague.has(status)) && (isUncertain || isDuplicate(problem))) return false;
  if (status < 300) return isRefusal(problem);
  if (wasFiltered({ status, body, requestId })) return false;
  return refusing.has(status);
}

/** Its own name is no reason for a conflict. */
const givesReason = ({ message = '' }: ServerProblem): boolean =>
  !/^\W*(http )?(409\W+)?(conflict\W*)?$/i.test(message);

/** Whether a problem that is told with a status of success was found before anything was made. */
const isRefusal = (problem: ServerProblem): boolean =>
  [isModeration, isWrongKey, isHurry].some((is) => is(problem)) ||
  isInvalid(problem) ||
  /not_?allowed|forbidden|denied/i.test(problem.code ?? '');

/** The status that an error is about, where it comes with a status of success: gateways wrap what they were answered. */
export function statusToldIn(body: unknown): number | undefined {
  const outer = objectOf(body);
  const [error] = membersNamed(outer, ['error']);
  return [objectOf(error), outer]
    .flatMap((place) => membersNamed(place, ['status', 'statuscode', 'httpstatus', 'code']))
    .map(Number)
    .find((status) => Number.isInteger(status) && status >= 400 && status < 600);
}

/** The status that says the same as these words; undefined if the words don't say. */
export function statusOfWords(problem: ServerProblem): number | undefined {
  if (isWrongKey(problem)) return 401;
  if (isHurry(problem)) return 429;
  if (isNoModel(problem)) return 404;
  if (isNobody(problem) || isCapacity(problem)) return 503;
  return isInvalid(problem) ? 400 : undefined;
}
