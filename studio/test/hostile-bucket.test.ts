import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClipsBucket } from '../../src/config/config.ts';
import { bucketOf } from '../src/clips/bucket.ts';
import { bucketAddress } from '../src/clips/bucket-address.ts';
import { bucketLine } from '../src/clips/bucket-line.ts';
import { bucketKeys, type Hinder, startBucket, type TestBucket } from './rig/bucket.ts';
import { realClock } from './rig/new-ledger.ts';

let server: TestBucket;
let folder: string;
beforeAll(async () => {
  server = await startBucket();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-bucket-'));
});
afterEach(async () => {
  server.hinder(undefined);
  await rm(folder, { recursive: true, force: true });
});

/** Waits take no time. */
const clock = { ...realClock, sleep: async () => undefined };

const opened = (patience = 2000, prefix = 'own') => {
  const place = { kind: 'bucket', bucket: 'films', prefix, endpoint: server.endpoint } as const;
  return bucketOf(place, bucketLine(place, { clock, env: bucketKeys, patience }));
};

async function clipOf(bytes: Uint8Array) {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const file = join(folder, `${hash}.source`);
  await writeFile(file, bytes);
  return { clip: { hash, extension: 'mp4' as const, bytes: bytes.length, cost: 0 }, file };
}

/** Hinders the first so many requests that a test is about. */
function first(count: number, about: RegExp, how: (response: ServerResponse) => void): Hinder {
  let left = count;
  return (asked, response) => {
    if (!about.test(`${asked.method} ${asked.url}`) || left === 0) return false;
    left -= 1;
    asked.resume().on('end', () => how(response));
    return true;
  };
}

const saying = (status: number, code: string, more = ''): string =>
  `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>It is ${status} &amp; so.</Message>${more}</Error>`;

const passing: Record<string, (response: ServerResponse) => void> = {
  'a 500': (response) => void response.writeHead(500).end(saying(500, 'InternalError')),
  'a 503 SlowDown': (response) =>
    void response.writeHead(503, { 'retry-after': '0' }).end(saying(503, 'SlowDown')),
  'a 502 of a proxy': (response) => void response.writeHead(502).end('<html>Bad gateway</html>'),
  'a 400 RequestTimeout': (response) => void response.writeHead(400).end(saying(400, 'RequestTimeout')),
  'a connection that breaks': (response) => void response.destroy(),
  'half a body': (response) => {
    response.writeHead(200, { 'content-length': '1000', etag: '"1"' }).write('half');
    setTimeout(() => response.destroy(), 20);
  },
};

describe('what passes', () => {
  for (const [what, how] of Object.entries(passing)) {
    test(`${what} is tried again, to send and to fetch`, async () => {
      const bucket = opened();
      const { clip, file } = await clipOf(Buffer.from(`footage after ${what}`));
      for (const about of [/^PUT/, /^HEAD/]) {
        // An answer to this has no body.
        if (about.source === '^HEAD' && /body|400/.test(what)) continue;
        server.hinder(first(2, about, how));
        expect(await bucket.put(clip, file)).toBeUndefined();
      }
      server.hinder(first(2, /^GET .*list-type/, how));
      expect(await bucket.sizes([clip])).toEqual(new Map([[clip.hash, clip.bytes]]));
      server.hinder(first(2, /^GET .*mp4$/, how));
      expect(await bucket.get(clip, join(folder, 'fetched'))).toBe(true);
      expect(await readFile(join(folder, 'fetched'))).toEqual(await readFile(file));
    });
  }

  test('a clock that is wrong is set by what the server says', async () => {
    const bucket = opened();
    const theirs = new Date(Date.now() + 3_600_000);
    let seen: string | undefined;
    server.hinder((asked, response) => {
      seen = String(asked.headers['x-amz-date']);
      const ahead = theirs.toISOString().replace(/[:-]|\.\d{3}/g, '');
      if (seen.slice(0, 11) >= ahead.slice(0, 11)) {
        const list =
          '<ListBucketResult><Name>films</Name><IsTruncated>false</IsTruncated></ListBucketResult>';
        response.writeHead(200).end(list);
      } else response.writeHead(403, { date: theirs.toUTCString() }).end(saying(403, 'RequestTimeTooSkewed'));
      return true;
    });
    const { clip } = await clipOf(Buffer.from('late'));
    expect(await bucket.sizes([clip])).toEqual(new Map());
  });
});

const lasting: Record<string, [(response: ServerResponse) => void, trouble: string, said: RegExp]> = {
  'a 403': [
    (response) => response.writeHead(403).end(saying(403, 'AccessDenied')),
    'refused',
    /AccessDenied: It is 403 & so\./,
  ],
  'an expired token': [
    (response) => response.writeHead(400).end(saying(400, 'ExpiredToken')),
    'refused',
    /ExpiredToken/,
  ],
  'a missing bucket': [
    (response) => response.writeHead(404).end(saying(404, 'NoSuchBucket')),
    'no-bucket',
    /NoSuchBucket/,
  ],
  'another region, by a redirect': [
    (response) =>
      response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-3' }).end(saying(301, 'PermanentRedirect')),
    'elsewhere',
    /at eu-west-3/,
  ],
  'another region, by a refusal': [
    (response) =>
      response.writeHead(400).end(saying(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>')),
    'elsewhere',
    /at eu-west-3/,
  ],
  'a redirect to anywhere': [
    (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    'elsewhere',
    /127\.0\.0\.1:9/,
  ],
  'a page with 200': [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>'),
    'strange',
    /does not speak/,
  ],
  'a page with 418': [
    (response) => response.writeHead(418).end('<html>teapot</html>'),
    'strange',
    /answered 418/,
  ],
  'a server that is always busy': [
    (response) => response.writeHead(503).end(saying(503, 'SlowDown')),
    'away',
    /SlowDown/,
  ],
};

describe('what lasts', () => {
  for (const [what, [how, trouble, said]] of Object.entries(lasting)) {
    test(`${what} is told, and nothing is taken for there or for missing`, async () => {
      const { clip, file } = await clipOf(Buffer.from(`footage beside ${what}`));
      expect(await opened().put(clip, file)).toBeUndefined();
      const bucket = opened(0);
      server.hinder((asked, response) => {
        asked.resume().on('end', () => how(response));
        return true;
      });
      for (const asked of [
        () => bucket.sizes([clip]),
        () => bucket.readMark(),
        () => bucket.put(clip, file),
        // A 404 says only that nothing came.
        ...(what === 'a missing bucket' ? [] : [() => bucket.get(clip, join(folder, 'fetched'))]),
      ]) {
        const error = await asked().then(
          () => undefined,
          (thrown: Error & { trouble: string }) => thrown,
        );
        expect(error?.trouble).toBe(trouble);
      }
      await expect(bucket.sizes([clip])).rejects.toThrow(said);
    });
  }

  test('a server that was waited for in vain is waited for once', async () => {
    const { clip } = await clipOf(Buffer.from('nowhere'));
    let asked = 0;
    server.hinder((_, response) => {
      asked += 1;
      response.writeHead(503).end(saying(503, 'SlowDown'));
      return true;
    });
    const bucket = opened(200);
    await expect(bucket.sizes([clip])).rejects.toThrow('SlowDown');
    expect(asked).toBeGreaterThan(2);
    asked = 0;
    for (let n = 0; n < 5; n++) await expect(bucket.sizes([clip])).rejects.toThrow('SlowDown');
    expect(asked).toBe(5);
    server.hinder(undefined);
    expect(await bucket.sizes([clip])).toEqual(new Map());
    server.hinder(first(2, /^GET/, (response) => response.destroy()));
    expect(await bucket.sizes([clip])).toEqual(new Map());
  });

  test('other bytes under the name of a hash are noticed, and whether all are there is read anew', async () => {
    const bucket = opened();
    const { clip, file } = await clipOf(Buffer.from('the right footage'));
    expect(await bucket.put(clip, file)).toBeUndefined();
    expect(await bucket.isWhole(clip)).toBe(true);
    await server.change(`own/${clip.hash}.mp4`, Buffer.from('the wrong footage'));
    expect(await bucket.get(clip, join(folder, 'fetched'))).toBe(false);
    expect(await bucket.isWhole(clip)).toBe(false);
    await server.change(`own/${clip.hash}.mp4`, undefined);
    expect(await bucket.get(clip, join(folder, 'gone'))).toBeUndefined();
    expect(await bucket.isWhole(clip)).toBe(false);
    expect(await bucket.sizes([clip])).toEqual(new Map());
  });

  test('a server that tells a checksum is believed by it alone', async () => {
    const bucket = opened();
    const { clip, file } = await clipOf(Buffer.from('checked footage'));
    const stated = (hex: string) => (asked: Parameters<Hinder>[0], response: ServerResponse) => {
      if (asked.method !== 'HEAD') return false;
      const checksum = Buffer.from(hex, 'hex').toString('base64');
      response
        .writeHead(200, { etag: '"x"', 'content-length': clip.bytes, 'x-amz-checksum-sha256': checksum })
        .end();
      return true;
    };
    server.hinder(stated(clip.hash));
    expect(await bucket.put(clip, file)).toBeUndefined();
    server.hinder(stated('00'.repeat(32)));
    expect(await bucket.put(clip, file)).toContain('other bytes');
  });
});

test('a list of any length is read to its end, and clips are found in it wherever they are', async () => {
  const names = Array.from({ length: 2500 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex'));
  const there = new Set(names.filter((_, n) => n % 3 !== 0));
  // As a server does that has all of these, and other things, and gives few at once.
  const keys = [...there].map((hash) => `own/${hash}.mp4`);
  const all = [
    ...keys,
    'own/a & b <c>.txt',
    'own/studio-clips.txt',
    'own/work/x',
    ...keys.map((key) => `${key}.bak`),
  ].sort();
  let lists = 0;
  server.hinder((asked, response) => {
    const query = new URL(asked.url ?? '', 'http://x').searchParams;
    const after = query.get('start-after') ?? '';
    const behind = all.filter((key) => key > after);
    const page = behind.slice(0, Math.min(100, Number(query.get('max-keys'))));
    lists += 1;
    const escaped = (key: string): string => key.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    response.end(
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>films</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${behind.length > page.length}</IsTruncated>${page.map((key) => `<Contents><Key>${escaped(key)}</Key><Size>5</Size></Contents>`).join('\n')}</ListBucketResult>`,
    );
    return true;
  });
  const clips = names.map((hash) => ({ hash, extension: 'mp4' as const }));
  expect(new Set((await opened().sizes(clips)).keys())).toEqual(there);
  expect(lists).toBeLessThan(50);
  lists = 0;
  for (const [n, clip] of clips.slice(0, 40).entries())
    expect((await opened().sizes([clip])).has(clip.hash)).toBe(n % 3 !== 0);
  expect(lists).toBe(40);
});

test('a disk that can not take a clip is told as that, at once', async () => {
  const bucket = opened(60_000);
  const { clip, file } = await clipOf(Buffer.from('for no disk'));
  expect(await bucket.put(clip, file)).toBeUndefined();
  await expect(bucket.get(clip, join(folder, 'nowhere', 'fetched'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('AWS has a host for each bucket, and other servers have it in the path', () => {
  const at = (place: Partial<ClipsBucket>, env: NodeJS.ProcessEnv = {}) =>
    bucketAddress({ kind: 'bucket', bucket: 'films', prefix: '', ...place }, env).url('a b/c').href;
  expect(at({})).toBe('https://films.s3.us-east-1.amazonaws.com/a%20b/c');
  expect(at({}, { AWS_REGION: 'eu-west-3' })).toBe('https://films.s3.eu-west-3.amazonaws.com/a%20b/c');
  expect(at({ region: 'eu-west-1' }, { AWS_REGION: 'eu-west-3' })).toContain('.eu-west-1.');
  // A certificate for all buckets is for one name.
  expect(at({ bucket: 'my.films' })).toBe('https://s3.us-east-1.amazonaws.com/my.films/a%20b/c');
  expect(at({ endpoint: 'https://s3.dualstack.eu-west-1.amazonaws.com' })).toBe(
    'https://films.s3.dualstack.eu-west-1.amazonaws.com/a%20b/c',
  );
  expect(at({ endpoint: 'http://nas.lan:9000/s3/' })).toBe('http://nas.lan:9000/s3/films/a%20b/c');
  expect(at({ endpoint: 'https://amazonaws.com.example.org' })).toContain('.org/films/');
});

test('a prefix may have any name, and none', async () => {
  for (const prefix of ['', 'Stücke von Ω/a b+c (1)!', "d'e*"]) {
    const bucket = opened(2000, prefix);
    const { clip, file } = await clipOf(Buffer.from(`under ${prefix}`));
    expect(await bucket.put(clip, file)).toBeUndefined();
    expect(await bucket.sizes([clip])).toEqual(new Map([[clip.hash, clip.bytes]]));
    expect(await bucket.readMark()).toBeUndefined();
    expect(await bucket.writeMark(`mark of ${prefix}`, false)).toBe(true);
    expect(await bucket.readMark()).toBe(`mark of ${prefix}`);
  }
  expect(await readdir(folder)).not.toContain('fetched');
});
