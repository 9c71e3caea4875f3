import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { maySendNow, TooLateToSend } from './fence.ts';
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
 * would be unknown. Nothing is written before the connection stands, and before the clock was looked at a last time.
 */
export async function sendAlone(sending: Sending): Promise<ReadAnswer> {
  const { url, method, headers, body, signal, most } = sending;
  const address = new URL(url);
  // As `fetch`: what an address says before an @ is sent to nobody.
  if (address.username !== '' || address.password !== '')
    throw new Error('its address has a user name or password');
  const isSecure = address.protocol === 'https:';
  const { request } = await (isSecure ? import('node:https') : import('node:http'));
  const maySend = maySendNow();
  const length = { 'content-length': String(body === undefined ? 0 : Buffer.byteLength(body)) };
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      address,
      {
        ...{ agent: false, method, signal },
        headers: {
          'user-agent': 'node',
          ...headers,
          'accept-encoding': 'identity',
          connection: 'close',
          ...length,
        },
      },
      resolve,
    ).on('error', reject);
    onceConnected(sent, isSecure ? 'secureConnect' : 'connect', () => {
      if (maySend?.() === false) sent.destroy(new TooLateToSend());
      else sent.end(body);
    });
  });
  return readMessage(message, most);
}

function onceConnected(sent: ClientRequest, event: string, write: () => void): void {
  const late = setTimeout(() => sent.destroy(new NotConnected()), CONNECTED_WITHIN);
  sent.on('close', () => clearTimeout(late));
  sent.on('socket', (socket: Socket) => {
    socket.once(event, () => {
      clearTimeout(late);
      write();
    });
  });
}

/** Nothing was sent. */
class NotConnected extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
}
