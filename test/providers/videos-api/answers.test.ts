import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../src/providers/videos-api/answer/status.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, folder, generate, on, submission } from './asking.ts';

const raw =
  (text: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(text);

const submitTo = async (answer: Answer) => {
  const server = await scriptedServer(answer);
  return asking(server.url).submit(submission(generate()), on());
};

const pollAt = async (answer: Answer, dialect: DialectName = 'newapi') => {
  const server = await scriptedServer(answer);
  return asking(server.url, { dialect }).poll('video_1', on());
};

describe('the words for the state of a job', () => {
  const words = {
    completed:
      'completed complete succeeded succeed success SUCCESS SUCCEEDED Success done DONE finished FINISH ready ok generated TASK_STATUS_SUCCEED JOB_STATE_SUCCEEDED completed_successfully 成功 已完成',
    failed:
      'failed FAILURE failure error ERROR errored dead crashed aborted killed timeout TIMED_OUT timed-out rejected refused denied blocked unsuccessful exception generation_failed TaskFailed nsfw content_filtered moderated invalid 失败 超时 审核未通过',
    cancelled: 'cancelled CANCELED canceled user_cancelled revoked stopped 已取消',
    expired: 'expired EXPIRED deleted 已过期',
    waiting:
      'queued QUEUED queueing in_queue IN_QUEUE pending PENDING waiting submitted created accepted scheduled starting running RUNNING processing in_progress in-progress inProgress IN-PROGRESS generating rendering dreaming throttled NOT_START not_started not_completed unfinished retrying preparing initializing pending_review cancelling 处理中 排队中 进行中 未完成',
    unclear: 'quux unknown 2 paused incomplete 未知',
  };

  it.each(Object.entries(words))('%s', (status, all) => {
    const read = all.split(' ').map((word) => [word, statusOf(word)]);
    expect(read).toEqual(all.split(' ').map((word) => [word, status]));
  });
});

describe('a create', () => {
  it.each<[string, Answer, string]>([
    ['id', json({ id: 'video_1' }), 'video_1'],
    ['201, in `data`', json({ code: 'success', data: { id: 'video_1', status: 'queued' } }, 201), 'video_1'],
    ['only a task_id', json({ task_id: 'task_1' }), 'task_1'],
    ['only a taskId, in `result`', json({ code: 0, result: { taskId: 'task_1' } }), 'task_1'],
    ['only a request_id', json({ request_id: 'req-1' }), 'req-1'],
    [
      'a task beside the request that made it',
      json({ request_id: 'req-1', output: { task_id: 'task_1' } }),
      'task_1',
    ],
    [
      'a row of a database beside its task',
      json({ id: 45, task_id: 'task_1', status: 'NOT_START' }),
      'task_1',
    ],
    ['a number', json({ id: 12345 }), '12345'],
    ['a number that no double holds', raw('{"data":{"task_id":1234567890123456789}}'), '1234567890123456789'],
    ['a list of one', json([{ id: 'video_1', status: 'queued' }]), 'video_1'],
    ['`data`, a list of one', json({ data: [{ id: 'video_1' }] }), 'video_1'],
    ['an id and no more, in `data`', json({ code: 200, data: 'task_0123456' }), 'task_0123456'],
    ['`job`', json({ job: { job_id: 'job_1' } }), 'job_1'],
    ['`response` in `data`', json({ data: { response: { id: 'video_1', state: 'PENDING' } } }), 'video_1'],
    ['a bare id', raw('video_0123456789'), 'video_0123456789'],
    ['a bare id in JSON', json('video_0123456789'), 'video_0123456789'],
    ['JSON in JSON', json(JSON.stringify({ id: 'video_1' })), 'video_1'],
    ['an address in a header', raw('', 202, { location: '/v1/videos/video_1' }), 'video_1'],
    [
      'a job that failed at once',
      json({ id: 'video_1', status: 'failed', error: { message: 'no' } }),
      'video_1',
    ],
    ['an error that is null', json({ id: 'video_1', error: null, errors: [], code: 0 }), 'video_1'],
    [
      'a code of its own, and words that are well',
      json({ code: 1, msg: '成功', task_id: 'task_1' }),
      'task_1',
    ],
    ['a code that is not, beside a job', json({ code: 1013, message: 'busy', task_id: 'task_1' }), 'task_1'],
    ['a code that is well', json({ code: 'success', message: 'ok', task_id: 'task_1' }), 'task_1'],
  ])('is accepted in many ways: %s', async (_, answer, remote) => {
    expect(await submitTo(answer)).toEqual({ kind: 'accepted', remote });
  });

  it.each<[string, Answer, string, RegExp]>([
    [
      'a balance that is too small',
      json({ error: { message: 'Your account balance is insufficient', code: 'insufficient_user_quota' } }),
      'quota',
      /no money or quota left: 200 insufficient_user_quota, Your account balance is insufficient\./,
    ],
    ['the same in Chinese', json({ code: 1008, message: '余额不足' }), 'quota', /1008, 余额不足/],
    [
      'MiniMax',
      json({ task_id: '', base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }),
      'quota',
      /1008, insufficient balance/,
    ],
    ['a status in the code', json({ error: { code: 400, message: 'bad size' } }), 'invalid', /bad size/],
    ['401 in the code', json({ code: 401, msg: 'token is wrong' }), 'permission', /token is wrong/],
    ['a wrong key', json({ success: false, message: 'Invalid API key' }), 'permission', /Invalid API key/],
    ['hurry', json({ error: 'Too many requests, slow down' }), 'rate', /Too many requests/],
    [
      'moderation',
      json({ error: { code: 'content_policy_violation', message: 'no' }, request_id: 'req-7' }),
      'moderation',
      /content_policy_violation, no\. \(request req-7\)/,
    ],
    [
      'DashScope',
      json({ code: 'DataInspectionFailed', message: 'no', request_id: 'r-1' }),
      'moderation',
      /no/,
    ],
    ['FastAPI', json({ detail: [{ msg: 'unknown model' }], code: 422 }), 'invalid', /unknown model/],
  ])('is refused with 200: %s', async (_, answer, reason, message) => {
    expect(await submitTo(answer)).toMatchObject({
      kind: 'rejected',
      failure: { reason, message: expect.stringMatching(message) },
    });
  });

  const channel = { error: { message: 'No available channel for model m1', code: 'model_not_found' } };

  it.each<[number, unknown, string, boolean]>([
    [503, channel, 'capacity', true],
    [503, { message: '当前分组下对于模型 m1 无可用渠道' }, 'capacity', true],
    [500, { error: { message: 'No healthy deployments for model' } }, 'capacity', true],
    [500, { error: { message: 'the model m1 does not exist', code: 'model_not_found' } }, 'invalid', false],
    [500, { error: { message: 'insufficient balance' } }, 'quota', false],
    [409, { error: { message: 'The account has too many open jobs' } }, 'other', true],
    [451, { error: { message: 'Not available for legal reasons' } }, 'moderation', false],
    [529, { error: { type: 'overloaded_error', message: 'Overloaded' } }, 'capacity', true],
    [501, { error: { message: 'not implemented' } }, 'invalid', false],
    [405, { detail: 'Method Not Allowed' }, 'invalid', false],
    [423, { error: 'locked' }, 'invalid', false],
    [431, '', 'invalid', false],
    [402, '', 'quota', false],
    [413, '<html><head><title>413 Request Entity Too Large</title></head></html>', 'invalid', false],
    [308, '', 'invalid', false],
  ])('is refused before anything is made: %s %j', async (status, body, reason, again) => {
    expect(await submitTo(typeof body === 'string' ? raw(body, status) : json(body, status))).toMatchObject({
      kind: 'rejected',
      failure: { reason, again },
    });
  });

  it.each<[number, unknown]>([
    [504, { error: { message: 'no upstream response within 60 s' } }],
    [500, { error: { message: 'no worker answered' } }],
    [500, { error: { message: 'The model failed: its output was not found' } }],
    [200, { error: { message: 'bad JSON from upstream', code: 'invalid_upstream_response' } }],
    [200, { error: { message: 'Something went wrong' } }],
    [409, { error: { message: 'duplicate request' } }],
  ])('may have been accepted, whatever it is like: %s %j', async (status, body) => {
    expect((await submitTo(json(body, status))).kind).toBe('unknown');
  });

  it.each([521, 523, 525, 526, 530])('never got past Cloudflare, if that says so: %s', async (status) => {
    const said = await submitTo(raw('<html></html>', status, { 'cf-ray': '8f0123456789abcd-FRA' }));
    expect(said.kind).toBe('rejected');
    expect((await submitTo(raw('<html></html>', status))).kind).toBe('unknown');
  });

  it.each([500, 502, 503, 504, 520, 522, 524, 408, 499])('may have been accepted: %s', async (status) => {
    const said = await submitTo(json({ error: { message: 'upstream error' } }, status));
    expect(said).toMatchObject({
      kind: 'unknown',
      failure: { message: expect.stringContaining('upstream error') },
    });
  });

  it.each([
    'x-request-id',
    'request-id',
    'x-oneapi-request-id',
    'x-litellm-call-id',
    'x-amzn-requestid',
    'apim-request-id',
    'cf-ray',
  ])('tells the request by which support finds it: %s', async (name) => {
    const said = await submitTo(json({ error: { message: 'no' } }, 400, { [name]: 'r-42' }));
    expect(said).toMatchObject({ failure: { message: expect.stringContaining('(request r-42)') } });
  });

  it('quotes what a gateway quotes of the server behind it', async () => {
    const inner = JSON.stringify({ error: { code: 'sentinel_block', message: 'the prompt is refused' } });
    const said = await submitTo(json({ code: 'fail_to_fetch_task', message: inner }, 400));
    expect(said).toMatchObject({
      failure: {
        reason: 'moderation',
        message: expect.stringContaining('sentinel_block, the prompt is refused.'),
      },
    });
  });

  it('redacts before it shortens', async () => {
    const long = `${'x'.repeat(285)}sk-secret-0123456789`;
    const said = await submitTo(json({ error: { message: long } }, 400));
    expect(JSON.stringify(said)).not.toContain('sk-sec');
    expect(JSON.stringify(said)).toContain('[key]');
  });
});

describe('a poll', () => {
  const film = 'https://cdn.example/f.mp4';

  it.each<[string, unknown, object]>([
    [
      'new-api',
      { code: 'success', data: { task_id: 'video_1', status: 'SUCCESS', progress: '100%' } },
      { kind: 'completed' },
    ],
    [
      'new-api, with what its vendor said inside',
      { code: 'success', data: { task_id: 'video_1', status: 'IN_PROGRESS', data: { status: 'failed' } } },
      { kind: 'waiting', state: 'IN_PROGRESS' },
    ],
    [
      'a failed task of new-api',
      { task_id: 'video_1', status: 'FAILURE', fail_reason: 'upstream: content policy', progress: '100%' },
      { kind: 'failed', failure: { reason: 'moderation' } },
    ],
    [
      'a call that succeeded, of a job that runs',
      { status: 'success', data: { status: 'processing' } },
      { kind: 'waiting' },
    ],
    [
      'DashScope',
      { request_id: 'r', output: { task_id: 'video_1', task_status: 'SUCCEEDED', video_url: film } },
      { kind: 'completed' },
    ],
    [
      'Kling',
      { code: 0, message: 'SUCCEED', request_id: 'r', data: { task_id: 'video_1', task_status: 'succeed' } },
      { kind: 'completed' },
    ],
    [
      'Kling, failed',
      { code: 0, data: { task_id: 'video_1', task_status: 'failed', task_status_msg: 'worker lost' } },
      { kind: 'failed', failure: { message: expect.stringContaining('worker lost') } },
    ],
    [
      'MiniMax',
      { task_id: 'video_1', status: 'Success', base_resp: { status_code: 0, status_msg: 'success' } },
      { kind: 'completed' },
    ],
    ['Luma', { id: 'video_1', state: 'failed', failure_reason: 'it broke' }, { kind: 'failed' }],
    [
      'Google',
      { name: 'operations/1', done: true, response: { video: { uri: film } } },
      { kind: 'completed' },
    ],
    ['Google, failed', { done: true, error: { code: 3, message: 'too dark' } }, { kind: 'failed' }],
    ['Google, running', { name: 'operations/1', done: false }, { kind: 'waiting' }],
    ['a state in an object', { id: 'video_1', status: { state: 'RUNNING' } }, { kind: 'waiting' }],
    ['a list of one', [{ id: 'video_1', status: 'done' }], { kind: 'completed' }],
    [
      'a list with others',
      {
        data: [
          { id: 'video_0', status: 'failed' },
          { id: 'video_1', status: 'done' },
        ],
      },
      { kind: 'completed' },
    ],
    ['a word', 'processing', { kind: 'waiting', state: 'processing' }],
    ['a link', film, { kind: 'completed' }],
    ['a link without a state', { id: 'video_1', video_url: film }, { kind: 'completed' }],
    ['a number for a state', { id: 'video_1', status: 2 }, { kind: 'waiting', unclear: true }],
    [
      'a word that nobody knows',
      { id: 'video_1', status: 'quux' },
      { kind: 'waiting', unclear: true, state: 'quux' },
    ],
    [
      'a word of moderation',
      { id: 'video_1', status: 'Content Moderated' },
      { kind: 'failed', failure: { reason: 'moderation' } },
    ],
    [
      'an error',
      { error: { message: 'database is busy', code: 'internal' } },
      { kind: 'unreachable', failure: { again: true } },
    ],
    [
      'an error of the key',
      { error: { message: 'Invalid token' } },
      { kind: 'unreachable', failure: { again: false } },
    ],
    [
      'an error that denies it',
      { code: 'task_not_exist', message: 'task_not_exist', data: null },
      { kind: 'gone' },
    ],
    ['an error of moderation', { error: { code: 'moderation_blocked', message: 'no' } }, { kind: 'failed' }],
    ['nothing in `data`', { code: 'success', data: null }, { kind: 'unreachable' }],
    ['nothing', {}, { kind: 'unreachable' }],
  ])('is read as it is meant: %s', async (_, body, expected) => {
    expect(await pollAt(json(body))).toMatchObject(expected);
  });

  it('is answered with nothing while a job is in progress, by some', async () => {
    expect(await pollAt(raw('', 202), 'xai')).toEqual({ kind: 'waiting' });
    expect(await pollAt(raw(''), 'xai')).toMatchObject({ kind: 'unreachable' });
  });

  it.each<[string, object]>([
    ['xAI', { status: 'done', video: { url: '', respect_moderation: false } }],
    ['xAI, with a link', { status: 'done', video: { url: film, respect_moderation: false } }],
    ['Veo', { done: true, response: { raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['no'] } }],
    ['a flag', { status: 'completed', moderated: true }],
    ['a list of flags', { status: 'completed', has_nsfw_concepts: [true] }],
    ['a verdict', { status: 'succeeded', moderation: { status: 'rejected' } }],
    ['a reason to finish', { status: 'completed', finish_reason: 'content_filter' }],
  ])('tells that moderation held the footage back: %s', async (_, body) => {
    expect(await pollAt(json(body))).toMatchObject({
      kind: 'failed',
      failure: { reason: 'moderation', again: false },
    });
  });

  it('tells the same by no footage at all, where it is nowhere else, and is asked three times', async () => {
    const server = await scriptedServer(json({ status: 'done', video: null }));
    const xai = asking(server.url, { dialect: 'xai' });
    expect(await xai.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
    expect(await xai.poll('video_1', on())).toMatchObject({ kind: 'waiting' });
    expect(await xai.poll('video_1', on())).toMatchObject({
      kind: 'failed',
      failure: { reason: 'moderation' },
    });
    expect(await pollAt(json({ id: 'video_1', status: 'done' }))).toEqual({ kind: 'completed' });
  });
});

describe('a film', () => {
  const bytes = raw('footage', 200, { 'content-type': 'video/mp4' });

  /** What comes of a job that is told as given; its server has no film at the usual address. */
  async function filmOf(
    told: (origin: string) => unknown,
    content: Answer = json({ error: 'no content' }, 404),
  ) {
    const server = await scriptedServer((seen, response) => {
      const origin = `http://${seen.headers.host}`;
      if (seen.path === '/v1/videos/video_1') return json(told(origin))(seen, response);
      return seen.path.startsWith('/v1/') ? content(seen, response) : bytes(seen, response);
    });
    const file = join(await folder(), 'clip.mp4');
    const downloaded = await asking(server.url, { dialect: 'newapi' }).download('video_1', file, on());
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return { downloaded, text, paths: server.seen.map(({ path }) => path) };
  }

  const places: Readonly<Record<string, (film: string) => object>> = {
    url: (url) => ({ url }),
    urls: (url) => ({ urls: [url] }),
    video_url: (url) => ({ video_url: url }),
    videoUrl: (url) => ({ videoUrl: url }),
    'metadata.url': (url) => ({ metadata: { url } }),
    'output[0]': (url) => ({ output: [url] }),
    output: (url) => ({ output: url }),
    'outputs.video_url': (url) => ({ outputs: { video_url: url } }),
    'data.video.url': (url) => ({ data: { video: { url } } }),
    'assets.video': (url) => ({ assets: { image: 'https://cdn.example/cover.jpg', video: url } }),
    'result.videos[0].url': (url) => ({ result: { videos: [{ url }] } }),
    'data.task_result.videos[0].url': (url) => ({
      data: { task_status: 'succeed', task_result: { videos: [{ url }] } },
    }),
    'content.video_url': (url) => ({
      content: { video_url: url, last_frame_url: 'https://cdn.example/l.png' },
    }),
    'creations[0].url': (url) => ({ creations: [{ cover_url: 'https://cdn.example/c', url }] }),
    unsigned_urls: (url) => ({ unsigned_urls: [url] }),
    'video_result[0].url': (url) => ({ video_result: [{ cover_image_url: 'https://cdn.example/c', url }] }),
    generatedSamples: (uri) => ({
      response: { generateVideoResponse: { generatedSamples: [{ video: { uri } }] } },
    }),
    result_url: (url) => ({ result_url: url }),
    'fail_reason of old gateways': (url) => ({ fail_reason: url }),
    'a name of its own': (url) => ({ masterpiece: url }),
    'a text in JSON': (url) => ({ resultJson: JSON.stringify({ resultUrls: [url] }) }),
    'a link without a scheme': (url) => ({ video_url: url.replace('http:', '') }),
    'a path': (url) => ({ video_url: new URL(url).pathname }),
    'the input beside it': (url) => ({
      input: { video_url: 'https://cdn.example/before.mp4' },
      file_url: url,
    }),
    'the callback beside it': (url) => ({
      callback_url: 'https://me.example/',
      thumbnail_url: 'https://cdn.example/t.webp',
      url,
    }),
  };

  it.each(Object.entries(places))('is found at %s before it is called missing', async (_, at) => {
    const found = await filmOf((origin) => ({
      id: 'video_1',
      status: 'completed',
      ...at(`${origin}/f.mp4`),
    }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe('footage');
    expect(found.paths).toEqual(['/v1/videos/video_1', '/f.mp4']);
  });

  it('may be in the answer itself', async () => {
    const inline = `data:video/mp4;base64,${Buffer.from('footage').toString('base64')}`;
    const found = await filmOf(() => ({ id: 'video_1', status: 'completed', video: inline }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe('footage');
  });

  it('may be in the answer in base64', async () => {
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom and so on')]);
    const found = await filmOf(() => ({
      status: 'completed',
      data: [{ b64_json: bytes.toString('base64') }],
    }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe(bytes.toString());
  });

  it('is where the usual address says in JSON', async () => {
    const content: Answer = (seen, response) =>
      json({ download_url: `http://${seen.headers.host}/f.mp4` })(seen, response);
    const found = await filmOf(() => ({ id: 'video_1', status: 'completed' }), content);
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.paths).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content', '/f.mp4']);
  });

  it('is no reason for a failure, nor a picture', async () => {
    const metadata = { url: 'the upstream broke' };
    const found = await filmOf(() => ({
      id: 'video_1',
      status: 'completed',
      metadata,
      image_url: 'https://c.example/a.png',
    }));
    expect(found.paths).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content']);
    expect(found.downloaded).toMatchObject({ kind: 'gone', said: '404, no content.' });
  });

  it.each<[string, Answer, RegExp]>([
    [
      'an error with 200',
      json({ error: { message: 'Failed to fetch video content' } }, 200, { 'x-request-id': 'r-9' }),
      /did not deliver the footage: it answered 200, Failed to fetch video content\. \(request r-9\)/,
    ],
    ['a state', json({ status: 'processing' }), /it answered 200\./],
    ['a web page with 200', raw('<!doctype html><title>Sign in</title>'), /200, a web page, “Sign in”\./],
    [
      'a web page with 404',
      raw('<html><title>404 Not Found</title></html>', 404),
      /404, a web page, “404 Not Found”\./,
    ],
    [
      'too early',
      json({ error: { message: 'Task is not completed yet' } }, 400),
      /400, Task is not completed yet\./,
    ],
    ['nothing', raw(''), /it sent nothing/],
    ['no content', raw('', 204), /it sent nothing/],
    [
      'cloud storage',
      raw('<?xml version="1.0"?><Error><Code>A</Code><Message>Request has expired</Message></Error>', 403),
      /Request has expired/,
    ],
  ])('that does not come says what the server said: %s', async (_, content, message) => {
    const { downloaded } = await filmOf(() => ({ id: 'video_1', status: 'completed' }), content);
    expect(downloaded).toMatchObject({
      kind: 'unreachable',
      failure: { again: true, message: expect.stringMatching(message) },
    });
  });
});

describe('a list', () => {
  const job = { id: 'video_1', created_at: 1_800_000_000, prompt: 'A lighthouse' };

  it.each<[string, unknown]>([
    ['as documented', { object: 'list', data: [job], has_more: false }],
    ['bare', [job]],
    ['of videos', { videos: [job] }],
    ['in `data`', { code: 0, data: { items: [job], total: 1 } }],
    ['of wrapped jobs', { data: [{ video: job }] }],
  ])('is read %s', async (_, body) => {
    const server = await scriptedServer((seen, response) =>
      json(seen.path.includes('after') ? [] : body)(seen, response),
    );
    const listed = await asking(server.url).list?.(0, on());
    expect(listed).toMatchObject({ kind: 'listed', jobs: [{ remote: 'video_1', prompt: 'A lighthouse' }] });
  });

  it('that is an error says which', async () => {
    const server = await scriptedServer(json({ error: { message: 'no list here' } }));
    expect(await asking(server.url).list?.(0, on())).toMatchObject({
      kind: 'unreachable',
      failure: { message: expect.stringContaining('no list here') },
    });
  });
});

describe('a deletion', () => {
  it.each<[string, Answer, string]>([
    ['as documented', json({ id: 'video_1', deleted: true, object: 'video.deleted' }), 'done'],
    ['with nothing', raw('', 204), 'done'],
    ['with a state', json({ id: 'video_1', status: 'deleted' }), 'done'],
    ['of what is not there', json({ error: { message: 'task_not_exist' } }), 'done'],
    ['of nothing', json({ deleted: false }), 'unreachable'],
    ['with an error', json({ error: { message: 'not now' } }), 'unreachable'],
  ])('is answered %s', async (_, answer, kind) => {
    const server = await scriptedServer(answer);
    expect((await asking(server.url).delete?.('video_1', on()))?.kind).toBe(kind);
  });
});
