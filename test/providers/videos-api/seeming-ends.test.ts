import { describe, expect, it } from 'vitest';
import { filmLinksIn } from '../../../src/providers/videos-api/answer/film-links.ts';
import { statusOf } from '../../../src/providers/videos-api/answer/status.ts';
import { json } from '../../rig/scripted-server.ts';
import { pollAt as pollWith, raw, submitTo as submitWith } from './answering.ts';

const film = 'https://cdn.example/f.mp4';

const pollAt = (body: unknown) => pollWith(json(body));

const submitTo = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  submitWith(raw(body === undefined ? '' : JSON.stringify(body), status, headers));

describe('words that only seem to say that a job is over', () => {
  it.each([
    ...'not_failed|no_error|error_free|without_error|error_recovery|recovering_from_error|failover'.split(
      '|',
    ),
    ...'failing_over|unblocked|requeued_after_error|error_requeued|nsfw_check|safety_checking'.split('|'),
    ...'blocked_by_queue|blocked_on_dependency|callback_failed|webhook_error|thumbnail_failed'.split('|'),
    ...'partially_failed|completed_with_errors|没有错误|失败重试中'.split('|'),
  ])('it did not fail: %s', (word) => {
    expect(['waiting', 'unclear']).toContain(statusOf(word));
  });

  it.each([
    ...'cancel_failed|cancel_requested|cancellation_rejected|not_cancelled|取消中|正在取消|url_expired'.split(
      '|',
    ),
    ...'link_expired|session_expired_retrying|expires_soon|never_expires|not_deleted'.split('|'),
  ])('it is not gone: %s', (word) => {
    expect(['waiting', 'unclear']).toContain(statusOf(word));
  });

  it.each([
    ...'processing_completed_frames|done_queueing|queued_done|submit_success|successfully_queued'.split('|'),
    ...'upload_completed|generation_completed_uploading|ready_to_start|ready_for_processing'.split('|'),
    ...'prompt_ok|moderation_ok|stage_1_completed|step_done|completed 40%|50_percent_complete'.split('|'),
    ...'not_done|not_yet_ready|not_successful|almost done|to_be_completed|model_ready'.split('|'),
    ...'keyframes_generated|preview_ready|completing|created_successfully|提交成功|正在完成|部分完成'.split(
      '|',
    ),
  ])('it is not done: %s', (word) => {
    expect(['waiting', 'unclear']).toContain(statusOf(word));
  });

  it.each([
    ...'processing_failed|rendering_error|moderation_failed|failed_safety_check|content_check_failed'.split(
      '|',
    ),
    ...'blocked_by_moderation|prompt_rejected|upload_failed|deadline_exceeded|restart_failed'.split('|'),
    ...'failed_to_restart|recovery_failed|unrecoverable_error|non_retryable_failure'.split('|'),
    ...'content_policy_violation'.split('|'),
  ])('it did fail: %s', (word) => {
    expect(statusOf(word)).toBe('failed');
  });

  it.each([
    ...'processing_completed|rendering_done|video_ready|ready_to_download|generation_finished'.split('|'),
    ...'COMPLETED_SUCCESSFULLY|job_done|100% complete|completed 100.0%|completed (8/8)'.split('|'),
    ...'Completed 2026-11-29|处理完成|生成成功|VIDEO_GENERATED'.split('|'),
  ])('it is done: %s', (word) => {
    expect(statusOf(word)).toBe('completed');
  });

  it('are read no further than a word goes', () => {
    expect(statusOf('upload_stage_'.repeat(100_000))).toBe('waiting');
  });
});

describe('a success of the call', () => {
  it.each<[string, object]>([
    ['around a job with progress', { status: 'success', data: { id: 'video_1', progress: 30 } }],
    ['around a job in a queue', { success: true, status: 'ok', data: { task_id: 'video_1', place: 3 } }],
    ['beside its state', { id: 'video_1', status: 'success', task_status: 'processing' }],
    ['beside its state, in an object', { id: 'video_1', status: { code: 'OK' }, state: 'running' }],
    ['beside its progress', { id: 'video_1', status: 'ok', progress: 30 }],
  ])('is not one of the job: %s', async (_, body) => {
    expect(await pollAt(body)).toMatchObject({ kind: 'waiting' });
  });

  it('is one of the job where nothing denies it', async () => {
    expect(await pollAt({ id: 'video_1', status: 'success' })).toMatchObject({ kind: 'completed' });
    const inside = { status: 'success', data: { id: 'video_1', progress: 30, video_url: film } };
    expect(await pollAt(inside)).toMatchObject({ kind: 'completed' });
  });
});

describe('a failure of the call', () => {
  it.each<[string, object]>([
    ['the key', { status: 'error', message: 'Invalid API key' }],
    ['the rate', { success: false, status: 'failed', message: 'Too many requests' }],
    ['the rate, by its number', { status: 'failed', code: 429, message: 'slow down' }],
    ['a server that is overloaded', { status: 'error', code: 503 }],
    ['a gateway', { status: 'failed', error: { code: '502', message: 'Bad gateway' } }],
    ['a gateway, in words', { status: 'failed', message: 'Request failed with status code 502' }],
    ['a look that took too long', { status: 'failed', message: 'get task: context deadline exceeded' }],
    ['a look that broke', { status: 'failed', error: { message: 'read ECONNRESET' } }],
    ['where jobs are kept', { status: 'error', message: 'Unable to communicate with the database' }],
    ['no more than a word', { status: 'fail', data: { message: 'it is not known' } }],
    [
      'a moderation that never judged',
      { error: { code: 'moderation_service_unavailable', message: 'busy' } },
    ],
  ])('is not one of the job: %s', async (_, body) => {
    expect(await pollAt(body)).toMatchObject({ kind: 'unreachable' });
  });

  it.each(['error', '"error"', 'failed'])(
    'is not one of the job where it is but a word: %s',
    async (text) => {
      expect(await pollWith(raw(text))).toMatchObject({ kind: 'unreachable' });
    },
  );

  it('is not one of the job that a gateway tells with its own status', async () => {
    const job = { id: 'video_1', status: 'failed', error: { message: 'Bad gateway' } };
    expect(await pollWith(json(job, 502))).toMatchObject({ kind: 'unreachable' });
  });

  it('is not the end of what the server keeps where a session has expired', async () => {
    expect(await pollAt({ status: 'expired', message: 'The session is over.' })).toEqual(
      expect.not.objectContaining({ final: true }),
    );
  });

  it.each<[string, object]>([
    ['with its id', { id: 'video_1', status: 'error', code: 503 }],
    ['without a status of calls', { status: 'failed', error: { code: 'internal', message: 'it broke' } }],
  ])('is one of the job %s', async (_, body) => {
    expect(await pollAt(body)).toMatchObject({ kind: 'failed' });
  });

  it.each<[string, object]>([
    ['in words', { error: 'none' }],
    ['in a list', { error: [null] }],
    ['by number', { error: { code: 0, message: '' } }],
    ['as a reason', { fail_reason: 'N/A' }],
  ])('is none if it says that there is none: %s', async (_, error) => {
    expect(await pollAt({ id: 'video_1', done: true, ...error })).toMatchObject({ kind: 'completed' });
  });
});

describe('a verdict of moderation in favour of a film', () => {
  it.each<object>([
    { block_reason: 'none' },
    { block_reason: 'BLOCK_REASON_UNSPECIFIED' },
    { filtered_reasons: [''] },
    { moderation_status: 'not_flagged' },
    { moderation_result: 'no violations' },
    { safety_status: 'safety_passed' },
    { request: { nsfw: true, respect_moderation: false } },
  ])('does not hold it back: %j', async (told) => {
    expect(await pollAt({ id: 'video_1', status: 'completed', ...told })).toMatchObject({
      kind: 'completed',
    });
  });
});

describe('the film of something else', () => {
  const other = 'https://cdn.example/other.mp4';

  it.each<object>([
    { params: { video_url: other } },
    { arguments: { url: other } },
    { init_video: other },
    { original_video: other },
    { user: { url: other } },
    { remixed_from: { id: 'video_0', url: other } },
    { output: [{ id: 'video_0', status: 'completed', url: other }] },
  ])('is not the film of the job: %j', (beside) => {
    expect(filmLinksIn({ id: 'video_1', ...beside, data: { url: film } }, 'video_1')).toEqual([film]);
  });

  it('is not taken from a list of other jobs', async () => {
    const jobs = [
      { id: 'video_0', status: 'completed', url: other },
      { id: 'video_2', status: 'completed', url: other },
    ];
    expect(await pollAt({ data: jobs })).toMatchObject({ kind: 'unreachable' });
  });
});

describe('a create that seems to be refused', () => {
  it.each<[number, unknown]>([
    [429, { id: 'video_9', object: 'video', status: 'queued' }],
    [303, { id: 'video_9', object: 'video', status: 'queued' }],
    [400, { data: { id: 'video_9', status: 'processing' }, error: { message: 'the webhook is not valid' } }],
  ])('is accepted if the answer tells of the job: %i', async (status, body) => {
    expect(await submitTo(body, status)).toEqual({ kind: 'accepted', remote: 'video_9' });
  });

  it.each<[number, unknown]>([
    [400, { error: { message: 'upstream timed out' } }],
    [424, { error: { message: 'Request timeout: the upstream took too long' } }],
    [200, { error: { message: 'the moderation service timed out' } }],
    [400, { error: { message: 'this job was already submitted' } }],
    [422, { error: { code: 'idempotency_conflict', message: 'already exists' } }],
    [409, { error: { message: 'Conflict: job video_9 is being processed' } }],
    [409, { error: { message: 'A video with this request id was found' } }],
    [500, { error: { message: 'litellm.Timeout: No deployments available after a retry' } }],
    [504, { error: { message: 'no available channel returned a result before the deadline' } }],
  ])('may be accepted if that came too late, or twice: %i %j', async (status, body) => {
    expect(await submitTo(body, status)).toMatchObject({ kind: 'unknown' });
  });

  it.each<[number, unknown]>([
    [400, { error: { message: 'The timeout must be a number', code: 'invalid_parameter' } }],
    [429, { error: { message: 'A job is already running' } }],
    [401, { error: { message: 'The session timed out' } }],
    [503, { error: { message: 'No available channel for this model' } }],
    [422, { id: 'request_1', status: 'unprocessable_entity' }],
  ])('is refused otherwise: %i %j', async (status, body) => {
    expect(await submitTo(body, status)).toMatchObject({ kind: 'rejected' });
  });

  it('does not stumble over an address that is none', async () => {
    expect(await submitTo(undefined, 202, { location: '/v1/videos/%zz' })).toMatchObject({ kind: 'unknown' });
  });
});

describe('an error status with a job as its body', () => {
  const job = {
    id: 'video_1',
    object: 'video',
    status: 'failed',
    error: { code: 500, message: 'out of memory' },
  };

  it('is the end of that job where it says that it failed', async () => {
    expect(await pollWith(json(job, 500))).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('out of memory') },
    });
  });

  it.each<[string, object, number]>([
    ['of another job', { ...job, id: 'video_2' }, 500],
    ['of a job that goes on', { ...job, status: 'in_progress', error: null }, 500],
    ['that is about the rate', job, 429],
    ['without an id', { status: 'failed', error: job.error }, 500],
  ])('is an error of the call where it is %s', async (_, body, status) => {
    expect(await pollWith(json(body, status))).toMatchObject({ kind: 'unreachable' });
  });
});
