import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { folder, on } from './videos-api/asking.ts';

const ends: Readonly<Record<string, readonly object[]>> = {
  runway: [
    { status: 'FAILED', cost: { credits: 0 } },
    { status: 'SUCCEEDED', output: ['https://x.example/a.mp4'] },
  ],
  byteplus: [
    { status: 'failed' },
    { status: 'succeeded', content: { video_url: 'https://x.example/a.mp4' } },
  ],
  gemini: [{ status: 'failed' }, { status: 'cancelled' }],
};

describe.each(services.filter(({ name }) => name in ends))('a job at $name', ({ name, ask, named }) => {
  it.each(ends[name] ?? [])('is not over by what is told of another: %j', async (end) => {
    const server = await scriptedServer(json({ ...named('job-of-somebody'), ...end }));
    const provider = await ask(server.url);
    const outcome = await provider.poll('job-12345678', on());
    expect(outcome).toMatchObject({
      kind: 'unreachable',
      failure: { again: true, message: expect.stringContaining('it tells of another job, job-of-somebody') },
    });
    const file = `${await folder()}/film.mp4`;
    expect(await provider.download('job-12345678', file, on())).toMatchObject({ kind: 'unreachable' });
    expect(new Set(server.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('is over by what is told of it', async () => {
    const server = await scriptedServer(json({ ...named('job-12345678'), ...ends[name]?.[0] }));
    expect(await (await ask(server.url)).poll('job-12345678', on())).toMatchObject({ kind: 'failed' });
  });
});
