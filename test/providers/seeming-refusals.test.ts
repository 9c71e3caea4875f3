import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { type Service, services } from './services.ts';
import { on } from './videos-api/asking.ts';

async function answered({ ask, sent }: Service, status: number, body: unknown) {
  const server = await scriptedServer(json(body, status));
  const provider = await ask(server.url);
  const submitted = await provider.submit(sent, on());
  expect(server.seen).toHaveLength(1);
  return submitted;
}

const error = (message: string, code?: string) => ({ error: { message, ...(code && { code }) } });

describe.each(services)('an order at $name', (service) => {
  it.each<[number, unknown]>([
    [409, error('Conflict', 'conflict')],
    [409, error('409 Conflict.')],
    [409, error('This request was accepted before.')],
    [400, error('The response was invalid after the job was submitted.')],
    [422, error('The task was created, but its answer could not be written.')],
    [403, error('The job was created, and this account may not see it.')],
    [404, error('Task cgt-2026 was created but is not on this replica.')],
    [429, error('The upstream timed out while it was asked for the job.')],
    [
      400,
      error(
        'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
      ),
    ],
    [400, error('Post "https://upstream.example/v1/videos": EOF')],
    [400, error('read ECONNRESET', 'ECONNRESET')],
    [400, error('The server failed to parse upstream response.', 'bad_response_body')],
    [400, { error: { message: 'Provider returned error', code: 502 } }],
    [403, error('upstream connection was reset')],
    [404, error('upstream prematurely closed connection')],
    [422, { detail: 'Server disconnected without sending a response.' }],
    [424, error('Remote end closed connection without response')],
    [429, error('upstream connection reset')],
    [409, error('The resource was modified by another request.')],
    [409, error('Could not acquire the lock of the queue.')],
  ])('is not refused by %i %j', async (status, body) => {
    expect(await answered(service, status, body)).toMatchObject({ kind: 'unknown' });
  });

  it.each([400, 403, 422, 429])('is not refused by %i with a job', async (status) => {
    const body = { ...service.named('job-12345678'), status: 'queued', message: 'The webhook is not valid.' };
    const submitted = await answered(service, status, body);
    expect(submitted.kind).not.toBe('rejected');
    // Whoever is asked is told which.
    expect(JSON.stringify(submitted)).toContain('job-12345678');
  });

  it.each<[number, unknown]>([
    [400, error('No job was created: the prompt is empty.')],
    [409, error('The account has too many open jobs.')],
    [400, error('The image could not be fetched: connection reset by peer.')],
    [400, { error: { message: 'The prompt is too long.', code: 400 } }],
    [429, error('Rate limit reached: too many requests in time.')],
    [403, error('The account was closed.')],
    [429, error('Too many videos are queued for this account.')],
    [429, error('Rate limit: your last job was created less than 10 s ago.')],
    [400, error('The previous video was created with another model.')],
  ])('is refused by %i %j', async (status, body) => {
    expect(await answered(service, status, body)).toMatchObject({ kind: 'rejected' });
  });

  it('is accepted with figures that have as many digits as a double', async () => {
    const body = {
      ...service.named('job-12345678'),
      cost: 0.30000000000000004,
      progress: 0.9999999999999999,
    };
    expect(JSON.stringify(body)).toContain('0.30000000000000004');
    expect(await answered(service, 200, body)).toMatchObject({ kind: 'accepted' });
  });
});
