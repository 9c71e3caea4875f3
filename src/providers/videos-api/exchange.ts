import type { OpenAI } from 'openai';
import type { Clock } from '../../core/ports.ts';
import { hidingKeys } from '../hiding-keys.ts';
import { askKept } from '../http/ask-kept.ts';
import type { Limits } from '../http/limits.ts';
import { reasonOf } from '../http/network-error.ts';
import { readResponse } from '../http/read-response.ts';
import type { Exchange } from '../http/response.ts';
import { fetchOnce, inTime } from '../http/send-once.ts';
import type { Body } from './body.ts';
import { toForm, toJson } from './encode.ts';

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

/**
 * Sends requests through the `openai` SDK, with its own retries, waiting and logging turned off. Questions go past it, over
 * connections that are kept: there are several for each job, and nothing to add to them.
 */
export function askThrough(line: Connection): Ask {
  let client: Promise<OpenAI> | undefined;
  const keys = hidingKeys(line.key === undefined ? {} : { key: line.key });
  const timed = { ...line, keys };
  return async (question, signal) => {
    if (question.method === 'get') return inTime(timed, signal, (stop) => ask(line, question, stop));
    client ??= clientFor(line);
    const sdk = await client;
    return inTime(timed, signal, (stop) => send(sdk, question, line.clock, stop));
  };
}

function ask({ baseUrl, key, clock, limits }: Connection, { path, query }: Question, signal: AbortSignal) {
  const asked = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const headers = {
    accept: 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...onlyOnce,
  };
  return askKept({ url: `${baseUrl}${path}${asked}`, headers, signal, most: limits.answer }, { clock });
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
    fetch: fetchFor(key !== undefined, limits.answer),
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

const fetchFor =
  (withKey: boolean, most: number): typeof fetch =>
  async (url, init) => {
    const fetched = await fetchOnce(url, { ...init, headers: headersOf(init?.headers, withKey) }, most);
    if (fetched instanceof Response) return fetched;
    throw new Ended(fetched);
  };

/**
 * What keeps a gateway from sending a paid request again by itself when the server behind it fails: the LiteLLM proxy would
 * try twice more (its `_get_num_retries_from_request`, read and tried with 1.108.7).
 */
const onlyOnce = { 'x-litellm-num-retries': '0' };

/** Only what the exchange needs: the SDK adds data from the environment and about this machine. */
function headersOf(given: RequestInit['headers'], withKey: boolean): Headers {
  const all = new Headers(given);
  const kept = new Headers(onlyOnce);
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
    return await readResponse(response, { clock });
  } catch (error) {
    const ended = error instanceof Error && error.cause instanceof Ended ? error.cause : undefined;
    if (ended) return ended.exchange;
    return { kind: 'lost', why: reasonOf(error) } as const;
  }
}
