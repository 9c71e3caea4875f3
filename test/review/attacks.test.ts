import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected, raw, readAnswer } from './raw.ts';
import { hash, testServer } from './served.ts';
import { manyStreams, untilSo } from './streams.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-attacks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pick = '{"segment":"door","take":2}';

describe('who asks', () => {
  it('listens on the two loopback addresses, and on no other', async () => {
    const { addresses, port } = await testServer(folder);
    expect(addresses[0]).toBe('127.0.0.1');
    expect(addresses.slice(1).filter((one) => one !== '::1')).toEqual([]);
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, scopeid }) => !internal && !scopeid);
    for (const { address } of others) await expect(connected(port, address)).rejects.toThrow();
  });

  it('serves the page, and what belongs to it, to who opened the link', async () => {
    const server = await testServer(folder);
    expect((await server.ask('/film.json')).body).toContain('A Film');
    expect((await server.post('/do/pick', pick)).status).toBe(200);
    expect(server.done).toEqual([{ segment: 'door', take: 2 }]);
  });

  it('answers to its own names alone', async () => {
    const server = await testServer(folder);
    const { port } = server;
    const wrong = [
      ...['evil.test', `evil.test:${port}`, `localhost.:${port}`, `127.1:${port}`, `2130706433:${port}`],
      ...[
        `0x7f.0.0.1:${port}`,
        `127.0.0.1`,
        `127.0.0.1:${port + 1}`,
        `[::ffff:127.0.0.1]:${port}`,
        `0.0.0.0:${port}`,
      ],
      ...[`localhost:${port}@evil.test`, `LOCALHOST:${port}`, ''],
    ];
    for (const host of wrong) {
      for (const target of ['/', new URL(server.link()).search.replace(/^/, '/'), '/film.json'])
        expect((await server.ask(target, { host })).status, `${host} ${target}`).toBe(421);
      expect((await server.post('/do/pick', pick, { host })).status, host).toBe(421);
    }
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `127.0.0.1:${port}`])
      expect((await server.ask('/film.json', { host })).status, host).toBe(200);
    const two = await raw(port, [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Host: evil.test',
      'Connection: close',
    ]);
    expect([400, 421]).toContain(two.status);
    expect(server.done).toEqual([]);
  });

  it('does what its own page asks for, and nothing that another asks for', async () => {
    const server = await testServer(folder);
    const own = `http://127.0.0.1:${server.port}`;
    const others = [
      'null',
      'https://evil.test',
      `http://localhost:${server.port}`,
      `https://127.0.0.1:${server.port}`,
      `${own}.evil.test`,
      `${own}/`,
      '',
    ];
    for (const origin of others) {
      expect((await server.post('/do/pick', pick, { origin })).status, origin).toBe(403);
      expect((await server.ask('/film.json', { origin })).status, origin).toBe(403);
      expect((await server.ask('/events', { origin })).status, origin).toBe(403);
    }
    expect((await server.post('/do/pick', pick, { origin: undefined })).status).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await server.post('/do/pick', pick, { 'sec-fetch-site': site })).status, site).toBe(403);
      for (const target of ['/film.json', '/events', `/media/${hash}`, '/page.js'])
        expect((await server.ask(target, { 'sec-fetch-site': site })).status, `${site} ${target}`).toBe(403);
    }
    // The page itself may be opened from anywhere, but in a tab of its own.
    expect(
      (
        await server.ask('/', {
          'sec-fetch-site': 'none',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await server.ask('/', {
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'iframe',
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await server.ask('/', {
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'no-cors',
          'sec-fetch-dest': 'script',
        })
      ).status,
    ).toBe(403);
    expect(server.done).toEqual([]);
  });

  it('takes a link once, and knows a browser by its cookie', async () => {
    const server = await testServer(folder);
    const { port } = server;
    const first = new URL(server.link());
    const at = (search: string, cookie?: string) => server.ask(`/${search}`, { cookie });
    const entered = await at(first.search);
    expect(entered.status).toBe(200);
    expect(entered.headers['set-cookie']).toMatch(
      /^storycut-review-\d+=[0-9a-f]{40}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect((await at(first.search)).status).toBe(403);
    expect(server.link()).not.toBe(first.href);
    for (const wrong of ['', '?open=', '?open=0', `?open=${'0'.repeat(40)}`])
      expect((await at(wrong)).status, wrong).toBe(wrong === '?open=' ? 400 : 403);
    for (const cookie of [
      undefined,
      '',
      `storycut-review-${port}=`,
      `storycut-review-${port}=guess`,
      `storycut-review-${port + 1}=${server.cookie.split('=')[1]}`,
      '__proto__=1',
    ]) {
      expect((await server.ask('/film.json', { cookie })).status, cookie).toBe(403);
      expect((await server.post('/do/pick', pick, { cookie })).status, cookie).toBe(403);
    }
    // Another browser's ticket, or none: a cookie alone changes nothing.
    const other = /content="([^"]+)"/.exec(entered.body)?.[1];
    for (const ticket of [undefined, '', 'guess', other])
      expect((await server.post('/do/pick', pick, { 'x-storycut-ticket': ticket })).status, ticket).toBe(403);
    expect(server.done).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('has no address outside its list, however it is written', async () => {
    const server = await testServer(folder);
    const targets = [
      ...['/../etc/passwd', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%252e%252e/etc/passwd'],
      ...[
        '/..\\..\\etc\\passwd',
        '//etc/passwd',
        '/page.js/../../package.json',
        '/page.js%00.png',
        '/page.js??',
        '/@fs/etc/passwd?import&raw??',
      ],
      ...[
        '/page.js::$DATA',
        '/PAGE~1.JS',
        '/media/../film.json',
        `/media/${hash}/`,
        `/media/${hash}.mp4`,
        `/media/${'A'.repeat(64)}`,
      ],
      ...[
        `/media/${hash}?file=/etc/passwd`,
        '/media/etc-passwd',
        '/poster/x/1',
        '/do/pick',
        '/__proto__',
        '/constructor',
        '/toString',
      ],
      ...[
        '*',
        'http://evil.test/',
        `http://127.0.0.1:${server.port}/film.json`,
        `//127.0.0.1:${server.port}/film.json`,
        `/${'a'.repeat(400)}`,
      ],
    ];
    for (const target of targets) {
      const { status, body } = await server.ask(target);
      const isFile = target === `/media/${hash}?file=/etc/passwd`;
      expect(isFile ? [400] : [400, 404], target).toContain(status);
      expect(body, target).not.toContain('root:');
    }
    for (const target of [
      '/do/run',
      '/do/__proto__',
      '/do/constructor',
      '/do/../do/pick',
      '/devserver/start',
      '/film.json',
      '/do/pick/x',
    ])
      expect([400, 404], target).toContain((await server.post(target, pick)).status);
    expect(server.done).toEqual([]);
  });

  it('changes something by POST with JSON alone', async () => {
    const server = await testServer(folder);
    const { port, cookie, ticket } = server;
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']) {
      const { status, headers } = await raw(port, [
        `${method} /do/pick HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        `Origin: http://127.0.0.1:${port}`,
        `X-Storycut-Ticket: ${ticket}`,
        'Content-Length: 0',
        'Connection: close',
      ]);
      expect(status, method).toBe(405);
      expect(
        Object.keys(headers).filter((name) => name.startsWith('access-control')),
        method,
      ).toEqual([]);
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
      'text/plain; application/json',
      undefined,
    ])
      expect((await server.post('/do/pick', pick, { 'content-type': type })).status, type).toBe(415);
    for (const body of ['', '[]', '"x"', 'null', '{', '{"a":1}x'])
      expect((await server.post('/do/pick', body)).status, body).toBe(400);
    expect(server.done).toEqual([]);
  });

  it('says with each answer that it is for its own page alone', async () => {
    const server = await testServer(folder);
    const answers = [
      await server.ask('/'),
      await server.ask('/film.json'),
      await server.ask('/nothing'),
      await server.ask('/film.json', { host: 'evil.test' }),
      await server.post('/do/pick', pick),
      await server.ask(`/media/${hash}`),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toMatch(/default-src '(self|none)'/);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    // Opened alone, a picture with a script in it runs nothing.
    expect(answers[5]?.headers['content-security-policy']).toContain('sandbox');
  });

  it('sends ranges of what is there, a piece at a time', async () => {
    const server = await testServer(folder);
    const at = (range: string) => server.ask(`/media/${hash}`, { range });
    expect(await at('bytes=10-19')).toMatchObject({
      status: 206,
      headers: { 'content-range': 'bytes 10-19/5000', 'content-length': '10' },
    });
    expect(await at('bytes=-10')).toMatchObject({
      status: 206,
      headers: { 'content-range': 'bytes 4990-4999/5000' },
    });
    expect(await at('bytes=4990-999999')).toMatchObject({
      status: 206,
      headers: { 'content-range': 'bytes 4990-4999/5000' },
    });
    expect(await at('bytes=5000-')).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */5000' },
    });
    for (const odd of ['bytes=9-1', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=-'])
      expect([200, 416], odd).toContain((await at(odd)).status);
    expect((await server.ask(`/media/${'b'.repeat(64)}`)).status).toBe(404);
  });
});

describe('how much is asked for', () => {
  it('reads no body that is too long, whether or not that is said', async () => {
    const server = await testServer(folder);
    const { port } = server;
    const long = await server.post('/do/pick', '', { 'content-length': String(1 << 30) });
    expect(long.status).toBe(413);
    // A gigabyte in chunks: the connection ends after the first few.
    const socket = await connected(port);
    let answer = '';
    const ended = new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
    });
    socket.write(
      [
        'POST /do/pick HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: http://127.0.0.1:${port}`,
        `Cookie: ${server.cookie}`,
        `X-Storycut-Ticket: ${server.ticket}`,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
        '',
        '',
      ].join('\r\n'),
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    let sent = 0;
    while (!socket.destroyed && sent < 1 << 30) {
      sent += chunk.length;
      if (!socket.write(chunk))
        await new Promise<void>((resolve) => {
          socket.once('drain', resolve);
          socket.once('close', () => resolve());
        });
    }
    await ended;
    expect(sent).toBeLessThan(64 << 20);
    if (answer !== '') expect(readAnswer(answer).status).toBe(413);
    expect(server.done).toEqual([]);
    expect((await server.ask('/film.json')).status).toBe(200);
  });

  it('survives more streams of events than it gives, and lets the first be heard', async () => {
    await manyStreams(await testServer(folder), 600);
  });

  it('lets go of who does not read, and tells who comes back what was missed', async () => {
    const server = await testServer(folder);
    const { port, cookie } = server;
    const lines = [
      'GET /events HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Cookie: ${cookie}`,
      'Sec-Fetch-Site: same-origin',
    ];
    const slow = await connected(port);
    slow.pause();
    slow.write([...lines, '', ''].join('\r\n'));
    await untilSo(() => server.served.feed.size === 1);
    const closed = new Promise((resolve) => slow.once('close', resolve));
    const data = 'x'.repeat(100_000);
    for (let i = 0; i < 400 && server.served.feed.size > 0; i++) {
      server.served.feed.tell({ event: 'told', data });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await untilSo(() => server.served.feed.size === 0);
    slow.resume();
    await closed;
    const back = await connected(port);
    back.write([...lines, 'Last-Event-ID: 2', '', ''].join('\r\n'));
    const text = await new Promise<string>((resolve) => back.once('data', (more) => resolve(String(more))));
    expect(text).toContain('id: 3\n');
    expect(text).not.toContain('id: 2\n');
    back.destroy();
  });
});
