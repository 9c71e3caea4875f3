import type { OpenAI } from 'openai';
import type { Clock } from '../../core/ports.ts';
import { unreachable } from '../../core/result.ts';
import { hidingKeys, type KeyHider } from '../hiding-keys.ts';
import type { Body } from './body.ts';
import { capped } from './capped.ts';
import { toForm, toJson } from './encode.ts';
import type { Limits } from './limits.ts';
import { nothingWasSent, reasonOf } from './network-error.ts';
import { pollAfterOf } from './retry-after.ts';
import { within } from './within.ts';

/** How one exchange with a server ended. Nothing is ever re-sent here: the executor decides that. */
export type Exchange =
  /** 2xx, and its body is JSON. */
  | {
      readonly kind: 'answered';
      readonly body: unknown;
      readonly requestId?: string | undefined;
      /** Milliseconds after which the server asks to be polled again, if it says so. */
      readonly pollAfter?: number | undefined;
      /** The server's clock when it responded: milliseconds since 1970. */
      readonly date?: number | undefined;
    }
  /** 2xx, and its body is anything else. */
  | { readonly kind: 'garbled'; readonly why: string; readonly requestId?: string | undefined }
  | RefusedCall
  /** The server was never reached. */
  | { readonly kind: 'unsent'; readonly why: string }
  /** The request may have arrived. */
  | { readonly kind: 'lost'; readonly why: string };

/** Any other status. */
export interface RefusedCall {
  readonly kind: 'refused';
  readonly status: number;
  /** Parsed if it is JSON, else text. */
  readonly body: unknown;
  /** As the server wrote it. */
  readonly retryAfter: string | undefined;
  readonly requestId: string | undefined;
}

export interface Question {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly fields: Body; readonly encoding: 'multipart' | 'json' };
}

export type Ask = (question: Question, signal: AbortSignal) => Promise<Exchange>;

export interface Connection {
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly limits: Limits;
}

/** Sends requests through the `openai` SDK, with its own retries, waiting and logging turned off. */
export function askThrough(line: Connection): Ask {
  let client: Promise<OpenAI> | undefined;
  const { holds } = hidingKeys(line.key === undefined ? {} : { key: line.key });
  return async (question, signal) => {
    client ??= clientFor(line);
    const sdk = await client;
    const timed = await within(line.clock, line.limits.exchange, signal, (stop) =>
      send(sdk, question, line.clock, stop),
    );
    switch (timed.kind) {
      case 'done':
        return reveals(timed.value, holds) ? refusedWhole(timed.value) : timed.value;
      case 'late':
        return { kind: 'lost', why: `no complete response within ${line.limits.exchange / 1000} s` };
      case 'aborted':
        return { kind: 'lost', why: 'the run was stopped before it responded' };
    }
  };
}

/** Whether anything that is kept of a response contains the key that was sent, or a part of it. */
function reveals(exchange: Exchange, holds: KeyHider['holds']): boolean {
  switch (exchange.kind) {
    case 'answered':
    case 'refused':
      return [exchange.requestId, exchange.body].some((said) => said !== undefined && holds(asText(said)));
    case 'garbled':
      return exchange.requestId !== undefined && holds(exchange.requestId);
    case 'unsent':
    case 'lost':
      return false;
    default:
      return unreachable(exchange);
  }
}

const asText = (said: unknown): string => (typeof said === 'string' ? said : JSON.stringify(said));

/** Nothing of it is used but its status: what is kept of it would be in the journal, and on screens. */
const refusedWhole = (exchange: Exchange): Exchange =>
  exchange.kind === 'refused'
    ? { ...exchange, body: { message: `its answer ${withKey}` }, retryAfter: undefined, requestId: undefined }
    : { kind: 'garbled', why: `it ${withKey}` };

const withKey = 'contains the key that was sent, and is not used';

async function clientFor({ baseUrl, key, limits }: Connection): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: key ?? 'none',
    // The SDK would read all of these from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: limits.exchange,
    // A 307 would send a paid request a second time, and the key to wherever it points.
    fetchOptions: { redirect: 'error' },
    fetch: fetchOnce(key !== undefined, limits.answer),
  });
}

/** Carries an outcome through the SDK, which would reword it and drop part of it. */
class Ended extends Error {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super('ended');
    this.exchange = exchange;
  }
}

const fetchOnce =
  (withKey: boolean, most: number): typeof fetch =>
  async (url, init) => {
    const response = await fetch(url, { ...init, headers: headersOf(init?.headers, withKey) }).catch(
      (error: unknown) => {
        const why = reasonOf(error);
        throw new Ended({ kind: nothingWasSent(error) ? 'unsent' : 'lost', why });
      },
    );
    const body = capped(response, most);
    if (response.ok) return new Response(body, response);
    const text = await new Response(body).text().catch(() => '');
    throw new Ended({
      kind: 'refused',
      status: response.status,
      body: parsed(text) ?? text,
      retryAfter: response.headers.get('retry-after') ?? undefined,
      requestId: requestIdOf(response),
    });
  };

/** Only what the exchange needs: the SDK adds data from the environment and about this machine. */
function headersOf(given: RequestInit['headers'], withKey: boolean): Headers {
  const all = new Headers(given);
  // On a kept-alive connection, a paid request may coincide with the server closing it, and the outcome would be
  // unknown.
  const kept = new Headers({ connection: 'close' });
  for (const name of ['accept', 'content-type', ...(withKey ? ['authorization'] : [])]) {
    const value = all.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

async function send(sdk: OpenAI, { method, path, query, body }: Question, clock: Clock, signal: AbortSignal) {
  const options = {
    signal,
    ...(query && { query }),
    ...(body && { body: body.encoding === 'json' ? toJson(body.fields) : toForm(body.fields) }),
  };
  try {
    const response = await sdk[method](path, options).asResponse();
    return await read(response, clock);
  } catch (error) {
    const ended = error instanceof Error && error.cause instanceof Ended ? error.cause : undefined;
    if (ended) return ended.exchange;
    return { kind: 'lost', why: reasonOf(error) } as const;
  }
}

async function read(response: Response, clock: Clock): Promise<Exchange> {
  const requestId = requestIdOf(response);
  const text = await response.text().catch((error: unknown) => error);
  if (typeof text !== 'string') {
    return { kind: 'garbled', why: `it was cut off: ${reasonOf(text)}`, requestId };
  }
  const body = parsed(text);
  return body === undefined
    ? { kind: 'garbled', why: 'it is not JSON', requestId }
    : {
        ...{ kind: 'answered', body, requestId },
        ...{ pollAfter: pollAfterOf(response.headers, clock.now()), date: dateOf(response.headers) },
      };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function dateOf(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

const requestIdOf = ({ headers }: Response): string | undefined => headers.get('x-request-id') ?? undefined;
