import type { IncomingMessage } from 'node:http';
import { decoded } from './decoded.ts';
import { headersOf } from './read-message.ts';

/** An answer whose body is still to come. */
export interface Arriving {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  /** The next bytes; undefined at the end. Rejects where it was cut off, or is too long. */
  read(): Promise<Uint8Array | undefined>;
  /** Nothing more is wanted. */
  close(): void;
}

/** Of a body, no more than `most` bytes are read: a server must not fill memory or disk. */
export function arriving(message: IncomingMessage, most: number): Arriving {
  const { statusCode: status = 0 } = message;
  // An error may come before anybody reads: then reading tells of it.
  const body = decoded(message).on('error', () => undefined);
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  let bytes = 0;
  return {
    ...{ status, ok: status >= 200 && status <= 299, headers: headersOf(message) },
    async read() {
      const { done, value } = await chunks.next();
      if (done) return undefined;
      bytes += value.length;
      if (bytes > most) throw new Error(`more than ${most} bytes arrived`);
      return value;
    },
    close: () => void message.destroy(),
  };
}

/** One that is here already, as in a `data:` link. */
export function arrived({ status, ok, headers, body }: Response): Arriving {
  const reader = body?.getReader();
  return {
    ...{ status, ok, headers },
    read: async () => (await reader?.read())?.value,
    close: () => void reader?.cancel(),
  };
}
