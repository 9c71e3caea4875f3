import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { signatureOf } from './signature.ts';

/** Answers in the server's place; false: it does not. */
export type Hinder = (asked: IncomingMessage, response: ServerResponse) => boolean;

/** A bucket `films` of a server of the test's own, whose every answer the test may give itself. */
export interface TestBucket {
  readonly endpoint: string;
  /** Bytes of objects that were asked for and sent, and how many requests there were, by method. */
  readonly moved: { sent: number; received: number; readonly requests: Record<string, number> };
  hinder(how: Hinder | undefined): void;
  /** Names of the objects below a prefix, in order. */
  names(prefix: string): Promise<readonly string[]>;
  bytes(key: string): Promise<Uint8Array | undefined>;
  /** Other bytes for an object that is there, or none. */
  change(key: string, bytes: Uint8Array | undefined): Promise<void>;
  close(): Promise<void>;
}

/** Of the server that s3rver is. */
export const bucketKeys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

const SUFFIX = '._S3rver_object';

/** s3rver does not look at signatures of this version, nor at the hash. */
function refuse(response: ServerResponse, code: string): void {
  response.writeHead(403).end(`<Error><Code>${code}</Code><Message>It does not match.</Message></Error>`);
}

export async function startBucket(): Promise<TestBucket> {
  const directory = await mkdtemp(join(tmpdir(), 'storycut-s3-'));
  const s3rver = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory },
    configureBuckets: [{ name: 'films' }],
  });
  const { port } = await s3rver.run();
  const moved = { sent: 0, received: 0, requests: {} as Record<string, number> };
  let how: Hinder | undefined;
  const front: Server = createServer((asked, response) => {
    const method = asked.method ?? '';
    moved.requests[method] = (moved.requests[method] ?? 0) + 1;
    if (how?.(asked, response)) return;
    const { url: path = '', headers } = asked;
    const whose = signatureOf({ method, url: path, headers }, bucketKeys.AWS_SECRET_ACCESS_KEY);
    if (!headers.authorization?.endsWith(`Signature=${whose}`))
      return refuse(response, 'SignatureDoesNotMatch');
    const hash = createHash('sha256');
    // With an OpenSSL of today, s3rver fails where a list goes on.
    const whole = path.replace(/max-keys=\d+/, 'max-keys=1000');
    const on = request({ host: '127.0.0.1', port, method, path: whole, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      const isObject = !/[?&]list-type=/.test(path);
      answer.on('data', (piece) => {
        if (isObject) moved.received += piece.length;
      });
      answer.pipe(response);
    });
    on.on('error', () => response.destroy());
    asked.on('data', (piece) => {
      moved.sent += piece.length;
      hash.update(piece);
      on.write(piece);
    });
    asked.on('end', () => {
      if (hash.digest('hex') === headers['x-amz-content-sha256']) on.end();
      else refuse(response, 'XAmzContentSHA256Mismatch');
    });
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    moved,
    hinder: (next) => {
      how = next;
    },
    async names(prefix) {
      const found = await readdir(join(directory, 'films', prefix)).catch(() => []);
      return found.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
    },
    bytes: (key) => readFile(join(directory, 'films', `${key}${SUFFIX}`)).catch(() => undefined),
    async change(key, bytes) {
      const date = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
      const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
      const changed = await fetch(`http://127.0.0.1:${port}/films/${key}`, {
        method: bytes ? 'PUT' : 'DELETE',
        ...(bytes && { body: bytes as Uint8Array<ArrayBuffer> }),
        headers: {
          ...{ 'x-amz-date': date, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
          authorization: `AWS4-HMAC-SHA256 Credential=S3RVER/${scope}, SignedHeaders=host, Signature=0`,
        },
      });
      if (!changed.ok) throw new Error(await changed.text());
    },
    async close() {
      front.closeAllConnections();
      s3rver.httpServer.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await s3rver.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
