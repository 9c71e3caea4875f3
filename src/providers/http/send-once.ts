import { setImmediate as turn } from 'node:timers/promises';
import type { KeyHider } from '../hiding-keys.ts';
import { askKept } from './ask-kept.ts';
import { capped } from './capped.ts';
import type { Limits } from './limits.ts';
import { nothingWasSent, reasonOf } from './network-error.ts';
import { exchangeOf, type Reading, readRefusal, readResponse } from './read-response.ts';
import { redacted } from './redacted.ts';
import type { Exchange } from './response.ts';
import { sendAlone } from './send-alone.ts';
import { within } from './within.ts';

/** What each exchange with a service needs. */
export interface Line extends Reading {
  readonly limits: Limits;
  /** Its keys never show in what is told of an exchange. */
  readonly keys: KeyHider;
  /** What sends a request. Default: over a connection of its own, and questions about jobs over kept ones. */
  readonly send?: Send;
}

interface Sent extends Omit<RequestInit, 'signal' | 'redirect'> {
  /** The id of the job that a question is about: then it may share a connection. */
  readonly about?: string | undefined;
}

type Send = (url: string | URL | Request, init: RequestInit) => Promise<Response>;

/**
 * One request, sent once: the makers' own clients send a paid request again by themselves, some in ways that no setting
 * stops. Never throws.
 */
export const sendOnce = (
  line: Line,
  url: string,
  { about, ...init }: Sent,
  signal: AbortSignal,
): Promise<Exchange> =>
  inTime(line, signal, async (stop) => {
    const { limits, send } = line;
    const { method = 'GET', body } = init;
    if (send === undefined && (typeof body === 'string' || !body)) {
      const headers = Object.fromEntries(new Headers(init.headers));
      const asked = { url, method, headers, signal: stop, most: limits.answer };
      return exchangeOf(
        isQuestion(method) ? askKept({ ...asked, about }) : sendAlone({ ...asked, body: body ?? undefined }),
        line,
      );
    }
    const response = await fetchOnce(url, { ...init, signal: stop }, limits.answer, send);
    return response instanceof Response ? readResponse(response, line) : response;
  });

/** It changes nothing at the server, so it costs nothing. */
const isQuestion = (method: string): boolean => method.toUpperCase() === 'GET';

/** An exchange within its limit, without the keys. */
export async function inTime(
  { clock, limits, keys }: Line,
  signal: AbortSignal,
  work: (stop: AbortSignal) => Promise<Exchange>,
): Promise<Exchange> {
  let ended: Exchange | undefined;
  const timed = await within(clock, limits.exchange, signal, async (stop) => {
    ended = await work(stop);
    return ended;
  });
  if (timed.kind === 'aborted') await turn();
  // Stopped before anything was written, it is known to have had no effect.
  if (timed.kind === 'aborted' && ended?.kind === 'unsent') return redacted(ended, keys);
  switch (timed.kind) {
    case 'done':
      return redacted(timed.value, keys);
    case 'late':
      return { kind: 'lost', why: `no complete response within ${limits.exchange / 1000} s` };
    case 'aborted':
      return { kind: 'lost', why: 'the run was stopped before it responded' };
  }
}

/** A response of success, or how the exchange ended. A redirect that is followed would send a paid request, and the key, once more. */
async function fetchOnce(
  url: string | URL | Request,
  init: RequestInit,
  most: number,
  send: Send = fetch,
): Promise<Response | Exchange> {
  const headers = new Headers(init.headers);
  // On a kept-alive connection, a paid request may coincide with the server closing it, and the outcome would be unknown.
  headers.set('connection', 'close');
  const response = await send(url, { ...init, headers, redirect: 'manual' }).catch(
    (error: unknown): Exchange => ({ kind: nothingWasSent(error) ? 'unsent' : 'lost', why: reasonOf(error) }),
  );
  if (!(response instanceof Response)) return response;
  const body = capped(response, most);
  if (response.ok) return new Response(body, response);
  return readRefusal(new Response(body, response));
}
