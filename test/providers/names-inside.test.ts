import dns from 'node:dns';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPrivate } from '../../src/providers/address.ts';
import { hidingKeys } from '../../src/providers/hiding-keys.ts';
import { fetchFootage } from '../../src/providers/http/fetch-footage.ts';
import { usualLimits } from '../../src/providers/http/limits.ts';
import { sendOnce } from '../../src/providers/http/send-once.ts';
import { toStorage } from '../../src/providers/http/to-storage.ts';
import { project } from '../rig/project.ts';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { clock, on } from './videos-api/asking.ts';

/** What names stand for: in turn, where there are several. */
const names = new Map<string, string[]>();
beforeEach(() => {
  const usual = dns.lookup;
  const lookup = (name: string, ...more: never[]) => {
    if (!name.endsWith('.example')) return (usual as (...all: unknown[]) => void)(name, ...more);
    const done = more.at(-1) as unknown as (error: null, found: object[]) => void;
    const [address = '203.0.113.9', ...later] = names.get(name) ?? [];
    if (later.length > 0) names.set(name, later);
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  names.clear();
});

const film = (headers: Record<string, string> = {}, status = 200) =>
  scriptedServer((_, response) => void response.writeHead(status, headers).end('footage'));

async function download(url: string, baseUrl: string) {
  const { folder } = await project();
  const from = { url, baseUrl, key: undefined, clock, limits: usualLimits };
  return fetchFootage(from, join(folder, 'film.mp4'), on());
}

const inside = { kind: 'broken', why: expect.stringContaining('your own network') };

describe('a link to a name', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'that stands for %s is not followed, where a server on the internet names it',
    async (address) => {
      const server = await film();
      names.set('cdn.example', [address]);
      const url = server.url.replace('127.0.0.1', 'cdn.example');
      expect(await download(url, 'http://service.example')).toMatchObject(inside);
      expect(server.seen).toEqual([]);
    },
  );

  it('is not followed there by a redirect either', async () => {
    const near = await film();
    const server = await film({ location: near.url.replace('127.0.0.1', 'cdn.example') }, 302);
    names.set('cdn.example', ['127.0.0.1']);
    // The service is reached here, and is on the internet when it is asked about.
    names.set('service.example', ['127.0.0.1', '203.0.113.9']);
    const base = server.url.replace('127.0.0.1', 'service.example');
    expect(await download(`${base}/film`, base)).toMatchObject(inside);
    expect([server.seen.length, near.seen.length]).toEqual([1, 0]);
  });

  it.each(['http://gpu.corp.example', 'http://127.0.0.1:1', 'http://box.local'])(
    'is followed there for a server that is there itself: %s',
    async (base) => {
      const server = await film();
      names.set('cdn.corp.example', ['127.0.0.1']);
      names.set('gpu.corp.example', ['10.0.0.7']);
      const url = server.url.replace('127.0.0.1', 'cdn.corp.example');
      expect(await download(url, base)).toEqual({ kind: 'done' });
    },
  );
});

describe('a file', () => {
  const line = { clock, limits: usualLimits, keys: hidingKeys({}) };
  const send = (url: string, baseUrl: string, body: FormData | Uint8Array<ArrayBuffer>) =>
    sendOnce(toStorage(line, baseUrl), url, { method: 'POST', body }, on());

  it('is not sent to a name that stands for a place in the network of whoever asks', async () => {
    const server = await scriptedServer(json({}));
    names.set('bucket.example', ['127.0.0.1']);
    const url = server.url.replace('127.0.0.1', 'bucket.example');
    const sent = await send(url, 'http://service.example', new Uint8Array(9));
    expect(sent).toMatchObject({ why: expect.stringContaining('your own network') });
    expect(server.seen).toEqual([]);
  });

  it('is sent whole otherwise, with its length', async () => {
    const server = await scriptedServer(json({ kept: true }));
    const form = new FormData();
    form.append('policy', 'p');
    form.append('file', new Blob([new Uint8Array(300_000)], { type: 'video/mp4' }), 'film.mp4');
    expect(await send(server.url, server.url, form)).toMatchObject({
      kind: 'answered',
      body: { kept: true },
    });
    expect(server.seen).toMatchObject([
      { method: 'POST', fields: { policy: 'p', file: 'film.mp4 video/mp4 300000' } },
    ]);
    expect(Number(server.seen[0]?.headers['content-length'])).toBeGreaterThan(300_000);
    expect(server.seen[0]?.headers['transfer-encoding']).toBeUndefined();
  });
});

it.each([
  ...['10.1.2.3', '100.64.0.1', '100.127.9.9', '198.18.0.5', '192.0.0.8', '0.0.0.0', '169.254.169.254'],
  ...[
    '::1',
    '::',
    'fe80::1%eth0',
    'fec0::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::10.0.0.1',
  ],
  ...['::ffff:0:127.0.0.1', '::127.0.0.1', '[::1]', 'box', 'box.lan'],
])('%s is in the network of whoever asks', (host) => {
  expect(isPrivate(host)).toBe(true);
});

it.each([
  ...['8.8.8.8', '100.63.0.1', '100.128.0.1', '172.32.0.1', '198.20.0.1', '192.0.1.1'],
  ...['2606:4700::1111', '64:ff9b::8.8.8.8', '::ffff:8.8.8.8', 'fal.media'],
])('%s is on the internet', (host) => {
  expect(isPrivate(host)).toBe(false);
});
