import { describe, expect, it } from 'vitest';
import { json } from '../../rig/scripted-server.ts';
import { pollAt, raw, submitTo } from './answering.ts';

const error = (message: string, more: object = {}) => ({ error: { message, ...more } });
const openrouter = (code: number, raw: unknown) =>
  error('Provider returned error', { code, metadata: { raw, provider_name: 'Google' } });

describe('a create is refused for', () => {
  it.each<[number, unknown, string]>([
    [400, error('Budget has been exceeded! Current cost: 0.8, Max budget: 0.5', { code: '400' }), 'quota'],
    [429, error('no', { type: 'budget_exceeded', code: null }), 'quota'],
    [400, error('ExceededBudget: User=u over budget. Spend=0.8, Budget=0.5'), 'quota'],
    [403, { code: 'The caller lacks permission', error: "Your team doesn't have any credits yet." }, 'quota'],
    [403, { code: 'personal-team-blocked:spending-limit', error: 'blocked' }, 'quota'],
    [401, error('该令牌额度已用尽 !token.UnlimitedQuota'), 'quota'],
    [401, error('This token quota has been exhausted'), 'quota'],
    [429, error('Your project has exceeded its monthly spending cap.'), 'quota'],
    [429, error('The model service has been paused.', { code: 'SetLimitExceeded' }), 'quota'],
    [429, error('* Quota exceeded for metric: free_tier_requests, limit: 0, model: omni'), 'quota'],
    [429, error('* Quota exceeded for metric: requests_per_minute, limit: 2, model: omni'), 'rate'],
    [429, error('The upload token has been used up too fast'), 'rate'],
    [
      400,
      { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: x*y.' },
      'permission',
    ],
    [400, error('User location is not supported for the API use.'), 'permission'],
    [400, { code: 'invalid_argument', error: 'Rejected by content moderation.' }, 'moderation'],
    [403, error('Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO'), 'moderation'],
    [400, error('This content may violate our guardrails concerning third-party content.'), 'moderation'],
    [400, error('The value violates the schema.', { code: 'invalid_argument' }), 'invalid'],
    [400, error('enable_safety_checker must be a boolean'), 'invalid'],
    [400, openrouter(400, '{"error":{"message":"Blocked by our moderation system."}}'), 'moderation'],
  ])('its own reason: %i %j', async (status, body, reason) => {
    expect(await submitTo(json(body, status))).toMatchObject({ kind: 'rejected', failure: { reason } });
  });
});

describe('nothing was made where', () => {
  it.each<[string, unknown]>([
    ['Envoy had nobody', 'no healthy upstream'],
    [
      'Envoy could not connect',
      'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused',
    ],
    [
      'Envoy did not try',
      'upstream connect error or disconnect/reset before headers. reset reason: overflow',
    ],
    ['Kong had nobody', { message: 'failure to get a peer from the ring-balancer', request_id: 'a1' }],
    ['Kong did not find anybody', { message: 'name resolution failed' }],
    ['Traefik had nobody', 'no available server\n'],
    ['Cloud Run had nobody', 'The request was aborted because there was no available instance.'],
    ['OpenRouter had nobody', error('No available model provider that meets your routing requirements')],
    [
      'HAProxy had nobody',
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
    ],
    ['vLLM-Omni is not ready', { detail: 'Video generation handler not initialized.' }],
    ['a model is not ready', { error: 'Model Wan-AI/Wan2.2 is currently loading', estimated_time: 20 }],
    ['a model is not there yet', error('Loading model', { code: 503, type: 'unavailable_error' })],
    ['a queue is full', error('The queue is full, try again later.')],
  ])('%s', async (_, body) => {
    const answer = typeof body === 'string' ? raw(body, 503) : json(body, 503);
    expect(await submitTo(answer)).toMatchObject({ kind: 'rejected', failure: { again: true } });
  });

  it.each<[number, unknown]>([
    [503, 'upstream connect error or disconnect/reset before headers. reset reason: connection termination'],
    [
      503,
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure',
    ],
    [502, error('failure to get a peer from the ring-balancer')],
    [503, error('The result failed to be written: name resolution failed')],
    [503, error('The worker broke while the model is loading')],
    [503, error('The model is overloaded. Please try again later.')],
    [500, error('retry budget exceeded')],
    [202, { code: 'fail_to_fetch_task', message: '{"id":"video_1","status":"queued"}', data: null }],
    [502, openrouter(502, 'the connection was lost')],
  ])('is not said by %i %j', async (status, body) => {
    const answer = typeof body === 'string' ? raw(body, status) : json(body, status);
    expect(await submitTo(answer)).toMatchObject({ kind: 'unknown' });
  });
});

describe('what is wrong is told with', () => {
  const loc = ['body', 'seconds'];
  it.each<[string, number, unknown, string]>([
    [
      'its field',
      422,
      { detail: [{ loc, msg: 'Input should be an integer' }] },
      '422, seconds: Input should be an integer.',
    ],
    [
      'the fields of a list beside it',
      400,
      { error: 'Validation of body failed', issues: [{ path: ['promptText'], message: 'Too long' }] },
      '400, Validation of body failed: promptText: Too long.',
    ],
    [
      'fields by their names',
      400,
      { title: 'Errors occurred.', errors: { Size: ['It is odd.', 'It is small.'] } },
      '400, Errors occurred: Size: It is odd. It is small.',
    ],
    [
      'what a provider behind it said',
      502,
      openrouter(502, 'GPU 7 burned'),
      'Provider returned error: GPU 7 burned.',
    ],
    [
      'the heading of a page',
      502,
      '<html><body><h1>Bad gateway here</h1></body></html>',
      '“Bad gateway here”',
    ],
  ])('%s', async (_, status, body, told) => {
    const answer = typeof body === 'string' ? raw(body, status) : json(body, status);
    const submitted = await submitTo(answer);
    expect(submitted).toMatchObject({ failure: { message: expect.stringContaining(told) } });
  });

  it.each<[unknown, number | undefined]>([
    [error('Please retry in 34.5s.'), 34_500],
    [error('No deployments available, Try again in 5 seconds.'), 5000],
    [error('slow down', { details: [{ '@type': 'RetryInfo', retryDelay: '7s' }] }), 7000],
    [error('Please try again in 2 minutes'), 120_000],
    [error('Try again in a while'), undefined],
    [error('slow down', { retry_after: 30 }), undefined],
  ])('how long to wait: %j', async (body, retryAfter) => {
    const submitted = await submitTo(json(body, 429));
    if (submitted.kind !== 'rejected') throw new Error(submitted.kind);
    expect(submitted.failure.retryAfter).toBe(retryAfter);
  });
});

describe('a job that failed', () => {
  const failed = (code: string | number) =>
    pollAt(json({ id: 'video_1', status: 'failed', error: { code, message: 'seconds must be 4' } }));

  it.each([400, '422', 'invalid_argument', 'invalid_value', 'validation_error'])(
    'for what was sent is not paid for again: %s',
    async (code) => {
      expect(await failed(code)).toMatchObject({
        kind: 'failed',
        failure: { reason: 'invalid', again: false },
      });
    },
  );

  it.each([500, 'internal_error', 'processing_error'])('otherwise may be tried again: %s', async (code) => {
    expect(await failed(code)).toMatchObject({ kind: 'failed', failure: { reason: 'other', again: true } });
  });
});
