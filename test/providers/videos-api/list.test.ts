import { describe, expect, it } from 'vitest';
import type { Listed } from '../../../src/providers/provider.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, on } from './asking.ts';

const html: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');

describe('the list of jobs', () => {
  const job = (id: string, created_at: number) => ({
    id,
    created_at,
    model: 'sora-2',
    prompt: 'A lighthouse',
    seconds: '8',
    size: '1280x720',
  });

  const at = '/v1/videos?limit=100&order=desc';
  /** A server of pages, whose clock goes right. */
  async function listedFrom(pages: Readonly<Record<string, object>>, since = 100_000) {
    const server = await scriptedServer((seen, response) => {
      response.setHeader('date', new Date(0).toUTCString());
      json(pages[seen.path] ?? { data: [], has_more: false })(seen, response);
    });
    // By the server's Date header, it answers in 1970: times are told by this machine's clock.
    const listed = await asking(server.url, { now: () => 0 }).list?.(since, on());
    return { listed, asked: server.seen.length };
  }
  const remotes = (listed: Listed | undefined) =>
    listed?.kind === 'listed' ? listed.jobs.map(({ remote }) => remote) : [];

  it('is read page after page, back to when it is asked for', async () => {
    const { listed, asked } = await listedFrom({
      [at]: { data: [job('c', 300), job('b', 200)], has_more: true },
      [`${at}&after=b`]: { data: [job('a', 90)], has_more: true },
    });
    expect(asked).toBe(2);
    expect(listed).toMatchObject({ kind: 'listed', whole: true, byDates: true });
    expect(remotes(listed)).toEqual(['c', 'b', 'a']);
    expect(listed).toMatchObject({
      jobs: [
        {
          ...{ remote: 'c', created: 300_000, model: 'sora-2', prompt: 'A lighthouse', seconds: 8 },
          size: { width: 1280, height: 720 },
        },
        { created: 200_000 },
        { created: 90_000 },
      ],
    });
  });

  it.each<[string, boolean, readonly string[], Readonly<Record<string, object>>]>([
    ['ends', true, ['b'], { [at]: { data: [job('b', 200)], has_more: false } }],
    [
      'does not say whether there is more, and has an empty page behind its last',
      true,
      ['b'],
      { [at]: { data: [job('b', 200)] }, [`${at}&after=b`]: { data: [] } },
    ],
    [
      'is ascending, to its end',
      true,
      ['a', 'b', 'c'],
      {
        [at]: { data: [job('a', 90), job('b', 200)], has_more: true },
        [`${at}&after=b`]: { data: [job('c', 300)], has_more: false },
      },
    ],
    [
      'is ascending, and ignores `after`',
      false,
      ['a', 'b'],
      Object.fromEntries(
        [at, `${at}&after=b`].map((path) => [path, { data: [job('a', 90), job('b', 200)], has_more: true }]),
      ),
    ],
    [
      'shows a job twice',
      false,
      ['c', 'b'],
      { [at]: { data: [job('c', 300), job('c', 300), job('b', 200)], has_more: false } },
    ],
    [
      'may be ascending, since its first page is of one second',
      true,
      ['a', 'b', 'c'],
      {
        [at]: { data: [job('a', 90), job('b', 90)], has_more: true },
        [`${at}&after=b`]: { data: [job('c', 300)], has_more: false },
      },
    ],
    [
      'is shuffled, and says that there is more behind the oldest',
      true,
      ['c', 'a', 'd'],
      {
        [at]: { data: [job('c', 300), job('a', 90), job('d', 400)], has_more: true },
        [`${at}&after=d`]: { data: [], has_more: true },
      },
    ],
    ['is empty, and says that there is more', false, [], { [at]: { data: [], has_more: true } }],
    ['is empty, and counts some', false, [], { [at]: { data: [], total: 3 } }],
    [
      'shows all that it counts',
      true,
      ['b'],
      { [at]: { videos: [job('b', 200)], total: 1, has_more: false } },
    ],
    [
      'has an empty one beside it',
      true,
      ['b'],
      { [at]: { data: [], items: [job('b', 200)], has_more: false } },
    ],
  ])('that %s is whole: %s', async (_, whole, expected, pages) => {
    const { listed } = await listedFrom(pages);
    expect(listed).toMatchObject({ kind: 'listed', whole });
    expect(remotes(listed)).toEqual(expected);
  });

  it('of a server that does not tell its clock is read to its end', async () => {
    const server = await scriptedServer((seen, response) => {
      response.setHeader('date', 'no date');
      const first = { data: [job('c', 80), job('b', 70)], has_more: true };
      json(seen.path === at ? first : { data: [job('a', 60)], has_more: false })(seen, response);
    });
    const listed = await asking(server.url).list?.(100_000, on());
    expect(listed).toMatchObject({ whole: true });
    expect(listed).not.toHaveProperty('byDates');
    expect(remotes(listed)).toEqual(['c', 'b', 'a']);
  });

  it('that says for ever that there is more is not whole', async () => {
    const server = await scriptedServer((seen, response) => {
      const { length } = server.seen;
      json({ data: [job(`j${length}`, 1_000_000_000)], has_more: true })(seen, response);
    });
    expect(await asking(server.url).list?.(100_000, on())).toMatchObject({ kind: 'listed', whole: false });
  });

  it.each([
    ['seconds', 1_796_000_000],
    ['seconds in a text', '1796000000'],
    ['milliseconds', 1_796_000_000_000],
    ['microseconds', 1_796_000_000_000_000],
    ['ISO 8601', '2026-11-30T00:53:20Z'],
    ['ISO 8601 without a zone', '2026-11-30T00:53:20.000000'],
    ['a date with a zone in words', '2026-11-30 00:53:20 UTC'],
    ['a date with slashes', '2026/11/30 00:53:20'],
    ['a date without anything between', '20261130005320'],
    ['a date as in HTTP', 'Mon, 30 Nov 2026 00:53:20 GMT'],
    ['ISO 8601 elsewhere', '2026-11-30T02:53:20+02:00'],
  ])('tells when a job was created in %s', async (_, created_at) => {
    const { listed } = await listedFrom({ [at]: { data: [{ id: 'a', created_at }], has_more: false } });
    expect(listed).toMatchObject({ jobs: [{ created: 1_796_000_000_000 }] });
  });

  it('tells it by this machine’s clock, an hour behind the server’s', async () => {
    const server = await scriptedServer((seen, response) => {
      response.setHeader('date', new Date(3_600_000).toUTCString());
      json({ data: [job('a', 3700)], has_more: false })(seen, response);
    });
    const listed = await asking(server.url, { now: () => 0 }).list?.(0, on());
    expect(listed).toMatchObject({ jobs: [{ created: 100_000 }] });
  });

  it.each([
    ['html', html],
    ['an object without data', json({})],
    ['a job without an id', json({ data: [{ status: 'queued' }] })],
    ['a refusal', json({}, 403)],
    ['a refusal with 200, beside an empty list', json({ success: false, message: 'no token', data: [] })],
    ['an error with 200, beside an empty list', json({ code: 401, message: 'invalid token', data: [] })],
  ])('never counts as empty for %s', async (_, answer) => {
    const server = await scriptedServer(answer);
    expect(await asking(server.url).list?.(0, on())).toMatchObject({ kind: 'unreachable' });
  });

  it('is offered only where there is one', async () => {
    expect(asking('http://127.0.0.1:1/v1', { dialect: 'xai' }).list).toBeUndefined();
  });
});
