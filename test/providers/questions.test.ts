import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { asking, generate, on, submission } from './videos-api/asking.ts';

interface Heard {
  readonly method: string;
  readonly socket: Socket;
  readonly connection: string | undefined;
}

/** A server that keeps connections, and what it heard on which of them. */
async function keeping(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const { method = '', socket, headers } = request;
    heard.push({ method, socket, connection: headers.connection });
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const tell = (_: unknown, response: ServerResponse): void => {
  const text = JSON.stringify({ id: 'video_1', status: 'in_progress', progress: 40 });
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
};

test('questions share a connection, and what may be paid has one of its own', async () => {
  const { heard, url } = await keeping(tell);
  const provider = asking(url);
  for (let n = 0; n < 3; n++) expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
  expect(await provider.submit(submission(generate()), on())).toMatchObject({ kind: 'accepted' });
  expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
  const [first, second, third, paid, last] = heard;
  expect(new Set([first, second, third, last].map((one) => one?.socket)).size).toBe(1);
  expect(paid).toMatchObject({ method: 'POST', connection: 'close' });
  expect(paid?.socket).not.toBe(first?.socket);
});

test('a question whose kept connection the server has closed is asked once more', async () => {
  const { heard, url } = await keeping((request, response) => {
    // On a connection that was used before, it hangs up.
    const again = heard.filter(({ socket }) => socket === request.socket).length > 1;
    if (again) request.socket.destroy();
    else tell(request, response);
  });
  const provider = asking(url);
  for (let n = 0; n < 4; n++) expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
  expect(new Set(heard.map(({ socket }) => socket)).size).toBeGreaterThan(1);
});

const leftOver = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

test.each([
  ['of a job that failed', leftOver('200 OK', '{"status":"failed","error":{"message":"no"}}')],
  ['that there is no such job', leftOver('404 Not Found', '{"error":{"message":"no such job"}}')],
  ['of another job', leftOver('200 OK', '{"id":"video_12","status":"failed"}')],
  ['without words', leftOver('200 OK', '{}')],
])('an answer that was left over on a kept connection tells nothing: %s', async (_, more) => {
  const { url } = await keeping((request, response) => {
    response.on('finish', () => request.socket.write(more));
    tell(request, response);
  });
  const provider = asking(url);
  for (let n = 0; n < 4; n++) {
    expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting', progress: 0.4 });
    await new Promise((arrived) => setTimeout(arrived, 20));
  }
});

test('a server that names no job is asked on connections of their own', async () => {
  const { heard, url } = await keeping((_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: 'in_progress', progress: 40 }));
  });
  const provider = asking(url);
  for (let n = 0; n < 6; n++) expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
  // The second question finds out, and is asked once more.
  expect(heard).toHaveLength(7);
  expect(heard.slice(2).every(({ connection }) => connection === 'close')).toBe(true);
});

test('only questions about a job share connections', async () => {
  const { heard, url } = await keeping((request, response) => {
    if (request.url?.includes('limit')) response.end('{"data":[],"has_more":false}');
    else tell(request, response);
  });
  const provider = asking(url);
  await provider.poll('video_1', on());
  expect(await provider.list?.(0, on())).toMatchObject({ kind: 'listed' });
  expect(heard.map(({ connection }) => connection)).toEqual(['keep-alive', 'close']);
});

test('a question on a new connection that the server closes is not asked again by itself', async () => {
  const { heard, url } = await keeping((request) => void request.socket.destroy());
  expect(await asking(url).poll('video_1', on())).toMatchObject({
    kind: 'unreachable',
    failure: { reason: 'network', again: true },
  });
  expect(heard).toHaveLength(1);
});

test('an answer may be compressed, but not endless', async () => {
  const packed = await keeping((_, response) => {
    const bytes = gzipSync(JSON.stringify({ id: 'video_1', status: 'queued' }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bytes);
  });
  expect(await asking(packed.url).poll('video_1', on())).toMatchObject({ kind: 'waiting', state: 'queued' });
  const bomb = await keeping((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(300_000, ' ')));
  });
  expect(await asking(bomb.url).poll('video_1', on())).toMatchObject({
    kind: 'unreachable',
    failure: { message: expect.stringContaining('more than 65536 bytes arrived') },
  });
});

test('an answer that is not read to its end keeps no connection', async () => {
  const { heard, url } = await keeping((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync(Buffer.alloc(300_000, ' ')));
  });
  expect(await asking(url).poll('video_1', on())).toMatchObject({ kind: 'unreachable' });
  const [{ socket } = {}] = heard;
  if (socket && !socket.closed) await once(socket, 'close');
  expect(socket?.closed).toBe(true);
});

test('a question follows no redirect', async () => {
  const other = await keeping(tell);
  const { url } = await keeping((_, response) => {
    response.writeHead(307, { location: `${other.url}/videos/video_1` }).end();
  });
  expect(await asking(url).poll('video_1', on())).toMatchObject({ kind: 'unreachable' });
  expect(other.heard).toEqual([]);
});
