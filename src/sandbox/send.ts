import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../core/ports.ts';
import { unreachable } from '../core/result.ts';
import type { Answer } from './answer.ts';
import { changed } from './change.ts';
import type { Spoiling } from './fault.ts';

/** Sends an answer unchanged. */
export async function send(response: ServerResponse, { status, headers = {}, body }: Answer): Promise<void> {
  if (body.kind === 'json') {
    const text = JSON.stringify(body.value);
    response.writeHead(status, { ...headers, ...headersOf('application/json', Buffer.byteLength(text)) });
    response.end(text);
    return;
  }
  if (body.kind === 'none') return void response.writeHead(status, { ...headers, 'content-length': 0 }).end();
  const { size } = await stat(body.file);
  response.writeHead(status, { ...headers, ...headersOf(body.type, size) });
  // A client that disconnects is not our failure.
  await pipeline(createReadStream(body.file), response).catch(() => undefined);
}

const headersOf = (type: string, length: number) => ({ 'content-type': type, 'content-length': length });

/** How long a slow answer takes, and in how many pieces it is sent. */
const slowness = { ms: 4_000, pieces: 20 };

/** Sends an answer with a fault applied. */
export async function sendSpoilt(
  response: ServerResponse,
  answer: Answer,
  how: Spoiling,
  clock: Clock,
): Promise<void> {
  const { type, bytes } = await bytesOf(answer);
  const { status, headers = {} } = answer;
  const whole = (content: Buffer, as = type) => {
    response.writeHead(status, { ...headers, ...headersOf(as, content.length) });
    response.end(content);
  };
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  switch (how) {
    case 'mute':
      return;
    case 'silence':
      response.writeHead(status, { ...headers, ...headersOf(type, bytes.length) });
      return response.flushHeaders();
    case 'slow': {
      response.writeHead(status, { ...headers, ...headersOf(type, bytes.length) });
      const piece = Math.ceil(bytes.length / slowness.pieces);
      for (let at = 0; at < bytes.length && !response.destroyed; at += piece) {
        response.write(bytes.subarray(at, at + piece));
        await clock.sleep(slowness.ms / slowness.pieces);
      }
      response.end();
      return;
    }
    case 'endless':
      response.writeHead(status, { ...headers, 'content-type': type });
      return void (await pipeline(endless(bytes), response).catch(() => undefined));
    case 'cut':
      response.writeHead(status, { ...headers, ...headersOf(type, bytes.length) });
      return void response.write(half, () => response.destroy());
    case 'short':
    case 'half-json':
      return whole(half);
    case 'garbage':
      return whole(Buffer.alloc(bytes.length, 'storycut'));
    case 'html':
      return whole(Buffer.from('<!doctype html><title>502 Bad Gateway</title>'), 'text/html');
    case 'null':
      return whole(Buffer.from('null'));
    case 'empty':
      response.writeHead(202, { ...headers, 'content-length': 0 });
      return void response.end();
    case 'no-id':
    case 'slash-id':
    case 'odd-status':
    case 'wrapped':
    case 'task-id':
    case 'shouted':
    case 'iso-dates':
      return whole(Buffer.from(JSON.stringify(changed(answer, how))));
    default:
      return unreachable(how);
  }
}

async function bytesOf({ body }: Answer): Promise<{ type: string; bytes: Buffer }> {
  if (body.kind === 'none') return { type: 'text/plain', bytes: Buffer.alloc(0) };
  return body.kind === 'json'
    ? { type: 'application/json', bytes: Buffer.from(JSON.stringify(body.value)) }
    : { type: body.type, bytes: await readFile(body.file) };
}

function* endless(bytes: Buffer): Generator<Buffer> {
  const block = Buffer.alloc(65_536, bytes.length > 0 ? bytes : ' ');
  while (true) yield block;
}
