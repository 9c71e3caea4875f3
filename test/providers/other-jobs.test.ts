import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { asking, folder, on } from './videos-api/asking.ts';

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
  fal: [{ status: 'CANCELLED' }, { status: 'COMPLETED' }],
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

  const failures = (ends[name] ?? []).filter((end) => /fail/i.test(JSON.stringify(end)));
  it.each(failures)('did not fail by what names no job: %j', async (end) => {
    const server = await scriptedServer(json(end));
    expect(await (await ask(server.url)).poll('job-12345678', on())).toMatchObject({
      kind: 'unreachable',
      failure: { again: true, message: expect.stringContaining('names no job') },
    });
  });

  it('is over by what is told of it', async () => {
    const server = await scriptedServer(json({ ...named('job-12345678'), ...ends[name]?.[0] }));
    expect(await (await ask(server.url)).poll('job-12345678', on())).toMatchObject({ kind: 'failed' });
  });
});

describe.each(services.filter(({ name }) => name in ends))('a state at $name', ({ name, ask, named }) => {
  it.each((ends[name] ?? []).map((end) => ('status' in end ? [end, String(end.status)] : [end, ''])))(
    'means the same however it is written: %j',
    async (end, status) => {
      const polled = async (word: string) => {
        const server = await scriptedServer(
          json({ ...named('job-12345678'), ...(end as object), status: word }),
        );
        return (await (await ask(server.url)).poll('job-12345678', on())).kind;
      };
      const [usual, lower, upper] = [status, status.toLowerCase(), status.toUpperCase()].map(polled);
      expect([await lower, await upper]).toEqual([await usual, await usual]);
    },
  );
});

it('footage that is asked for anew is still that of its job', async () => {
  let asked = 0;
  const server = await scriptedServer(({ path }, response) => {
    if (!path.endsWith('/videos/video_1')) return void response.writeHead(404).end();
    asked += 1;
    const [id, url] = asked === 1 ? ['video_1', '/late.mp4'] : ['video_2', '/other.mp4'];
    response.end(JSON.stringify({ id, status: 'completed', url }));
  });
  const provider = asking(server.url, { dialect: 'xai' });
  expect(await provider.poll('video_1', on())).toEqual({ kind: 'completed' });
  const room = await folder();
  await provider.download('video_1', `${room}/one.mp4`, on());
  expect(await provider.download('video_1', `${room}/two.mp4`, on())).toMatchObject({
    kind: 'unreachable',
    failure: { message: expect.stringContaining('it tells of another job, video_2') },
  });
  expect(server.seen.map(({ path }) => path).filter((path) => path.includes('other'))).toEqual([]);
});

it('a job that its server calls by another name is told with that name', async () => {
  const server = await scriptedServer(json({ id: 'video_2', status: 'completed', url: '/a.mp4' }));
  expect(await asking(server.url).poll('video_1', on())).toEqual({ kind: 'completed', named: 'video_2' });
});
