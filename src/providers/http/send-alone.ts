import type http from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { agentOf, clientFor } from './client.ts';
import { maySendNow, TooLateToSend } from './fence.ts';
import { SendingFailed } from './network-error.ts';
import { readMessage } from './read-message.ts';
import type { ReadAnswer } from './read-response.ts';

export interface Sending {
  readonly url: string | URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
  /** Bytes of the answer that are read. */
  readonly most: number;
}

/** Milliseconds. */
const CONNECTED_WITHIN = 10_000;

/**
 * Sends one request on a connection of its own: on a kept one, a paid request may coincide with the server closing it, and the outcome
 * would be unknown. Nothing is written before the connection stands, and before the clock was looked at a last time. Rejects with a
 * `SendingFailed`, which says whether anything was.
 */
export async function sendAlone(sending: Sending): Promise<ReadAnswer> {
  let wasSent = false;
  const message = await begin(sending, () => {
    wasSent = true;
  }).catch((cause: unknown) => {
    throw new SendingFailed(cause, wasSent);
  });
  return readMessage(message, sending.most);
}

/** `onSent` is called before the first byte is written. */
async function begin(sending: Sending, onSent: () => void): Promise<http.IncomingMessage> {
  const { url, method, headers, body, signal } = sending;
  const address = new URL(url);
  const client = await clientFor(address);
  const maySend = maySendNow();
  const length = { 'content-length': String(body === undefined ? 0 : Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = client
      .request(
        address,
        {
          ...{ agent: agentOf(client), method, signal },
          headers: {
            'user-agent': 'node',
            ...headers,
            'accept-encoding': 'identity',
            connection: 'close',
            ...length,
          },
        },
        resolve,
      )
      .on('error', reject);
    const stop = (): void => reject(new Error('it was stopped before it was sent'));
    signal.addEventListener('abort', stop, { once: true });
    sent.on('close', () => signal.removeEventListener('abort', stop));
    onceConnected(sent, reject, () => {
      if (maySend?.() === false) {
        sent.destroy(new TooLateToSend());
        return;
      }
      onSent();
      sent.end(body);
    });
  });
}

function onceConnected(sent: http.ClientRequest, fail: (why: Error) => void, write: () => void): void {
  const late = setTimeout(() => {
    const why = new NotConnected();
    sent.destroy(why);
    // While a proxy is asked for a tunnel, there is nothing yet that could be destroyed, and so nothing that tells of it.
    fail(why);
  }, CONNECTED_WITHIN);
  sent.on('close', () => clearTimeout(late));
  sent.on('socket', (socket: Socket | TLSSocket) => {
    const connected = (): void => {
      clearTimeout(late);
      if (!sent.destroyed) write();
    };
    // Behind a proxy it may stand already.
    if ('encrypted' in socket ? socket.getPeerFinished() !== undefined : !socket.connecting) connected();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
  });
}

/** Nothing was sent. */
class NotConnected extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
}
