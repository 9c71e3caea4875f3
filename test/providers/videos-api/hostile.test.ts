import { describe, expect, it } from 'vitest';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { endless, html, raw, silent, silentAfterHeaders, waitingFor } from './answering.ts';
import { asking, generate, on, submission } from './asking.ts';

/** Each leaves it open whether a job was created. */
const doubtful: Readonly<Record<string, readonly [Answer, RegExp]>> = {
  'a web page with 200': [html, /studio sent an invalid response: it is not JSON/],
  'half of a JSON': [raw('{"id": "video_1", "sta'), /it is not JSON/],
  'garbage bytes': [raw('\u0000\u0001\ufffd'), /it is not JSON/],
  'an empty answer': [raw(''), /it is empty, without a job id/],
  'a word': [raw('accepted'), /no usable job id/],
  'JSON null': [raw('null'), /no usable job id/],
  'no id': [json({ status: 'queued' }), /no usable job id/],
  'an id that is null': [json({ id: null }), /no usable job id/],
  'an id with slashes': [json({ id: '../../admin' }), /no usable job id/],
  'an id that is dots': [json({ id: '..' }), /no usable job id/],
  'an id of absurd length': [json({ id: 'v'.repeat(5000) }), /no usable job id/],
  'an endless answer': [endless, /more than 65536 bytes/],
  'silence after headers': [silentAfterHeaders, /no complete response within 1 s/],
  'silence at once': [silent, /no complete response within 1 s/],
  'a reset': [(_, response) => void response.destroy(), /connection was closed|reset/],
  'a 500': [
    json({ error: { message: 'oops', code: 'server_error' } }, 500),
    /studio failed: 500 server_error, oops\./,
  ],
  'a 409 for what is there already': [
    json({ error: { message: 'This request is already being processed.' } }, 409),
    /studio refused, because of a conflict: 409, This request is already being processed\./,
  ],
  'a 409 without a reason': [json({}, 409), /conflict: 409\./],
  'a 408': [json({}, 408), /studio did not wait for the whole request: 408\./],
  'a redirect to what may have been made': [
    (_, response) => void response.writeHead(303, { location: '/v1/videos/video_1' }).end(),
    /studio is at another URL: 303\. It leads to \/v1\/videos\/video_1\./,
  ],
  'a 503 with a web page': [
    (_, response) => void response.writeHead(503).end('<html>busy</html>'),
    /has no capacity right now: 503, a web page\./,
  ],
  'a 502 of a proxy': [
    (_, response) =>
      void response
        .writeHead(502, { 'cf-ray': '8f0123456789abcd-FRA' })
        .end('<html><head><title>502 Bad Gateway</title></head></html>'),
    /did not answer the gateway in front of it: 502, a web page, “502 Bad Gateway”\. \(request 8f0123456789abcd-FRA\)/,
  ],
  'an error with 200 that may come late': [
    json({ error: { message: 'upstream timed out', code: 'do_request_failed' } }),
    /studio gave up before it had an answer: 200 do_request_failed, upstream timed out\./,
  ],
};

describe('a create that is answered badly', () => {
  it.each(Object.entries(doubtful))('counts as unknown after %s', async (_, [answer, message]) => {
    const server = await scriptedServer(answer);
    const submitted = await waitingFor(answer, server.url).submit(submission(generate()), on());
    expect(submitted).toMatchObject({
      kind: 'unknown',
      failure: { message: expect.stringMatching(message) },
    });
    expect(server.seen).toHaveLength(1);
  });

  it('follows no redirect, neither to itself nor to another host', async () => {
    const other = await scriptedServer(json({ id: 'video_1' }));
    for (const target of ['/v1/videos', `${other.url}/videos`]) {
      const server = await scriptedServer(
        (_, response) => void response.writeHead(307, { location: target }).end(),
      );
      const submitted = await asking(server.url).submit(submission(generate()), on());
      expect(submitted).toMatchObject({
        kind: 'rejected',
        failure: { message: `studio is at another URL: 307. It leads to ${target}.`, again: false },
      });
      expect(server.seen).toHaveLength(1);
    }
    expect(other.seen).toEqual([]);
  });

  it('ends at once when the run does', async () => {
    const stop = new AbortController();
    const server = await scriptedServer(() => stop.abort());
    const submitting = asking(server.url).submit(submission(generate()), stop.signal);
    expect(await submitting).toMatchObject({ kind: 'unknown' });
  });

  it('knows when nothing was sent', async () => {
    const plain = await scriptedServer(json({ id: 'video_1' }));
    const nowhere = [
      'http://127.0.0.1:1/v1',
      'http://127.0.0.1:9/v1',
      'http://no-such-host.invalid/v1',
      plain.url.replace('http:', 'https:'),
    ];
    for (const baseUrl of nowhere) {
      const submitted = await asking(baseUrl).submit(submission(generate()), on());
      expect(submitted).toMatchObject({
        kind: 'rejected',
        failure: { reason: 'network', again: true, message: expect.stringContaining('Nothing was sent.') },
      });
    }
  });
});

describe('a job', () => {
  const polled = async (answer: Answer) =>
    waitingFor(answer, (await scriptedServer(answer)).url).poll('video_1', on());

  it.each([
    [{ status: 'queued' }, { kind: 'waiting', state: 'queued' }],
    [
      { status: 'in_progress', message: `Nothing\nmoves.` },
      { kind: 'waiting', state: 'in_progress', message: 'Nothing moves.' },
    ],
    [{ status: 'queued\u001b[2J' }, { kind: 'waiting' }],
    [
      { status: 'processing', progress: '45%' },
      { kind: 'waiting', progress: 0.45, state: 'processing' },
    ],
    [
      { status: 'in_progress', progress: 250 },
      { kind: 'waiting', progress: 1, state: 'in_progress' },
    ],
    [{ status: 'quux' }, { kind: 'waiting', state: 'quux', unclear: true }],
    [{}, { kind: 'unreachable', failure: { again: true } }],
    [{ status: 'SUCCESS' }, { kind: 'completed' }],
    [
      { status: 'done', expires_at: 4_000_000_000 },
      { kind: 'completed', expires: 4_000_000_000_000 },
    ],
    [
      { status: 'succeeded', expires_at: 4_000_000_000_000 },
      { kind: 'completed', expires: 4_000_000_000_000 },
    ],
    [{ status: 'completed', expires_at: -1, created_at: 0 }, { kind: 'completed' }],
    [{ status: 'expired' }, { kind: 'gone', final: true }],
    [
      { status: 'failed', error: { code: 'sentinel_block', message: 'no' } },
      { kind: 'failed', failure: { reason: 'moderation', again: false } },
    ],
    [
      { status: 'failed', error: 'GPU out of capacity' },
      { kind: 'failed', failure: { reason: 'capacity', again: true } },
    ],
    [
      { status: 'failed', error: null },
      { kind: 'failed', failure: { reason: 'other', again: true } },
    ],
    [{ status: 'cancelled' }, { kind: 'failed', failure: { again: false } }],
  ])('%j is read leniently', async (video, expected) => {
    expect(await polled(json(video))).toMatchObject(expected);
  });

  it.each([
    ['html', html, 'unreachable', true],
    ['a 500', json({}, 500), 'unreachable', true],
    ['a wrong key', json({}, 401), 'unreachable', false],
    ['silence', silentAfterHeaders, 'unreachable', true],
  ] as const)('is not given up for %s', async (_, answer, kind, again) => {
    expect(await polled(answer)).toMatchObject({ kind, failure: { again } });
  });

  it('that is not known is gone, where the API itself says so', async () => {
    expect(await polled(json({}, 404))).toEqual({ kind: 'gone', said: '404.' });
    expect(await polled(json({}, 410))).toEqual({ kind: 'gone', final: true, said: '410.' });
    const page: Answer = (_, response) => void response.writeHead(404).end('<html>Not Found</html>');
    expect(await polled(page)).toMatchObject({ kind: 'unreachable', failure: { again: true } });
  });
});
