import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { decoded } from './decoded.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { headersOf } from './read-message.ts';
import { requestAlone } from './request-alone.ts';
import type { Line } from './send-once.ts';

/**
 * A line to where a service wants files, which is another host that its answers name, and never in the user's own network. Large
 * files take longer than answers do.
 */
export function toStorage(line: Line, baseUrl: string): Line {
  const lookup = guardedLookup(new URL(baseUrl));
  return {
    ...line,
    limits: { ...line.limits, exchange: 10 * line.limits.exchange },
    async send(url, init) {
      const asked = new Request(url, init);
      const { method, signal } = asked;
      const body = new Uint8Array(await asked.arrayBuffer());
      const headers = Object.fromEntries(asked.headers);
      const message = await requestAlone(new URL(asked.url), { method, signal, lookup, headers, body });
      return responseOf(message);
    },
  };
}

const withoutBody = [204, 205, 304];

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status = 0 } = message;
  try {
    const body = withoutBody.includes(status) ? null : Readable.toWeb(decoded(message));
    if (body === null) message.resume();
    return new Response(body as ReadableStream<Uint8Array> | null, { status, headers: headersOf(message) });
  } catch (error) {
    message.destroy();
    throw error;
  }
}
