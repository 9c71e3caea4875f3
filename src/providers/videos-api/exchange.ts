import type { OpenAI } from 'openai';
import type { Clock } from '../../core/ports.ts';
import { hidingKeys } from '../hiding-keys.ts';
import { parseJson } from './answer/json.ts';
import type { Body } from './body.ts';
import { capped } from './capped.ts';
import { toForm, toJson } from './encode.ts';
import type { Limits } from './limits.ts';
import { nothingWasSent, reasonOf } from './network-error.ts';
import { redacted } from './redacted.ts';
import { requestIdOf } from './request-id.ts';
import type { Exchange } from './response.ts';
import { pollAfterOf } from './retry-after.ts';
import { within } from './within.ts';

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
  const keys = hidingKeys(line.key === undefined ? {} : { key: line.key });
  return async (question, signal) => {
    client ??= clientFor(line);
    const sdk = await client;
    const timed = await within(line.clock, line.limits.exchange, signal, (stop) =>
      send(sdk, question, line.clock, stop),
    );
    switch (timed.kind) {
      case 'done':
        return redacted(timed.value, keys);
      case 'late':
        return { kind: 'lost', why: `no complete response within ${line.limits.exchange / 1000} s` };
      case 'aborted':
        return { kind: 'lost', why: 'the run was stopped before it responded' };
    }
  };
}

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
    // A redirect that is followed would send a paid request a second time, and the key to wherever it points.
    const once = { ...init, headers: headersOf(init?.headers, withKey), redirect: 'manual' } as const;
    const response = await fetch(url, once).catch((error: unknown) => {
      const why = reasonOf(error);
      throw new Ended({ kind: nothingWasSent(error) ? 'unsent' : 'lost', why });
    });
    const body = capped(response, most);
    if (response.ok) return new Response(body, response);
    const text = await new Response(body).text().catch(() => '');
    throw new Ended({
      kind: 'refused',
      ...respondedWith(response, text),
      retryAfter: response.headers.get('retry-after') ?? undefined,
    });
  };

/**
 * What keeps a gateway from sending a paid request again by itself when the server behind it fails: the LiteLLM proxy would
 * try twice more (its `_get_num_retries_from_request`, read and tried with 1.108.7).
 */
const onlyOnce = { 'x-litellm-num-retries': '0' };

/** Only what the exchange needs: the SDK adds data from the environment and about this machine. */
function headersOf(given: RequestInit['headers'], withKey: boolean): Headers {
  const all = new Headers(given);
  // On a kept-alive connection, a paid request may coincide with the server closing it, and the outcome would be
  // unknown.
  const kept = new Headers({ connection: 'close', ...onlyOnce });
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
  const text = await response.text().catch((error: unknown) => error);
  if (typeof text !== 'string') {
    return { kind: 'garbled', why: `it was cut off: ${reasonOf(text)}`, ...respondedWith(response, '') };
  }
  const responded = respondedWith(response, text);
  if (typeof responded.body === 'string' && !isWord(responded.body)) {
    return { kind: 'garbled', why: 'it is not JSON', ...responded };
  }
  const { headers } = response;
  return {
    kind: 'answered',
    ...responded,
    ...{ pollAfter: pollAfterOf(headers, clock.now()), date: dateOf(headers) },
  };
}

function respondedWith(response: Response, text: string) {
  const { status, headers } = response;
  return {
    status,
    body: text.trim() === '' ? undefined : (parseJson(text) ?? text),
    requestId: requestIdOf(headers),
    location: headers.get('location') ?? undefined,
  };
}

/** Some servers answer with an id, a state or a link, and nothing around it. */
const isWord = (text: string): boolean => /^\s*[\w.:~=+@/?&%-]{1,1024}\s*$/.test(text);

function dateOf(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
