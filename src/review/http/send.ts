import type { ServerResponse } from 'node:http';

export interface Sent {
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export function send(response: ServerResponse, status: number, { type, body, headers = {} }: Sent): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, { type: 'application/json', body: JSON.stringify(value) });

export const sendText = (response: ServerResponse, status: number, text: string): void =>
  send(response, status, { type: 'text/plain; charset=utf-8', body: `${text}\n` });
