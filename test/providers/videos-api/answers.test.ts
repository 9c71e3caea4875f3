import { describe, expect, it } from 'vitest';
import { readProblem } from '../../../src/providers/http/server-problem.ts';
import { readVideo } from '../../../src/providers/videos-api/answer/read-video.ts';
import { statusOf } from '../../../src/providers/videos-api/answer/status.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { pollAt, raw } from './answering.ts';
import { asking, on } from './asking.ts';

describe('the words for the state of a job', () => {
  const words = {
    completed:
      'completed complete succeeded succeed success SUCCESS SUCCEEDED Success done DONE finished FINISH ready ok generated TASK_STATUS_SUCCEED JOB_STATE_SUCCEEDED completed_successfully processed video_available published 成功 已完成',
    failed:
      'failed FAILURE failure error ERROR errored dead crashed aborted killed timeout TIMED_OUT timed-out rejected refused denied blocked unsuccessful exception generation_failed TaskFailed nsfw content_filtered moderated invalid OOM fatal not_approved insufficient_funds bad_request 失败 超时 审核未通过',
    cancelled: 'cancelled CANCELED canceled user_cancelled revoked stopped 已取消',
    expired: 'expired EXPIRED deleted 已过期',
    waiting:
      'queued QUEUED queueing in_queue IN_QUEUE pending PENDING waiting submitted created accepted scheduled starting running RUNNING processing in_progress in-progress inProgress IN-PROGRESS generating rendering dreaming throttled NOT_START not_started not_completed unfinished retrying preparing initializing pending_review cancelling provisioning ACTIVE transcoding stitching creating 处理中 排队中 进行中 未完成',
    unclear: 'quux unknown 2 paused incomplete suspended non_fatal connection_lost 未知',
  };

  it.each(Object.entries(words))('%s', (status, all) => {
    const read = all.split(' ').map((word) => [word, statusOf(word)]);
    expect(read).toEqual(all.split(' ').map((word) => [word, status]));
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

it('what clouds wrap their refusals in', () => {
  const refused = { Response: { Error: { Code: 'LimitExceeded', Message: 'Too many' }, RequestId: 'r' } };
  expect(readProblem(refused)).toEqual({ code: 'LimitExceeded', message: 'Too many' });
});

it('a link without an ending is one where files are', () => {
  const path = 'https://bucket.example/0123?X-Amz-Signature=1';
  const told = { id: 'video_1', status: 'completed', result: { files: [{ path }] } };
  expect(readVideo(told).links).toEqual([path]);
});
