import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';

/** The body of an answer as it is meant. Whatever was asked for, some servers compress. */
export function decoded(message: IncomingMessage): Readable {
  const encoding = (message.headers['content-encoding'] ?? '').trim().toLowerCase();
  const decoder =
    encoding === 'br'
      ? createBrotliDecompress()
      : ['gzip', 'x-gzip', 'deflate'].includes(encoding)
        ? createUnzip()
        : undefined;
  if (decoder === undefined) return message;
  message.on('error', (error) => decoder.destroy(error));
  // What nobody reads any more would keep the connection.
  decoder.on('close', () => message.destroy());
  return message.pipe(decoder);
}
