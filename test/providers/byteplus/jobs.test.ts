import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { folder, on } from '../videos-api/asking.ts';
import { asking, model } from './asking.ts';

const id = 'cgt-20261129-abcde';
const now = Math.floor(Date.now() / 1000);
const job = {
  ...{ id, model, created_at: now, updated_at: now, seed: 7 },
  ...{ resolution: '720p', ratio: '16:9', duration: 5, framespersecond: 24 },
};
const made = { ...job, status: 'succeeded', content: { video_url: 'https://storage.example/a.mp4' } };

async function polled(body: object, status = 200) {
  const server = await scriptedServer(json(body, status));
  const outcome = await asking(server.url).poll(id, on());
  expect(server.seen).toMatchObject([{ method: 'GET', path: `/v1/contents/generations/tasks/${id}` }]);
  return outcome;
}

describe('a job at BytePlus', () => {
  it.each<[string, object, object]>([
    ['waits', { ...job, status: 'queued' }, { kind: 'waiting', state: 'queued' }],
    ['is being made', { ...job, status: 'running' }, { kind: 'waiting', state: 'running' }],
    [
      'is done, and costs its tokens',
      { ...made, usage: { completion_tokens: 108_000, total_tokens: 108_000 } },
      { kind: 'completed', charged: 1.1556, expires: expect.any(Number) },
    ],
    [
      'is done at another price in a larger size',
      { ...made, resolution: '1080p', usage: { completion_tokens: 243_000 } },
      { kind: 'completed', charged: 2.8431 },
    ],
    [
      'is done without a link, which may come late',
      { ...job, status: 'succeeded' },
      { kind: 'waiting', unclear: 'footage' },
    ],
    [
      'failed by what was sent',
      {
        ...job,
        status: 'failed',
        error: { code: 'InputImageSensitiveContentDetected', message: 'A person.' },
      },
      {
        kind: 'failed',
        failure: { reason: 'moderation', again: false, help: expect.stringMatching(/picture/) },
      },
    ],
    [
      'failed by its result, and was free',
      {
        ...{ ...job, status: 'failed', usage: { completion_tokens: 0 } },
        error: { code: 'OutputVideoSensitiveContentDetected.PolicyViolation', message: 'Copyright.' },
      },
      {
        kind: 'failed',
        charged: 0,
        failure: { reason: 'moderation', help: expect.stringMatching(/result/) },
      },
    ],
    [
      'failed for its form',
      { ...job, status: 'failed', error: { code: 'InvalidParameter', message: 'Not an image.' } },
      { kind: 'failed', failure: { reason: 'invalid', again: false } },
    ],
    [
      'failed at the server',
      { ...job, status: 'failed', error: { code: 'InternalServiceError', message: 'Oops.' } },
      { kind: 'failed', failure: { reason: 'other', again: true } },
    ],
    ['was given up', { ...job, status: 'expired' }, { kind: 'failed', failure: { again: true } }],
    ['was cancelled', { ...job, status: 'cancelled' }, { kind: 'failed', failure: { again: false } }],
    ['is told in a new word', { ...job, status: 'dreaming' }, { kind: 'waiting', unclear: true }],
    ['is not told at all', {}, { kind: 'unreachable' }],
  ])('%s', async (_what, body, outcome) => {
    expect(await polled(body)).toMatchObject(outcome);
  });

  it('says nothing of money in a size or of a model whose price is not known', async () => {
    const usage = { completion_tokens: 1 };
    expect(await polled({ ...made, resolution: '8k', usage })).not.toHaveProperty('charged');
    expect(await polled({ ...made, model: 'seedance-9', usage })).not.toHaveProperty('charged');
    expect(await polled(made)).not.toHaveProperty('charged');
  });

  it('is gone only by a 404 of the API', async () => {
    expect(await polled({ error: { code: 'ResourceNotFound' } }, 404)).toMatchObject({ kind: 'gone' });
    expect(await polled({ error: { code: 'ServerOverloaded' } }, 503)).toMatchObject({ kind: 'unreachable' });
  });

  it('is downloaded without the key from the link that it has then', async () => {
    const film = Buffer.from('\0\0\0\x18ftypmp42footage');
    const storage = await scriptedServer((_seen, response) => response.end(film));
    const server = await scriptedServer(json({ ...made, content: { video_url: `${storage.url}/a.mp4` } }));
    const file = join(await folder(), 'film.mp4');
    expect(await asking(server.url).download(id, file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file)).toEqual(film);
    expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it.each([
    ['still within its day', 0, { kind: 'unreachable' }],
    ['whose day is over by the server’s clock', 90_000, { kind: 'gone', lifetime: 86_400_000 }],
  ])('%s is refused by storage', async (_what, age, outcome) => {
    const storage = await scriptedServer((_seen, response) => response.writeHead(403).end('<Error/>'));
    const body = { ...made, updated_at: now - age, content: { video_url: `${storage.url}/a.mp4` } };
    const server = await scriptedServer(json(body));
    const file = join(await folder(), 'film.mp4');
    expect(await asking(server.url).download(id, file, on())).toMatchObject(outcome);
  });

  it.each([
    [200, { kind: 'done' }],
    [404, { kind: 'done' }],
    [409, { kind: 'unreachable' }],
  ])('that is deleted with %d', async (status, outcome) => {
    const server = await scriptedServer(json(status === 200 ? {} : { error: { code: 'x' } }, status));
    expect(await asking(server.url).delete?.(id, on())).toMatchObject(outcome);
    expect(server.seen).toMatchObject([{ method: 'DELETE', path: `/v1/contents/generations/tasks/${id}` }]);
  });
});

describe('the list of BytePlus', () => {
  it('tells models, lengths and sizes, but no words, and is never whole', async () => {
    const server = await scriptedServer(json({ total: 1, items: [{ ...job, status: 'running' }] }));
    expect(await asking(server.url).list?.(1000 * now - 1, on())).toEqual({
      kind: 'listed',
      whole: false,
      jobs: [
        { remote: id, created: expect.any(Number), model, seconds: 5, size: { width: 1280, height: 720 } },
      ],
    });
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/v1/contents/generations/tasks?page_num=1&page_size=100',
    ]);
  });

  it('is read page after page until it is older', async () => {
    const page = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({ ...job, id: `cgt-${from + n}`, created_at: now - from - n }));
    const server = await scriptedServer((seen, response) =>
      json({ total: 1000, items: page(100 * (Number(/page_num=(\d+)/.exec(seen.path)?.[1]) - 1)) })(
        seen,
        response,
      ),
    );
    const listed = await asking(server.url).list?.(1000 * (now - 150), on());
    expect(listed).toMatchObject({ kind: 'listed', jobs: { length: 200 } });
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ['no list', {}],
    ['one with something else in it', { items: [{ name: 'x' }] }],
  ])('that is %s is none', async (_what, body) => {
    const server = await scriptedServer(json(body));
    expect(await asking(server.url).list?.(0, on())).toMatchObject({ kind: 'unreachable' });
  });
});
