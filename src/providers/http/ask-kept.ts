import type { ClientRequest, IncomingMessage } from 'node:http';
import { decoded } from './decoded.ts';
import { nothingWasSent, reasonOf } from './network-error.ts';
import { exchangeOf, type ReadAnswer, type Reading } from './read-response.ts';
import type { Exchange } from './response.ts';

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
export async function askKept(question: Question, reading: Reading): Promise<Exchange> {
  try {
    return exchangeOf(await answerTo(question), reading);
  } catch (error) {
    return { kind: nothingWasSent(error) ? 'unsent' : 'lost', why: reasonOf(error) };
  }
}

async function answerTo({ url, headers, signal, most }: Question): Promise<ReadAnswer> {
  const address = new URL(url);
  // As `fetch`: what an address says before an @ is sent to nobody.
  if (address.username !== '' || address.password !== '')
    throw new Error('its address has a user name or password');
  const message = await responseTo(address, headers, signal);
  const text = await textOf(message, most).catch((cut: unknown) => ({ cut }));
  const { statusCode: status = 0 } = message;
  return { status, headers: headersOf(message), text };
}

/** The server may have closed a kept connection in this moment: then it is asked once more, on one of its own. */
async function responseTo(
  address: URL,
  given: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = await (address.protocol === 'https:' ? import('node:https') : import('node:http'));
  const headers = { 'accept-encoding': 'identity', ...given };
  let sent: ClientRequest | undefined;
  const ask = (own: { readonly agent?: false }): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      sent = request(address, { headers, signal, ...own }, resolve)
        .on('error', reject)
        .end();
    });
  try {
    return await ask({});
  } catch (error) {
    if (!sent?.reusedSocket || signal.aborted) throw error;
    return ask({ agent: false });
  }
}

async function textOf(message: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decoded(message)) {
    bytes += chunk.length;
    if (bytes > most) throw new Error(`more than ${most} bytes arrived`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}
