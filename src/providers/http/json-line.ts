import { hidingKeys } from '../hiding-keys.ts';
import type { Provider } from '../provider.ts';
import type { Exchange } from './response.ts';
import { type Line, sendOnce } from './send-once.ts';

/** A service that is asked in JSON. */
interface JsonService extends Omit<Line, 'keys'> {
  /** What all paths begin with. */
  readonly root: string;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds between polls that the service wants at least. */
  readonly leastPollDelay: number;
}

export interface JsonLine extends Pick<Provider, 'pollDelay'> {
  readonly line: Line;
  call(method: string, path: string, signal: AbortSignal, body?: object): Promise<Exchange>;
  /** Asks about the job with this id. */
  askAbout(remote: string, path: string, signal: AbortSignal): Promise<Exchange>;
}

export function jsonLine({ root, key, headers, leastPollDelay, clock, limits }: JsonService): JsonLine {
  const line = { clock, limits, keys: hidingKeys(key === undefined ? {} : { key }) };
  /** When the server last asked to be polled again: the services themselves don't, one that plays them may. */
  let pollAfter: number | undefined;
  const send = async (
    path: string,
    signal: AbortSignal,
    { method, about, body }: { readonly method: string; readonly about?: string; readonly body?: object },
  ): Promise<Exchange> => {
    const sent = {
      ...{ method, about },
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    };
    const exchange = await sendOnce(line, `${root}${path}`, sent, signal);
    if (exchange.kind === 'answered') pollAfter = exchange.pollAfter ?? pollAfter;
    return exchange;
  };
  return {
    line,
    pollDelay: (n) => (pollAfter ?? leastPollDelay) * Math.min(3, 1 + n / 10),
    call: (method, path, signal, body) => send(path, signal, { method, ...(body && { body }) }),
    askAbout: (about, path, signal) => send(path, signal, { method: 'GET', about }),
  };
}
