import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { agentOf, clientFor } from './client.ts';
import { readMessage } from './read-message.ts';
import type { ReadAnswer } from './read-response.ts';

interface Question {
  readonly url: string | URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Bytes of an answer that are read. */
  readonly most: number;
}

/**
 * Asks what costs nothing, and may be asked again, on a connection that is kept for the next question. Never what may be paid: that
 * could coincide with the server closing one.
 */
export async function askKept({ url, headers, signal, most }: Question): Promise<ReadAnswer> {
  return readMessage(await responseTo(new URL(url), headers, signal), most);
}

/** The server may have closed a kept connection in this moment: then it is asked once more, on one of its own. */
async function responseTo(
  address: URL,
  given: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const client = await clientFor(address);
  const headers = { 'user-agent': 'node', 'accept-encoding': 'identity', ...given };
  let sent: ClientRequest | undefined;
  const ask = (own: { readonly agent?: Agent }): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      sent = client
        .request(address, { headers, signal, ...own }, resolve)
        .on('error', reject)
        .end();
    });
  try {
    return await ask({});
  } catch (error) {
    if (!sent?.reusedSocket || signal.aborted) throw error;
    return ask({ agent: agentOf(client) });
  }
}
