import { AsyncLocalStorage } from 'node:async_hooks';
import type { OpenAI } from 'openai';
import type { Clock } from '../../core/ports.ts';
import { hidingKeys } from '../hiding-keys.ts';
import { askKept } from '../http/ask-kept.ts';
import type { Limits } from '../http/limits.ts';
import { reasonOf } from '../http/network-error.ts';
import { exchangeOf } from '../http/read-response.ts';
import type { Exchange } from '../http/response.ts';
import { sendAlone } from '../http/send-alone.ts';
import { inTime } from '../http/send-once.ts';
import type { Body } from './body.ts';
import { toForm, toJson } from './encode.ts';

export interface Question {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The id of the job that it asks about: then it may share a connection. */
  readonly about?: string;
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
 * Sends requests through the `openai` SDK, with its own retries, waiting and logging turned off. Questions go past it, those about
 * jobs over connections that are kept: there are several for each, and nothing to add to them.
 */
export function askThrough(line: Connection): Ask {
  let client: Promise<OpenAI> | undefined;
  const keys = hidingKeys(line.key === undefined ? {} : { key: line.key });
  const timed = { ...line, keys };
  return async (question, signal) => {
    if (question.method === 'get') return inTime(timed, signal, (stop) => ask(line, question, stop));
    client ??= clientFor(line);
    const sdk = await client;
    return inTime(timed, signal, (stop) => send(sdk, question, stop));
  };
}

function ask(
  { baseUrl, key, clock, limits }: Connection,
  { path, query, about }: Question,
  signal: AbortSignal,
) {
  const asked = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const headers = {
    accept: 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...onlyOnce,
  };
  const question = { url: `${baseUrl}${path}${asked}`, headers, signal, most: limits.answer, about };
  return exchangeOf(askKept(question), { clock });
}

async function clientFor(line: Connection): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  const { baseUrl, key, limits } = line;
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
    fetch: sendFor(line),
  });
}

/** How the exchange ended that the SDK has in hand: it would reword that, drop part of it, and forget it once it is told to stop. */
const inHand = new AsyncLocalStorage<{ ended?: Exchange }>();

/** In place of `fetch`, for the SDK's requests: of some of them, nobody may know for sure whether they were sent. */
const sendFor =
  ({ key, clock, limits }: Connection): typeof fetch =>
  async (url, { method = 'GET', body, headers, signal } = {}) => {
    const sending = {
      ...{ url: url instanceof Request ? url.url : url, method, body: bytesOf(body) },
      headers: headersOf(headers, key !== undefined),
      signal: signal ?? new AbortController().signal,
      most: limits.answer,
    };
    const exchange = await exchangeOf(sendAlone(sending), { clock });
    const asked = inHand.getStore();
    if (asked) asked.ended = exchange;
    throw new Error('ended');
  };

/** The SDK sends JSON as text, and what is encoded already as it is. */
function bytesOf(body: RequestInit['body']): string | Uint8Array | undefined {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body === undefined || body === null) return undefined;
  throw new Error('a body is text or bytes');
}

/**
 * What keeps a gateway from sending a paid request again by itself when the server behind it fails: the LiteLLM proxy would
 * try twice more (its `_get_num_retries_from_request`, read and tried with 1.108.7).
 */
const onlyOnce = { 'x-litellm-num-retries': '0' };

/** Only what the exchange needs: the SDK adds data from the environment and about this machine. */
function headersOf(given: RequestInit['headers'], withKey: boolean): Record<string, string> {
  const all = new Headers(given);
  const kept: Record<string, string> = { ...onlyOnce };
  for (const name of ['accept', 'content-type', ...(withKey ? ['authorization'] : [])]) {
    const value = all.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}

async function send(
  sdk: OpenAI,
  { method, path, query, body }: Question,
  signal: AbortSignal,
): Promise<Exchange> {
  const options = { signal, ...(query && { query }), ...(body && encoded(body)) };
  const asked: { ended?: Exchange } = {};
  try {
    await inHand.run(asked, () => sdk[method](path, options).asResponse());
    return { kind: 'lost', why: 'the client sent nothing' };
  } catch (error) {
    return asked.ended ?? { kind: 'lost', why: reasonOf(error) };
  }
}

function encoded({ fields, encoding }: NonNullable<Question['body']>) {
  if (encoding === 'json') return { body: toJson(fields) };
  const { bytes, type } = toForm(fields);
  return { body: bytes, headers: { 'content-type': type } };
}
