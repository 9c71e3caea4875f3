import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, folder, generate, impatient, key, on, submission } from './asking.ts';

const html: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');

const endless: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const pour = (): void => {
    while (!response.destroyed && response.write(' '.repeat(16_384)));
  };
  response.on('drain', pour);
  pour();
};

const silentAfterHeaders: Answer = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    .write('{"id"');

const silent: Answer = () => undefined;

/** An asker that waits for silence no longer than it must. */
const waitingFor = (answer: Answer, url: string) =>
  asking(url, answer === silent || answer === silentAfterHeaders ? { patience: impatient } : {});

const raw =
  (text: string): Answer =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(text);

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
  'silence after headers': [silentAfterHeaders, /no complete response within 0.4 s/],
  'silence at once': [silent, /no complete response within 0.4 s/],
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

describe('a create that is refused', () => {
  const cases = [
    [400, { error: { message: 'bad size', code: 'invalid_value' } }, 'invalid', false],
    [400, { error: { message: 'no', code: 'moderation_blocked' } }, 'moderation', false],
    [401, { error: { message: 'wrong key' } }, 'permission', false],
    [402, { error: 'pay' }, 'quota', false],
    [403, { error: { message: 'organization must be verified' } }, 'permission', false],
    [404, { detail: 'no such model' }, 'invalid', false],
    [413, { title: 'too large' }, 'invalid', false],
    [422, { detail: [{ loc: ['body', 'seconds'], msg: 'not an integer' }] }, 'invalid', false],
    [429, { error: { message: 'slow down', code: 'rate_limit_exceeded' } }, 'rate', true],
    [429, { error: { message: 'broke', code: 'insufficient_quota' } }, 'quota', false],
    [403, { error: { message: 'Quota exceeded for this account.', code: 'quota_exceeded' } }, 'quota', false],
    [
      429,
      {
        error: {
          message:
            "Quota exceeded for quota metric 'Generate requests' and limit 'Requests per minute' of service.",
          status: 'RESOURCE_EXHAUSTED',
        },
      },
      'rate',
      true,
    ],
    [429, { error: { message: 'Resource has been exhausted (e.g. check quota).' } }, 'rate', true],
    [
      400,
      {
        error: {
          message: "Unknown parameter: 'safety_identifier'.",
          code: 'unknown_parameter',
          param: 'safety_identifier',
        },
      },
      'invalid',
      false,
    ],
    [
      400,
      { error: { message: "Invalid value for 'safety_tolerance'.", param: 'safety_tolerance' } },
      'invalid',
      false,
    ],
    [
      422,
      { detail: [{ loc: ['body', 'safety_filter'], msg: 'Extra inputs are not permitted' }] },
      'invalid',
      false,
    ],
    [403, { error: { message: "This violates your organization's policy on models." } }, 'permission', false],
    [
      403,
      { error: { message: 'Blocked by a policy of the organization.', code: 'policy' } },
      'permission',
      false,
    ],
    [
      400,
      { error: { message: 'Your request was rejected as a result of our safety system.' } },
      'moderation',
      false,
    ],
    [403, { error: { message: 'The prompt violates our content policy.' } }, 'moderation', false],
    [
      400,
      { error: { message: 'no', code: 'content_policy_violation', param: 'prompt' } },
      'moderation',
      false,
    ],
    [422, { error: 'The input or output was flagged as sensitive (E005)' }, 'moderation', false],
    [429, { error: { message: 'broke', code: 'organization_spend_limit_exceeded' } }, 'quota', false],
    [
      400,
      {
        code: 'Client specified an invalid argument',
        error: 'Generated video rejected by content moderation.',
      },
      'moderation',
      false,
    ],
    [
      400,
      { code: 'Client specified an invalid argument', error: 'Argument not supported: moderation.' },
      'invalid',
      false,
    ],
    ...[403, 429].map(
      (status) =>
        [
          status,
          {
            code: 'Some resource has been exhausted',
            error: 'Your team has either used all available credits or reached its monthly spending limit.',
          },
          'quota',
          false,
        ] as const,
    ),
    [403, { error: { code: 403, message: 'Key limit exceeded (total limit).' } }, 'quota', false],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }, 'quota', false],
    [403, { error: { code: 'AccountOverdueError', message: 'It has an overdue balance.' } }, 'quota', false],
    [400, { error: 'You do not have enough credits to run this task.' }, 'quota', false],
    [
      400,
      { error: { code: 'invalid_value', param: 'prompt', message: 'Rejected by our safety system.' } },
      'moderation',
      false,
    ],
    [
      400,
      { error: { code: 'invalid_value', param: 'prompt', message: 'It is too long.' } },
      'invalid',
      false,
    ],
    [
      400,
      { error: { code: 400, message: "It holds words that violate Google's Responsible AI practices." } },
      'moderation',
      false,
    ],
    [
      400,
      { error: { code: 'OutputVideoSensitiveContentDetected', param: 'content', message: 'no' } },
      'moderation',
      false,
    ],
    [
      422,
      { detail: [{ loc: ['body', 'prompt'], msg: 'It contained material flagged by a content checker.' }] },
      'moderation',
      false,
    ],
  ] as const;

  it.each(cases)('is a definite no: %s %j', async (status, body, reason, again) => {
    const server = await scriptedServer(json(body, status, { 'x-request-id': 'req_42' }));
    const submitted = await asking(server.url).submit(submission(generate()), on());
    expect(submitted).toMatchObject({
      kind: 'rejected',
      failure: { reason, again, params: { provider: 'studio', status, requestId: 'req_42' } },
    });
    expect(JSON.stringify(submitted)).toContain('(request req_42)');
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['86400', 86_400_000],
    ['7', 7000],
    ['-5', undefined],
    ['soon', undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['Fri, 01 Jan 2100 00:00:00 GMT', expect.any(Number)],
  ])('is told how long to wait: Retry-After %s', async (header, retryAfter) => {
    const server = await scriptedServer(json({}, 429, { 'retry-after': header }));
    const submitted = await asking(server.url).submit(submission(generate()), on());
    if (submitted.kind !== 'rejected') throw new Error(submitted.kind);
    expect(submitted.failure.retryAfter).toEqual(retryAfter);
  });

  it('never repeats the key that a server quotes', async () => {
    const server = await scriptedServer(json({ error: { message: `Incorrect API key: ${key}` } }, 401));
    const submitted = await asking(server.url).submit(submission(generate()), on());
    expect(submitted).toMatchObject({
      failure: { message: 'studio rejected the key: 401, Incorrect API key: [key].' },
    });
    expect(JSON.stringify(submitted)).not.toContain(key);
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
    return { downloaded, server, text: () => readFile(file, 'utf8') };
  }

  it('comes from the content of the job', async () => {
    const { downloaded, server, text } = await download(completed, bytes);
    expect(downloaded).toEqual({ kind: 'done' });
    expect(await text()).toBe('footage');
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content']);
    expect(server.seen[1]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('is not asked about again right after the poll that told of it', async () => {
    const server = await scriptedServer((seen, response) =>
      seen.path.endsWith('content') ? bytes(seen, response) : json(completed)(seen, response),
    );
    const provider = asking(server.url);
    await provider.poll('video_1', on());
    await provider.download('video_1', join(await folder(), 'clip.mp4'), on());
    expect(server.seen).toHaveLength(2);
    // None is kept, or the next paid request could take one that the server is just closing.
    expect(server.seen.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
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
    const early = await download({ ...completed, expires_at: 4_000_000_000 }, missing);
    expect(early.downloaded).toMatchObject({ kind: 'unreachable', failure: { again: true } });
  });
});
