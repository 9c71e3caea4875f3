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
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > most) return err(tooLong);
    parts.push(part);
  }
  return parsed(Buffer.concat(parts).toString('utf8'));
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
