import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { asking, generate, on, submission } from './videos-api/asking.ts';

const job = JSON.stringify({ id: 'video_1', status: 'queued' });
const accepted = `HTTP/1.1 200 OK\r\nContent-Length: ${job.length}\r\n\r\n${job}`;

/** The port of a server on loopback, until the test has finished. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server
    .on('connection', (socket) => sockets.add(socket.on('error', () => undefined)))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Wire {
  /** The first bytes of a handshake came. Default: they are passed on. */
  begun?(client: Socket): void;
  /** The whole request came, inside TLS. */
  sent?(client: Socket, inside: Socket): void;
}

/** A server that speaks TLS without a certificate, and what lies between it and us. */
async function secured({ begun, sent }: Wire): Promise<string> {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const before = { ciphers: tls.DEFAULT_CIPHERS, version: tls.DEFAULT_MAX_VERSION };
  onTestFinished(() => {
    vi.unstubAllEnvs();
    tls.DEFAULT_CIPHERS = before.ciphers;
    tls.DEFAULT_MAX_VERSION = before.version;
  });
  tls.DEFAULT_CIPHERS = 'aNULL:@SECLEVEL=0';
  tls.DEFAULT_MAX_VERSION = 'TLSv1.2';
  let outside: Socket | undefined;
  const server = tls.createServer({ dhparam: 'auto' }, (inside) => {
    let said = '';
    inside
      .on('error', () => undefined)
      .on('data', (bytes: Buffer) => {
        said += bytes.toString('latin1');
        // A form ends so.
        if (!said.endsWith('--\r\n')) return;
        if (outside && sent) sent(outside, inside);
        else inside.end(accepted);
      });
  });
  const port = await listening(server);
  const between = createServer((client) => {
    outside = client;
    client.once('data', (first: Buffer) => {
      if (begun) return begun(client);
      const onward = connect(port, '127.0.0.1').on('error', () => undefined);
      onward.write(first);
      client.pipe(onward);
      onward.on('data', (bytes: Buffer) => void (client.writable && client.write(bytes)));
    });
  });
  return `https://127.0.0.1:${await listening(between)}/v1`;
}

const plain = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n';

test('what is stopped in the handshake was not sent', async () => {
  const stop = new AbortController();
  const url = await secured({ begun: () => stop.abort() });
  expect(await asking(url).submit(submission(generate()), stop.signal)).toMatchObject({ kind: 'rejected' });
});

test('what is stopped after the request may have been accepted', async () => {
  const stop = new AbortController();
  const url = await secured({ sent: () => stop.abort() });
  expect(await asking(url).submit(submission(generate()), stop.signal)).toMatchObject({ kind: 'unknown' });
});

describe('whether anything was sent is known by what was written, not by how it failed', () => {
  it.each<[string, Wire, string, RegExp?]>([
    ['all is well', {}, 'accepted'],
    [
      'reset in the handshake',
      { begun: (client) => client.resetAndDestroy() },
      'rejected',
      /Nothing was sent/,
    ],
    ['closed in the handshake', { begun: (client) => client.end() }, 'rejected', /Nothing was sent/],
    ['no TLS at all', { begun: (client) => client.end(plain) }, 'rejected', /does not speak TLS/],
    ['no TLS after the request', { sent: (client) => client.end(plain) }, 'unknown', /did not respond/],
    ['reset after the request', { sent: (client) => client.resetAndDestroy() }, 'unknown', /did not respond/],
    ['closed after the request', { sent: (_, inside) => inside.end() }, 'unknown', /did not respond/],
  ])('%s', async (_, wire, kind, message) => {
    const submitted = await asking(await secured(wire)).submit(submission(generate()), on());
    expect(submitted).toMatchObject({
      kind,
      ...(message && { failure: { message: expect.stringMatching(message) } }),
    });
  });
});
