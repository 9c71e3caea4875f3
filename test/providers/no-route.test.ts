import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { asking, folder, on } from './videos-api/asking.ts';

/** What gateways and frameworks answer where nothing is at an address. */
const nowhere: readonly object[] = [
  { message: 'no Route matched with those values' },
  { message: 'Cannot GET /v1/videos/video_1', error: 'Not Found', statusCode: 404 },
  { error: { message: 'Invalid URL (GET /v1/videos/video_1)', type: 'invalid_request_error' } },
  { error: { message: 'Unrecognized request URL (GET: /v1/videos/video_1).' } },
  { error: 'The endpoint could not be found.' },
  { detail: '404 page not found' },
  { error: { message: 'Upstream host not found' } },
];

describe.each(services)('a job at $name', ({ ask }) => {
  it.each(nowhere)('is not denied by an address where nothing is: %j', async (body) => {
    for (const status of [404, 410]) {
      const server = await scriptedServer(json(body, status));
      const remote = 'fal-ai/veo3.1/requests/job-12345678';
      expect(await (await ask(server.url)).poll(remote, on())).toMatchObject({ kind: 'unreachable' });
    }
  });
});

it.each(nowhere)('footage is not gone because of an address where nothing is: %j', async (body) => {
  const server = await scriptedServer((seen, response) => {
    const answer = seen.path.endsWith('/content')
      ? json(body, 404)
      : json({ id: 'video_1', status: 'completed' });
    answer(seen, response);
  });
  const provider = asking(server.url);
  expect(await provider.download('video_1', `${await folder()}/film.mp4`, on())).toMatchObject({
    kind: 'unreachable',
  });
});

it.each([
  { error: { message: 'Video not found', code: 'not_found' } },
  { detail: 'Not Found' },
  { error: { message: 'No such job: video_1' } },
])('a job is denied in the words of an API: %j', async (body) => {
  const server = await scriptedServer(json(body, 404));
  expect(await asking(server.url).poll('video_1', on())).toMatchObject({ kind: 'gone' });
});
