import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Result } from '../../core/result.ts';
import type { EventFeed, FeedMessage } from './event-feed.ts';
import { setHeaders } from './headers.ts';
import { type HttpRefusal, type Judged, judgeRequest } from './judge.ts';
import { listenOnLoopback } from './listen.ts';
import { readJson } from './read-json.ts';
import { send, sendJson, sendText } from './send.ts';
import { type ServedFile, sendFile } from './send-file.ts';
import { isSame, openToVisitors, type Visitor } from './visitors.ts';

/** What is served: the page, what it shows, and what it may ask for. Nothing here knows what a film is. */
export interface Served {
  /** The page's files by path; `ticket` goes into the page itself. */
  readonly page: (ticket: string) => string;
  readonly files: ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;
  /** JSON documents by path. */
  readonly documents: Readonly<Record<string, () => Promise<unknown>>>;
  /** A file by the hash of its bytes. */
  media(hash: string): Promise<ServedFile | undefined>;
  /** A picture of a video by its hash, at some milliseconds. */
  poster(hash: string, ms: number): Promise<ServedFile | undefined>;
  /** How loud a file is, over its time. */
  peaks(hash: string): Promise<ServedFile | undefined>;
  readonly feed: EventFeed;
  /** What a page that joins has to hear first; `after`: the number of the last message that it heard. */
  missed(after: number | undefined): Promise<readonly FeedMessage[]>;
  /** What the page may ask for, by name. */
  readonly doings: ReadonlyMap<string, Doing>;
}

/** Carries out what the page asks for. The error is for people. */
export type Doing = (asked: Readonly<Record<string, unknown>>) => Promise<Result<unknown, HttpRefusal>>;

export interface LocalServer {
  readonly port: number;
  readonly addresses: readonly string[];
  /** A link that lets one browser in. */
  link(): string;
  close(): Promise<void>;
}

/** Serves a page to browsers of this machine that open a link which was printed. */
export async function serveLocally(
  served: Served,
  {
    port = 0,
    onOpened,
  }: { readonly port?: number | undefined; readonly onOpened?: (() => void) | undefined } = {},
): Promise<LocalServer> {
  const visitors = openToVisitors();
  let at = 0;
  const cookieName = (): string => `storycut-review-${at}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hosts = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
    const { method = '', url = '', headers } = request;
    const judged = judgeRequest({ method, target: url, headers, hosts }, at);
    if (!judged.ok) return refuse(request, response, judged.error);
    const { path, query } = judged.value;
    const known = visitors.recognize(headers.cookie, cookieName());
    if (path === '/') return open(response, judged.value.method, query.open, known);
    if (!known) return refuse(request, response, notKnown);
    if (judged.value.method === 'POST') return await act(request, response, path, known);
    await look(request, response, judged.value);
  }

  function open(
    response: ServerResponse,
    method: string,
    token: string | undefined,
    known: Visitor | undefined,
  ): void {
    if (method !== 'GET') {
      sendText(response, 405, 'Only GET is understood here.');
      return;
    }
    const admitted = token === undefined ? undefined : visitors.admit(token);
    const visitor = admitted?.visitor ?? known;
    if (!visitor) {
      sendText(response, 403, notKnown.message);
      return;
    }
    const cookie = admitted && `${cookieName()}=${admitted.cookie}; HttpOnly; SameSite=Strict; Path=/`;
    send(response, 200, {
      type: 'text/html; charset=utf-8',
      body: served.page(visitor.ticket),
      ...(cookie !== undefined && { headers: { 'set-cookie': cookie } }),
    });
    if (admitted) onOpened?.();
  }

  async function act(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    { ticket }: Visitor,
  ): Promise<void> {
    const given = request.headers['x-storycut-ticket'];
    if (typeof given !== 'string' || !isSame(given, ticket)) return refuse(request, response, notKnown);
    const doing = path.startsWith('/do/') ? served.doings.get(path.slice('/do/'.length)) : undefined;
    if (!doing) return refuse(request, response, notThere);
    const asked = await readJson(request);
    if (!asked.ok) return refuse(request, response, asked.error);
    const done = await doing(asked.value);
    if (done.ok) sendJson(response, 200, done.value ?? {});
    else sendJson(response, done.error.status, { message: done.error.message });
  }

  async function look(request: IncomingMessage, response: ServerResponse, { path }: Judged): Promise<void> {
    if (path === '/events') return await join(request, response);
    const document = Object.hasOwn(served.documents, path) ? served.documents[path] : undefined;
    if (document) return sendJson(response, 200, await document());
    const file = served.files.get(path);
    if (file) return send(response, 200, file);
    const media = await mediaAt(path, served);
    if (!media) return refuse(request, response, notThere);
    setHeaders(response, 'media');
    await sendFile(request, response, media);
  }

  async function join(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const last = /^\d{1,15}$/.exec(String(request.headers['last-event-id'] ?? ''))?.[0];
    const before = await served.missed(last === undefined ? undefined : Number(last));
    if (response.destroyed) return;
    if (!served.feed.join(response, before)) refuse(request, response, tooMany);
  }

  const listener: RequestListener = (request, response) => {
    setHeaders(response);
    response.on('error', () => undefined);
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const message = error instanceof Error ? error.message : String(error);
      sendJson(response, 500, { message: `Something unexpected went wrong: ${message}` });
    });
  };
  const loopback = await listenOnLoopback(port, listener);
  at = loopback.port;
  return {
    port: at,
    addresses: loopback.addresses,
    link: () => `http://127.0.0.1:${at}/?open=${visitors.next()}`,
    async close() {
      served.feed.close();
      await loopback.close();
    },
  };
}

const notKnown: HttpRefusal = {
  status: 403,
  message:
    'This page is for whoever started `storycut review`, and each link that it prints opens one browser. Open the link that it printed last.',
};
const notThere: HttpRefusal = { status: 404, message: 'There is no such thing here.' };
const tooMany: HttpRefusal = { status: 429, message: 'Too many pages are open. Close some.' };

/** What is not read of a request is not waited for: its connection ends with the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: HttpRefusal): void {
  if (request.method !== 'GET') {
    // Gone, if the browser is.
    const socket: Socket | null = response.socket;
    response.setHeader('connection', 'close');
    response.on('finish', () => socket?.destroySoon());
  }
  if (status === 405) response.setHeader('allow', 'GET, POST');
  sendJson(response, status, { message });
}

async function mediaAt(path: string, served: Served): Promise<ServedFile | undefined> {
  const [, what, hash = '', ms] = /^\/(media|peaks|poster)\/([0-9a-f]{64})(?:\/(\d{1,9}))?$/.exec(path) ?? [];
  if (hash === '') return undefined;
  if (what === 'poster') return ms === undefined ? undefined : await served.poster(hash, Number(ms));
  if (ms !== undefined) return undefined;
  return what === 'media' ? await served.media(hash) : await served.peaks(hash);
}
