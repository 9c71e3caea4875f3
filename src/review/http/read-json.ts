import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../core/result.ts';
import type { HttpRefusal } from './judge.ts';

/** Bytes of what the page sends at most: a long prompt is a hundredth of it. */
const most = 64 * 1024;

/** A JSON object in the body of a request. What is too long is not read. */
export async function readJson(
  request: IncomingMessage,
): Promise<Result<Readonly<Record<string, unknown>>, HttpRefusal>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(type))
    return err({ status: 415, message: 'Only application/json is understood.' });
  if (Number(request.headers['content-length'] ?? 0) > most) return err(tooLong);
  const body = await readUpTo(request, most);
  return body === undefined ? err(tooLong) : parsed(body.toString('utf8'));
}

/** Undefined if it is longer, or breaks off: the connection is left as it is, so that an answer can still be sent. */
function readUpTo(request: IncomingMessage, bytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= bytes) parts.push(part);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('close', () => resolve(undefined));
    request.on('error', () => resolve(undefined));
  });
}

const tooLong: HttpRefusal = { status: 413, message: 'That is too long.' };

function parsed(text: string): Result<Readonly<Record<string, unknown>>, HttpRefusal> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return ok(value as Readonly<Record<string, unknown>>);
  } catch {
    // Told below.
  }
  return err({ status: 400, message: 'That is no JSON object.' });
}
