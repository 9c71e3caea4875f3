import { describe, expect, it } from 'vitest';
import { readFaults } from '../../src/sandbox/read-faults.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { call, ended, sandbox } from './sandbox.ts';

const create = (served: Sandbox, prompt = 'A ship') => call(served, 'POST', '/videos', { prompt });

const text = async (served: Sandbox, path: string): Promise<string> => {
  const response = await fetch(`${served.url}${path}`, { headers: { authorization: 'Bearer x' } });
  return await response.text();
};

/** What a client sees when the exchange itself fails. */
const broken = async (exchange: Promise<unknown>): Promise<boolean> =>
  await exchange.then(
    () => false,
    () => true,
  );

describe('a fault on order', () => {
  it('hits the calls that it is meant for, counted from 1', async () => {
    const served = await sandbox({ faults: 'create 2-3 503  # busy\nlist "" 1+ 500' });
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) codes.push((await create(served)).status);
    expect(codes).toEqual([200, 503, 503, 200]);
    expect([(await call(served, 'GET', '/videos')).status, served.ledger.paid.length]).toEqual([500, 2]);
    expect(served.ledger.requests.map(({ fault }) => fault)).toEqual(
      [undefined, 'create 2-3 503', 'create 2-3 503', undefined].concat('list "" 1+ 500'),
    );
  });

  it('counts prompts with its words by themselves, also for later calls of their videos', async () => {
    const served = await sandbox({ faults: 'create "storm" 429:7\nretrieve "calm" 1 500' });
    const calm = await create(served, 'a calm sea');
    const storm = await create(served, 'a storm at sea');
    expect([calm.status, storm.status, storm.headers.get('retry-after')]).toEqual([200, 429, '7']);
    expect((await call(served, 'GET', `/videos/${calm.body.id}`)).status).toBe(500);
    expect((await call(served, 'GET', `/videos/${calm.body.id}`)).status).toBe(200);
  });

  it.each([
    ['500', 0],
    ['500-after', 1],
    ['409-after', 1],
    ['408', 0],
    ['quota', 0],
    ['refused', 0],
    ['no-channel', 0],
    ['redirect', 0],
    ['redirect-away', 0],
  ])('%s answers with %i videos made', async (kind, paid) => {
    const served = await sandbox({ faults: `create ${kind}` });
    const answer = await create(served);
    expect(answer.status).toBeGreaterThan(299);
    expect(served.ledger.paid.length).toBe(paid);
  });

  it('redirects to itself, and to another origin, which tells whether a key came along', async () => {
    const served = await sandbox({ faults: 'create 1 redirect\ncreate 2 redirect-away' });
    expect((await create(served)).headers.get('location')).toBe('/v1/videos');
    const away = (await create(served)).headers.get('location') ?? '';
    expect(away.startsWith(served.awayUrl)).toBe(true);
    await fetch(away, { method: 'POST', headers: { authorization: 'Bearer secret' } });
    expect(served.ledger.requests.at(-1)).toMatchObject({ away: true, keyed: true, status: 404 });
  });

  it.each([
    ['reset', 0],
    ['reset-after', 1],
    ['cut', 1],
  ])('%s breaks the connection with %i videos made', async (kind, paid) => {
    const served = await sandbox({ faults: `create ${kind}` });
    expect(await broken(create(served))).toBe(true);
    expect(served.ledger.paid.length).toBe(paid);
  });

  it.each(['mute', 'silence'])('%s never ends, though the video was made', async (kind) => {
    const served = await sandbox({ faults: `create ${kind}` });
    const waiting = new AbortController();
    const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: 'A ship' });
    const signal = waiting.signal;
    const exchange = fetch(`${served.url}/videos`, { method: 'POST', headers, body, signal }).then((r) =>
      r.text(),
    );
    while (served.ledger.paid.length === 0) await call(served, 'GET', '/videos');
    waiting.abort();
    expect(await broken(exchange)).toBe(true);
  });

  it.each([
    ['html', /^<!doctype html>/],
    ['half-json', /^\{"id":"video_.*[^}]$/],
    ['null', /^null$/],
    ['garbage', /^storycut/],
    ['no-id', /^\{"object":"video"/],
    ['slash-id', /"id":"[^"]*\/[^"]*"/],
    ['odd-status', /"status":"warming_up"/],
    ['wrapped', /^\{"code":"success","message":"","data":\{"id":"video_.*"status":"/],
    ['task-id', /^\{"task_id":"video_/],
    ['shouted', /"status":"(NOT_START|IN_PROGRESS|SUCCESS)"/],
    ['iso-dates', /"created_at":"2\d{3}-[^"]*Z"/],
    ['empty', /^$/],
    ['error-200', /^\{"error":\{"message":"The sandbox was told to answer an error with 200\."/],
  ])('%s spoils a good answer', async (kind, shown) => {
    const served = await sandbox({ faults: `retrieve ${kind}` });
    const { id } = (await create(served)).body;
    expect(await text(served, `/videos/${id}`)).toMatch(shown);
    expect(await text(served, `/videos/${id}`)).toContain(`"id":"${id}"`);
  });

  it('spoils content: short, slow, without end, expired', async () => {
    const served = await sandbox({
      faults: 'content 2 short\ncontent 3 slow\ncontent 4 endless\ncontent 5 expired',
    });
    const { id } = (await create(served)).body;
    await ended(served, `/videos/${id}`);
    const get = () => fetch(`${served.url}/videos/${id}/content`, { headers: { authorization: 'Bearer x' } });
    const whole = Buffer.from(await (await get()).arrayBuffer());
    const short = Buffer.from(await (await get()).arrayBuffer());
    expect(short).toEqual(whole.subarray(0, Math.floor(whole.length / 2)));
    const slow = await get();
    let pieces = 0;
    for await (const _ of slow.body ?? []) pieces++;
    expect(pieces).toBeGreaterThan(10);
    let bytes = 0;
    for await (const piece of (await get()).body ?? []) {
      bytes += piece.length;
      if (bytes > 100 * whole.length) break;
    }
    expect(bytes).toBeGreaterThan(100 * whole.length);
    expect((await get()).status).toBe(404);
  });

  it.each([
    ['capacity', 'server_overloaded'],
    ['moderation', 'moderation_blocked'],
    ['failed', 'processing_error'],
  ])('%s lets the job fail later', async (kind, code) => {
    const served = await sandbox({ faults: `create ${kind}` });
    const { status, body } = await create(served);
    expect([status, body.status]).toEqual([200, 'queued']);
    expect(await ended(served, `/videos/${body.id}`)).toMatchObject({ status: 'failed', error: { code } });
    await create(served);
    await create(served);
    expect(served.ledger.paid.map(({ fails, take }) => [fails, take])).toEqual([
      [true, 1],
      [false, 1],
      [false, 2],
    ]);
  });

  it('stuck never completes, lost is forgotten', async () => {
    const served = await sandbox({ faults: 'create stuck\nretrieve 3 lost' });
    const { id } = (await create(served)).body;
    const look = () => call(served, 'GET', `/videos/${id}`);
    const words = [(await look()).body.status, (await look()).body.status, (await look()).status];
    expect(words.slice(0, 2)).not.toContain('completed');
    expect([words[2], (await look()).status]).toEqual([404, 404]);
  });
});

describe('a file of faults', () => {
  it('is told all that is wrong with it, with places', () => {
    const read = readFaults(
      [
        '# a rehearsal',
        'create 1 429',
        'creat 1 429',
        'create 3-2 500',
        'list moderation',
        'create 429x',
        'x',
      ].join('\n'),
      'faults.txt',
    );
    expect(
      read.ok
        ? []
        : read.error.map(({ place, message, help }) => [place?.line, place?.column, message, help]),
    ).toEqual([
      [3, 1, 'There is no call `creat`.', 'Did you mean `create`?'],
      [4, 8, 'Calls count from 1, and a range goes upwards.', expect.any(String)],
      [5, 6, '`moderation` applies to jobs: its call is create, extend, edit or remix.', expect.any(String)],
      [6, 8, 'There is no fault `429x`.', expect.any(String)],
      [7, 1, '`x` is not a fault.', expect.any(String)],
    ]);
  });
});
