import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { pollAt } from './videos-api/answering.ts';
import { asking, folder, on } from './videos-api/asking.ts';

const error = (message: string, code?: string) => ({ error: { message, ...(code && { code }) } });

/** What else may be missing than a job. */
const others: readonly object[] = [
  error('The model `m1` does not exist.', 'NotFoundError'),
  error(
    'The API deployment for this resource does not exist. If you created it just now, wait.',
    'DeploymentNotFound',
  ),
  error(
    "litellm.NotFoundError: AzureException - The API deployment 'sora-2' for this resource does not exist.",
  ),
  error('The deployment could not be found on Vercel.', 'DEPLOYMENT_NOT_FOUND'),
  error('No such organization: org-123.', 'invalid_organization'),
  error('Project `proj_1` not found.'),
  error('Your account 2100 has not activated the model', 'ModelNotOpen'),
  error('models/omni is not found for API version v1beta'),
  error('Method not found.'),
  { detail: 'User not found' },
  { detail: 'No user found for Key ID and Secret' },
  { message: 'API key not found' },
  { error: 'The video model was not found' },
  error('The specified bucket does not exist', 'NoSuchBucket'),
  { title: 'Not Found', status: 404, detail: 'No static resource v1/videos/video_1.' },
  { fault: { faultstring: 'Unable to identify proxy for host: secure and url: /v1/videos' } },
];

describe.each(services)('a job at $name', ({ ask }) => {
  const remote = 'fal-ai/veo3.1/requests/job-12345678';
  const polled = async (status: number, body: object) => {
    const server = await scriptedServer(json(body, status));
    return (await ask(server.url)).poll(remote, on());
  };

  it.each(others)('is not denied where something else is missing: %j', async (body) => {
    for (const status of [404, 410])
      expect(await polled(status, body)).toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    error('Video not found, or this user has no access'),
    error('No job job-12345678 in project p1'),
    error('Job job-12345678 of model gen-4 not found'),
    error('The task was not found in this account.', 'ResourceNotFound'),
  ])('is denied where it is missing, whoever asks: %j', async (body) => {
    expect(await polled(404, body)).toMatchObject({ kind: 'gone' });
  });

  it.each<[number, object]>([
    [400, { code: 'task_not_exist', message: 'task_not_exist', data: null }],
    [400, error('No such video: video_1', 'resource_missing')],
    [422, { detail: 'Job job-12345678 does not exist' }],
    [500, { detail: '404: Video not found' }],
  ])('is denied as well with %i %j', async (status, body) => {
    expect(await polled(status, body)).not.toMatchObject({ kind: 'gone', final: true });
    expect(await polled(status, body)).toMatchObject({ kind: 'gone' });
  });

  it.each<[number, object]>([
    [400, error('The model `m1` does not exist.', 'model_not_found')],
    [400, { code: 'invalid_channel_id', message: 'invalid channel id: 12', data: null }],
    [400, error('The frame of the video was not found in the cache while it was asked for.')],
    [500, error('relation "tasks" does not exist')],
    [500, error('Task not found')],
    [403, error('Video not found')],
  ])('is not denied with %i %j', async (status, body) => {
    expect(await polled(status, body)).toMatchObject({ kind: 'unreachable' });
  });
});

it.each(others)('nothing is deleted where something else is missing: %j', async (body) => {
  const server = await scriptedServer(json(body, 404));
  expect(await asking(server.url).delete?.('video_1', on())).toMatchObject({ kind: 'unreachable' });
});

it.each(others.slice(0, 4))('no footage is gone where something else is missing: %j', async (body) => {
  const server = await scriptedServer((seen, response) =>
    (seen.path.endsWith('/content') ? json(body, 404) : json({ id: 'video_1', status: 'completed' }))(
      seen,
      response,
    ),
  );
  const file = `${await folder()}/film.mp4`;
  expect(await asking(server.url).download('video_1', file, on())).toMatchObject({ kind: 'unreachable' });
});

describe('a job that failed with a status of calls', () => {
  const job = (code: number, id = 'video_1') => ({
    id,
    status: 'failed',
    error: { code, message: 'no LoRA' },
  });

  it.each([403, 404, 410, 429, 502, 504])('failed where its own error has it: %i', async (status) => {
    expect(await pollAt(json(job(status), status))).toMatchObject({ kind: 'failed' });
  });

  it.each<[string, object, number]>([
    ['another is its code', job(500), 404],
    ['it is another job', job(504, 'video_2'), 504],
  ])('did not where %s', async (_, body, status) => {
    expect((await pollAt(json(body, status))).kind).not.toBe('failed');
  });
});
