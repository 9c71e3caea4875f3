import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { on } from './videos-api/asking.ts';

const of: Readonly<Record<string, readonly object[]>> = {
  runway: [
    { status: 'CANCELLED' },
    { status: 'CANCELED' },
    { status: 'FAILED', failure: 'Cancelled by the user.' },
  ],
  byteplus: [
    { status: 'cancelled' },
    { status: 'canceled' },
    { status: 'failed', error: { code: 'TaskCancelled', message: '' } },
  ],
  fal: [{ status: 'CANCELLED' }],
  gemini: [
    { status: 'cancelled' },
    { status: 'canceled' },
    { status: 'failed', error: { code: 499, message: 'The interaction was cancelled by the client.' } },
  ],
  xai: [{ status: 'cancelled' }, { status: 'failed', error: { message: 'Canceled by an administrator' } }],
  openrouter: [{ status: 'cancelled' }, { status: 'failed', error: 'The job was cancelled.' }],
};

const ofOthers: Readonly<Record<string, readonly object[]>> = {
  runway: [{ status: 'FAILED', failure: 'context canceled' }],
  byteplus: [{ status: 'failed', error: { message: 'A task was canceled.' } }],
  openrouter: [{ status: 'failed', error: 'The upstream connection was cancelled after 30 s' }],
};

describe.each(services)('a job at $name', ({ name, ask, named }) => {
  const id = name === 'fal' ? 'fal-ai/veo3.1/requests/job-1' : 'job-1';
  const polled = async (answer: object) => {
    const server = await scriptedServer(json({ ...named('job-1'), ...answer }));
    return (await ask(server.url)).poll(id, on());
  };

  it.each(of[name] ?? [])('that was cancelled there says so: %j', async (answer) => {
    expect(await polled(answer)).toMatchObject({
      kind: 'failed',
      failure: { reason: 'cancelled', again: false },
    });
  });

  it.each(ofOthers[name] ?? [])('for which a program gave up has just failed: %j', async (answer) => {
    expect(await polled(answer)).toMatchObject({ kind: 'failed', failure: { reason: 'other', again: true } });
  });

  it.skipIf(name === 'fal')(
    'that was cancelled for its content was refused: its fallbacks are tried',
    async () => {
      const message = 'The job was cancelled by the provider: content policy violation';
      const failed =
        name === 'byteplus' || name === 'gemini' || name === 'xai'
          ? { error: { message } }
          : { failure: message, error: message };
      const status = name === 'runway' ? 'FAILED' : 'failed';
      expect(await polled({ status, ...failed })).toMatchObject({ failure: { reason: 'moderation' } });
    },
  );
});
