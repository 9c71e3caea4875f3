import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { folder, on } from '../videos-api/asking.ts';
import { asking } from './asking.ts';

const id = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const task = { id, createdAt: '2026-11-01T00:00:00.000Z' };

async function polled(body: object, status = 200) {
  const server = await scriptedServer(json(body, status));
  const outcome = await asking(server.url).poll(id, on());
  expect(server.seen).toMatchObject([{ method: 'GET', path: `/v1/tasks/${id}` }]);
  return outcome;
}

describe('a task at Runway', () => {
  it.each<[string, object, object]>([
    ['waits', { ...task, status: 'PENDING' }, { kind: 'waiting', state: 'pending' }],
    ['waits its turn', { ...task, status: 'THROTTLED' }, { kind: 'waiting', state: 'throttled' }],
    [
      'is being made',
      { ...task, status: 'RUNNING', progress: 0.4 },
      { kind: 'waiting', state: 'running', progress: 0.4 },
    ],
    [
      'is done, and was charged in credits',
      { ...task, status: 'SUCCEEDED', output: ['https://cdn.example/a.mp4'], cost: { credits: 96 } },
      { kind: 'completed', charged: 0.96 },
    ],
    [
      'is done without a link, which may come late',
      { ...task, status: 'SUCCEEDED', output: [] },
      { kind: 'waiting', state: 'succeeded', unclear: 'footage' },
    ],
    [
      'failed by moderation, and was free',
      {
        ...{ ...task, status: 'FAILED', failure: 'The prompt was refused.' },
        ...{ failureCode: 'SAFETY.INPUT.TEXT', cost: { credits: 0 } },
      },
      { kind: 'failed', failure: { reason: 'moderation', again: false }, charged: 0 },
    ],
    [
      'failed by quality, and may be tried again',
      { ...task, status: 'FAILED', failure: 'Bad output.', failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' },
      { kind: 'failed', failure: { reason: 'other', again: true } },
    ],
    [
      'failed for what it was sent',
      { ...task, status: 'FAILED', failure: 'Not an image.', failureCode: 'ASSET.INVALID' },
      { kind: 'failed', failure: { reason: 'invalid', again: false } },
    ],
    ['was cancelled', { ...task, status: 'CANCELLED', cost: { credits: 0 } }, { kind: 'failed', charged: 0 }],
    ['is told in a new word', { ...task, status: 'DREAMING' }, { kind: 'waiting', unclear: true }],
    ['is not told at all', {}, { kind: 'unreachable' }],
  ])('%s', async (_what, body, outcome) => {
    expect(await polled(body)).toMatchObject(outcome);
  });

  it('is gone only by a 404 of the API', async () => {
    expect(await polled({ error: 'Not found' }, 404)).toMatchObject({ kind: 'gone' });
    expect(await polled({ error: 'Unavailable' }, 503)).toMatchObject({ kind: 'unreachable' });
  });

  it('is polled every five seconds at most', () => {
    const provider = asking('http://127.0.0.1:9/v1');
    for (const n of [0, 1, 100]) expect(provider.pollDelay(n)).toBeGreaterThanOrEqual(5_000);
  });

  it('is downloaded from the link that it has then', async () => {
    const film = Buffer.from('\0\0\0\x18ftypmp42footage');
    const cdn = await scriptedServer((_seen, response) => response.end(film));
    let looks = 0;
    const server = await scriptedServer((seen, response) => {
      looks += 1;
      json({ ...task, status: 'SUCCEEDED', output: [`${cdn.url}/${looks}.mp4`] })(seen, response);
    });
    const provider = asking(server.url);
    expect(await provider.poll(id, on())).toMatchObject({ kind: 'completed' });
    const file = join(await folder(), 'film.mp4');
    expect(await provider.download(id, file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file)).toEqual(film);
    expect(cdn.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/2.mp4', undefined],
    ]);
  });

  it.each([
    [204, { kind: 'done' }],
    [404, { kind: 'done' }],
    [503, { kind: 'unreachable' }],
  ])('that is deleted with %d', async (status, outcome) => {
    const server = await scriptedServer((seen, response) =>
      status === 204 ? response.writeHead(204).end() : json({ error: 'no' }, status)(seen, response),
    );
    expect(await asking(server.url).delete?.(id, on())).toMatchObject(outcome);
    expect(server.seen).toMatchObject([{ method: 'DELETE', path: `/v1/tasks/${id}` }]);
  });
});
