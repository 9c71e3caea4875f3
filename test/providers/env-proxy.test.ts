import { execFile } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Some versions of Node ask for a proxy. */
const knowsProxies = process.allowedNodeEnvironmentFlags.has('--use-env-proxy');
const built = join(import.meta.dirname, '../../dist/providers/http');

const asked: string[] = [];
const proxy = http.createServer(({ method, url }, answer) => {
  asked.push(`${method} ${url}`);
  answer.end('{}');
});
beforeAll(() => new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening)));
afterAll(() => proxy.close());

it('what is paid for and what is asked go through the proxy that Node was told of, and without one to the server', async () => {
  const { port } = proxy.address() as AddressInfo;
  const url = `http://${knowsProxies ? 'films.invalid' : `127.0.0.1:${port}`}/videos`;
  const signal = 'AbortSignal.timeout(20_000)';
  const script = `
    const { sendAlone } = await import(${JSON.stringify(join(built, 'send-alone.js'))});
    const { askKept } = await import(${JSON.stringify(join(built, 'ask-kept.js'))});
    const line = { url: ${JSON.stringify(url)}, headers: {}, signal: ${signal}, most: 1000 };
    await sendAlone({ ...line, method: 'POST', body: '{}' });
    await askKept(line);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${port}` },
  });
  const seen = knowsProxies ? url : '/videos';
  expect(asked).toEqual([`POST ${seen}`, `GET ${seen}`]);
});
