import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../src/sandbox/serve.ts';

/** A key as no service issues one: it is searched for in everything that is written. */
export const canary = 'sk-Canary-0a1B2c3D4e5F6g7H8i9J';

const percent = (text: string): string =>
  [...text].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');

/** Ways in which a server may write what it was sent. */
export const writings: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in capitals': (key) => key.toUpperCase(),
  'in small letters': (key) => key.toLowerCase(),
  'in a link': percent,
  'in base64': (key) => Buffer.from(`user:${key}`).toString('base64'),
  'in hexadecimal': (key) => Buffer.from(key).toString('hex'),
  'its second half': (key) => key.slice(key.length >> 1),
  'behind a text that is cut': (key) => `${'x'.repeat(300 - 20)} ${key}`,
  'behind a text that is cut later': (key) => `${'x'.repeat(300 - 14)} ${key}`,
  'behind a short text that is cut': (key) => `${'x'.repeat(80 - 14)}${key}`,
};

type Answer = Record<string, unknown>;

/** Places of an answer. */
export const places: Readonly<Record<string, (answer: Answer, said: string) => Answer>> = {
  'its id': (answer, said) => ({ ...answer, id: said, task_id: said }),
  'its prompt': (answer, said) => ({ ...answer, prompt: said }),
  'its status': (answer, said) => ({ ...answer, status: said }),
  'its error': (answer, said) => ({ ...answer, error: { message: said, code: said, type: said } }),
  'an error in words': (answer, said) => ({ ...answer, error: said, detail: said, message: said }),
  'its link': (answer, said) => ({ ...answer, url: `https://127.0.0.1:9/${said}`, video_url: said }),
  'what nobody reads': (answer, said) => ({ ...answer, metadata: { request: { headers: [said] } } }),
  'both halves': (answer, said) => ({
    ...answer,
    error: { code: said.slice(0, 15), message: said.slice(15) },
  }),
};

export const statuses = [0, 400, 401, 404, 429, 500] as const;

export interface Echo {
  readonly operation: 'create' | 'get' | 'list' | 'content';
  readonly writing: string;
  readonly place: string;
  /** 0: the server's own. */
  readonly status: (typeof statuses)[number];
}

/** A server in front of a sandbox that tells the key in its first answers of one operation. */
export async function echoing(served: Sandbox, echo: Echo): Promise<{ readonly url: string; close(): void }> {
  const target = new URL(served.url);
  let left = 2;
  const server: Server = createServer((request, response) => {
    void forward(request, target).then(
      async (answer) => {
        const tells = left > 0 && operationOf(request, target) === echo.operation;
        if (tells) left -= 1;
        await pass(answer, response, tells ? echo : undefined);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function operationOf({ method, url = '' }: IncomingMessage, { pathname }: URL): Echo['operation'] {
  if (method === 'POST') return 'create';
  const path = url.slice(pathname.length).replace(/\?.*$/, '');
  if (/content|download/.test(path)) return 'content';
  return /\/[^/]+\/[^/]+$/.test(path) ? 'get' : 'list';
}

async function forward(request: IncomingMessage, target: URL): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const {
    host: _,
    connection: __,
    'content-length': ___,
    'transfer-encoding': ____,
    ...headers
  } = request.headers;
  return await fetch(new URL(request.url ?? '/', target.origin), {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    redirect: 'manual',
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
}

async function pass(answer: Response, response: ServerResponse, echo: Echo | undefined): Promise<void> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const headers: Record<string, string> = {};
  for (const name of ['content-type', 'location', 'retry-after', 'date']) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  if (echo === undefined) {
    response.writeHead(answer.status, headers).end(bytes);
    return;
  }
  const said = writings[echo.writing]?.(canary) ?? '';
  const changed = (one: Answer): Answer => places[echo.place]?.(one, said) ?? one;
  let body: Answer = {};
  try {
    body = JSON.parse(bytes.toString());
  } catch {
    // Footage: told as an error instead.
  }
  const list = Array.isArray(body.data) ? { ...body, data: body.data.map(changed) } : undefined;
  response
    .writeHead(echo.status || answer.status, {
      'content-type': 'application/json',
      'x-request-id': said.slice(0, 200),
      'retry-after': '1',
    })
    .end(JSON.stringify(list ?? changed(body)));
}
