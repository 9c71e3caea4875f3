import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ok } from '../../src/core/result.ts';
import { eventFeed } from '../../src/review/http/event-feed.ts';
import { type LocalServer, type Served, serveLocally } from '../../src/review/http/serve.ts';
import { type RawAnswer, raw } from './raw.ts';

/** A server with nothing behind it but what a test looks at. */
export interface TestServer extends LocalServer {
  readonly served: Served;
  /** What was asked of it, and carried out. */
  readonly done: unknown[];
  /** The headers of a browser that opened the page. */
  readonly cookie: string;
  readonly ticket: string;
  /** A request as the page makes it, with these lines added or changed. */
  ask(target: string, changes?: Readonly<Record<string, string | undefined>>): Promise<RawAnswer>;
  post(
    target: string,
    body: string,
    changes?: Readonly<Record<string, string | undefined>>,
  ): Promise<RawAnswer>;
}

export const hash = 'a'.repeat(64);

export async function testServer(folder: string): Promise<TestServer> {
  const file = join(folder, 'clip.mp4');
  await writeFile(file, Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251)));
  const done: unknown[] = [];
  const served: Served = {
    page: (ticket) => `<meta name="ticket" content="${ticket}">`,
    files: new Map([['/page.js', { type: 'text/javascript', body: Buffer.from('1') }]]),
    documents: { '/film.json': async () => ({ title: 'A Film' }) },
    media: async (wanted) => (wanted === hash ? { file, type: 'video/mp4' } : undefined),
    poster: async () => undefined,
    peaks: async () => undefined,
    feed: eventFeed(),
    missed: async (after = 0) =>
      [1, 2, 3].filter((id) => id > after).map((id) => ({ id, event: 'told', data: { id } })),
    doings: new Map([
      [
        'pick',
        async (asked) => {
          done.push(asked);
          return ok({});
        },
      ],
    ]),
  };
  const server = await serveLocally(served);
  onTestFinished(() => server.close());
  const { port } = server;
  const page = await raw(port, [
    `GET ${new URL(server.link()).pathname}${new URL(server.link()).search} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: close',
  ]);
  const cookie = page.headers['set-cookie']?.split(';')[0] ?? '';
  const ticket = /content="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const usual = { host: `127.0.0.1:${port}`, cookie, 'sec-fetch-site': 'same-origin', connection: 'close' };
  const lines = (headers: Readonly<Record<string, string | undefined>>): readonly string[] =>
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return {
    ...server,
    ...{ served, done, cookie, ticket },
    ask: (target, changes = {}) => raw(port, [`GET ${target} HTTP/1.1`, ...lines({ ...usual, ...changes })]),
    post: (target, body, changes = {}) =>
      raw(
        port,
        [
          `POST ${target} HTTP/1.1`,
          ...lines({
            ...usual,
            origin: `http://127.0.0.1:${port}`,
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
            'x-storycut-ticket': ticket,
            ...changes,
          }),
        ],
        body,
      ),
  };
}
