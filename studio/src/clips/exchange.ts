import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';

/** A request as it is sent. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Its body. */
  readonly body?: { readonly file: string } | { readonly text: string } | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears each piece of the body that is sent, or of the one that is received with a 200. */
  readonly hear?: ((piece: Uint8Array) => void) | undefined;
  /** A file that does not exist yet, for the body that is received with a 200. */
  readonly save?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Of a body that was neither saved nor heard. */
  readonly text: string;
}

/** Milliseconds in which nothing is sent and nothing arrives, after which a connection is given up. */
const SILENCE = 30_000;
/** Bytes of a text that are read: a list of 1000 names is far less. */
const MOST_TEXT = 16 * 1024 * 1024;

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 16 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 16 }),
};

/** Sends a request once, and reads all of the answer. Throws what the network says. */
export async function exchange(sent: Sent): Promise<Answered> {
  const { method, url, headers, signal } = sent;
  const isSecure = url.protocol === 'https:';
  const request = (isSecure ? https : http).request(url, {
    ...{ method, headers, timeout: SILENCE, agent: agents[isSecure ? 'https:' : 'http:'] },
    ...(signal && { signal }),
  });
  request.on('timeout', () => request.destroy(new Error(`nothing came for ${SILENCE / 1000} s`)));
  const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  // A server may answer before it has read everything, and close.
  const written = write(sent, request).catch((error) =>
    answer.then(
      () => undefined,
      () => Promise.reject(error),
    ),
  );
  const [response] = await Promise.all([answer, written]);
  return read(response, sent);
}

async function write({ body, hear }: Sent, request: http.ClientRequest): Promise<void> {
  if (body === undefined || 'text' in body) {
    request.end(body?.text);
    return;
  }
  const source = createReadStream(body.file);
  source.on('data', (piece) => hear?.(Buffer.from(piece)));
  await pipeline(source, request);
}

async function read(response: http.IncomingMessage, { method, save, hear }: Sent): Promise<Answered> {
  const { statusCode: status = 0, headers } = response;
  if (status === 200 && method === 'GET' && (save !== undefined || hear)) {
    const target = save === undefined ? undefined : await open(save, 'wx');
    try {
      for await (const piece of response) {
        hear?.(piece);
        await target?.writeFile(piece);
      }
    } finally {
      await target?.close();
    }
    return { status, headers, text: '' };
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response) {
    bytes += piece.length;
    if (bytes > MOST_TEXT) throw new Error(`it sent more than ${MOST_TEXT} bytes`);
    pieces.push(piece);
  }
  return { status, headers, text: Buffer.concat(pieces).toString() };
}
