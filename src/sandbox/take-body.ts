import type { IncomingMessage } from 'node:http';
import { err, type Result } from '../core/result.ts';
import { type ReceivedBody, readBody } from './fields.ts';
import type { CallProblem } from './problem.ts';

/** Larger than any image or clip that is sent. */
const mostBytes = 64 * 2 ** 20;

/** Reads a request's whole body, up to the limit. */
export async function takeBody(request: IncomingMessage): Promise<Result<ReceivedBody, CallProblem>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // A body that is too large is still read to its end, or the client would not see the answer while it is sending.
    if (length <= mostBytes) chunks.push(chunk);
  }
  if (length > mostBytes) return err({ status: 413, message: 'The request body is larger than 64 MiB.' });
  const body = await readBody(request.headers['content-type'], Buffer.concat(chunks));
  return body.ok ? body : err({ status: 400, message: body.error });
}
