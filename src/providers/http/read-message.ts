import type { IncomingMessage } from 'node:http';
import { decoded } from './decoded.ts';
import type { ReadAnswer } from './read-response.ts';

/** Reads an answer at once, up to `most` bytes: of one that is longer, as of one that is cut off, there is no text. */
export async function readMessage(message: IncomingMessage, most: number): Promise<ReadAnswer> {
  const text = await textOf(message, most).catch((cut: unknown) => ({ cut }));
  return { status: message.statusCode ?? 0, headers: headersOf(message), text };
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

export function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}
