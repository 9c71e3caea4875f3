import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, generate, key, on, submission } from './asking.ts';

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
