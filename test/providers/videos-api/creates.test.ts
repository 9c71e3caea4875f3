import { describe, expect, it } from 'vitest';
import { type Answer, json } from '../../rig/scripted-server.ts';
import { raw, submitTo } from './answering.ts';

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
    [
      503,
      {
        error: {
          code: 'server_is_overloaded',
          type: 'service_unavailable_error',
          message: 'The server is currently overloaded.',
        },
      },
      'capacity',
      true,
    ],
    [501, { error: { message: 'not implemented' } }, 'invalid', false],
    [405, { detail: 'Method Not Allowed' }, 'invalid', false],
    [431, '', 'invalid', false],
    [402, '', 'quota', false],
    [407, 'Proxy Authentication Required', 'permission', false],
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

  it.each([403, 406, 451])(
    'may have been accepted where a filter took the answer away: %s',
    async (status) => {
      const page = '<!DOCTYPE html>\n<html><title>Blocked by your administrator</title></html>';
      expect(await submitTo(raw(page, status))).toMatchObject({
        kind: 'unknown',
        failure: { message: expect.stringContaining('Blocked by your administrator') },
      });
      for (const own of [
        raw(page, status, { 'cf-ray': '8f0123456789abcd-FRA' }),
        raw(page, status, { 'x-request-id': 'req_1' }),
        raw('<html><center>nginx</center></html>', status),
        raw('Forbidden', status),
      ])
        expect((await submitTo(own)).kind).toBe('rejected');
    },
  );

  it.each([521, 523, 525, 526, 530])('never got past Cloudflare, if that says so: %s', async (status) => {
    const said = await submitTo(raw('<html></html>', status, { 'cf-ray': '8f0123456789abcd-FRA' }));
    expect(said.kind).toBe('rejected');
    expect((await submitTo(raw('<html></html>', status))).kind).toBe('unknown');
  });

  it.each([500, 502, 503, 504, 520, 522, 524, 408, 423, 444, 449, 460, 499])(
    'may have been accepted: %s',
    async (status) => {
      const said = await submitTo(json({ error: { message: 'upstream error' } }, status));
      expect(said).toMatchObject({
        kind: 'unknown',
        failure: { message: expect.stringContaining('upstream error') },
      });
    },
  );

  it.each<[number, unknown]>([
    [500, { error: { message: 'Failed to deduct the credits: insufficient balance' } }],
    [500, { error: { message: 'The worker broke. Its log says: insufficient balance' } }],
    [502, { error: { message: 'unknown model error while the video was rendered' } }],
    [500, { message: 'no available channel after the job was sent' }],
    [500, { error: { message: '生成后扣费失败，余额不足' } }],
  ])('may have been accepted where money or a model is mentioned in passing: %s %j', async (status, body) => {
    const submitted = await submitTo(json(body, status));
    expect(submitted).toMatchObject({ kind: 'unknown' });
    expect(submitted).not.toMatchObject({ failure: { reason: 'quota' } });
  });

  it.each<[number, unknown, string]>([
    [500, { error: { message: 'litellm.APIError: OpenAIException - Insufficient balance.' } }, 'quota'],
    [503, { error: { message: 'Insufficient credits, please top up and try again' } }, 'quota'],
    [500, { error: { message: 'it failed while charging', code: 'insufficient_quota' } }, 'quota'],
  ])('is refused where the words are about nothing else: %s %j', async (status, body, reason) => {
    expect(await submitTo(json(body, status))).toMatchObject({ kind: 'rejected', failure: { reason } });
  });

  it('tells a status once where the code is the same', async () => {
    const said = await submitTo(json({ error: { message: 'oops', code: '500' } }, 500));
    expect(said).toMatchObject({ failure: { message: 'studio failed: 500, oops.' } });
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
