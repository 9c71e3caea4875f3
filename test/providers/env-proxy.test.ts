import { execFile } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** A minute passes in three seconds. */
const quickly = pathToFileURL(join(import.meta.dirname, '../rig/fast-time.mjs')).href;

it.skipIf(!knowsProxies)('a proxy that never opens a tunnel was sent nothing', async () => {
  proxy.on('connect', () => undefined);
  const { port } = proxy.address() as AddressInfo;
  const script = `
    const { sendAlone } = await import(${JSON.stringify(join(built, 'send-alone.js'))});
    const { signal } = new AbortController();
    const line = { url: 'https://films.invalid/videos', headers: {}, signal, most: 1000 };
    await sendAlone({ ...line, method: 'POST', body: '{}' }).catch((error) =>
      console.log(error.wasSent, error.cause.code));
    process.exit();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', quickly, '--input-type=module', '--eval', script],
    {
      env: {
        ...{ PATH: process.env.PATH, FAST: '20' },
        ...{ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${port}` },
      },
    },
  );
  expect(stdout.trim()).toBe('false UND_ERR_CONNECT_TIMEOUT');
});
