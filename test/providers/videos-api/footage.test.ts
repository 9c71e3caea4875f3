import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync as brotli, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { endless, silentAfterHeaders, waitingFor } from './answering.ts';
import { asking, folder, key, on } from './asking.ts';

/** That doesn't begin as a text does. */
const footageOf = (bytes: number): Buffer => Buffer.concat([Buffer.alloc(4), randomBytes(bytes)]);

describe('footage', () => {
  const completed = { status: 'completed' };
  const bytes: Answer = (_, response) => void response.writeHead(200).end('footage');

  /** Downloads from a server whose job is as given. */
  async function download(video: object, content: Answer) {
    const server = await scriptedServer((seen, response) =>
      seen.path === '/v1/videos/video_1' ? json(video)(seen, response) : content(seen, response),
    );
    const file = join(await folder(), 'clip.mp4');
    const downloaded = await waitingFor(content, server.url).download('video_1', file, on());
    return { downloaded, server, text: () => readFile(file, 'utf8'), read: () => readFile(file) };
  }

  it('comes from the content of the job', async () => {
    const { downloaded, server, text } = await download(completed, bytes);
    expect(downloaded).toEqual({ kind: 'done' });
    expect(await text()).toBe('footage');
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content']);
    expect(server.seen[1]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('arrives whole, however the connection ends, and decompressed where a server compresses it', async () => {
    const film = footageOf(200_000);
    const ends: readonly Answer[] = [
      (_, response) => void response.writeHead(200, { 'content-length': film.length }).end(film),
      (_, response) => void response.writeHead(200).end(film),
      // Its end is that of the connection.
      (_, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
        response.socket?.end(film);
      },
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(film)),
      (_, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end(brotli(film)),
    ];
    for (const end of [...ends, ...ends, ...ends]) {
      const { downloaded, read } = await download(completed, end);
      expect(downloaded).toEqual({ kind: 'done' });
      expect((await read()).equals(film)).toBe(true);
    }
  });

  it('is broken where the connection ends early, or what is compressed does', async () => {
    const film = footageOf(200_000);
    const early: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': film.length }).write(film.subarray(0, -1000));
      setTimeout(() => response.destroy(), 50);
    };
    expect((await download(completed, early)).downloaded).toMatchObject({
      kind: 'unreachable',
      failure: { message: expect.stringContaining('the connection was closed early') },
    });
    const cut: Answer = (_, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(film).subarray(0, 100_000));
    expect((await download(completed, cut)).downloaded).toMatchObject({ kind: 'unreachable' });
  });

  it('is broken where a cache sends the part of it that it has', async () => {
    const film = footageOf(200_000);
    const part =
      (range: string): Answer =>
      (_, response) =>
        void response.writeHead(206, { 'content-range': range }).end(film);
    for (const range of ['bytes 0-200003/400000', 'bytes 200004-400007/400008', 'bytes 0-200003/*']) {
      const { downloaded } = await download(completed, part(range));
      expect(downloaded).toMatchObject({ kind: 'unreachable', failure: { again: true } });
    }
    const whole = `bytes 0-${film.length - 1}/${film.length}`;
    expect((await download(completed, part(whole))).downloaded).toEqual({ kind: 'done' });
  });

  it('is not asked about again right after the poll that told of it', async () => {
    const server = await scriptedServer((seen, response) =>
      seen.path.endsWith('content') ? bytes(seen, response) : json(completed)(seen, response),
    );
    const provider = asking(server.url);
    await provider.poll('video_1', on());
    await provider.download('video_1', join(await folder(), 'clip.mp4'), on());
    expect(server.seen).toHaveLength(2);
  });

  it.each(['url', 'urls', 'outputs', 'video', 'unsigned_urls'])(
    'comes from another host by `%s`, which never sees the key',
    async (where) => {
      const other = await scriptedServer(bytes);
      const link = `${other.url}/footage.mp4?signature=s`;
      const links = {
        url: link,
        urls: [link],
        outputs: { video_url: link },
        video: { url: link },
        unsigned_urls: [link],
      };
      const { downloaded, text } = await download(
        { ...completed, [where]: links[where as keyof typeof links] },
        json({}, 500),
      );
      expect(downloaded).toEqual({ kind: 'done' });
      expect(await text()).toBe('footage');
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    },
  );

  it('may lie behind a redirect, which the key does not follow', async () => {
    const other = await scriptedServer(bytes);
    const { downloaded } = await download(
      completed,
      (_, response) => void response.writeHead(302, { location: `${other.url}/footage.mp4` }).end(),
    );
    expect(downloaded).toEqual({ kind: 'done' });
    expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  const broken: Readonly<Record<string, readonly [Answer, RegExp]>> = {
    'redirects in a circle': [
      (seen, response) => void response.writeHead(307, { location: seen.path }).end(),
      /redirects more than 5 times/,
    ],
    'a link to a file of this machine': [
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      /begins with file:, which is not followed/,
    ],
    'an endless body': [endless, /more than 262144 bytes/],
    'silence after headers': [silentAfterHeaders, /nothing arrived for 0.2 s/],
    'less than was promised': [
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('foo');
        setTimeout(() => response.destroy(), 20);
      },
      /connection was closed/,
    ],
    'a server error': [json({}, 500), /answered 500/],
    'a refusal': [json({}, 403), /answered 403/],
  };

  it.each(Object.entries(broken))(
    'that does not come is asked for again: %s',
    async (_, [content, message]) => {
      const { downloaded } = await download(completed, content);
      expect(downloaded).toMatchObject({
        kind: 'unreachable',
        failure: { again: true, message: expect.stringMatching(message) },
      });
    },
  );

  it('does not come from a link that is no address', async () => {
    const { server } = await download({ ...completed, url: 'http://[' }, bytes);
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content']);
  });

  it('may be gone when its time is over, by whatever clock, and is late before that', async () => {
    const missing = json({}, 404);
    expect((await download(completed, missing)).downloaded).toEqual({ kind: 'gone', said: '404.' });
    const over = await download({ ...completed, expires_at: 1 }, missing);
    expect(over.downloaded).toEqual({ kind: 'gone', said: '404.' });
    const aged = await download({ ...completed, created_at: 1, expires_at: 3601 }, missing);
    expect(aged.downloaded).toEqual({ kind: 'gone', lifetime: 3_600_000, said: '404.' });
    const final = await download(completed, json({}, 410));
    expect(final.downloaded).toEqual({ kind: 'gone', final: true, said: '410.' });
    // Something in between has spoken.
    for (const status of [404, 410]) {
      const page: Answer = (_, response) =>
        void response.writeHead(status).end('<!-- proxy --><!DOCTYPE html><title>Blocked</title>');
      expect((await download(completed, page)).downloaded).toMatchObject({ kind: 'unreachable' });
    }
    const early = await download({ ...completed, expires_at: 4_000_000_000 }, missing);
    expect(early.downloaded).toMatchObject({ kind: 'unreachable', failure: { again: true } });
  });
});
