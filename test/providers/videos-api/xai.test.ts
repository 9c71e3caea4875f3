import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { xai } from '../../../src/providers/videos-api/xai/service.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { clock, folder, generate, key, on, picture, png, submission } from './asking.ts';

const model = 'grok-imagine-video-1.5';

async function asked(baseUrl: string): Promise<Omit<Provider, 'data'>> {
  return await xai.open({ data: { ...xai.data, address: baseUrl }, baseUrl, key, clock });
}

/** What a server gets for new footage by 1.5. */
async function sent(more: Partial<GenerateRequest>, files: readonly (readonly [Input, string])[] = []) {
  const server = await scriptedServer(json({ request_id: 'r1' }));
  const inputs = new Map(files.map(([input, file]) => ['sha256' in input ? input.sha256 : '', { file }]));
  const provider = await asked(server.url);
  const submitted = await provider.submit(submission(generate({ model, ...more }), inputs), on());
  expect(submitted).toEqual({ kind: 'accepted', remote: 'r1' });
  expect(server.seen).toHaveLength(1);
  return server.seen[0]?.fields ?? {};
}

const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const asPng = { url: expect.stringMatching(/^data:image\/png;base64,/) };
const plain = {
  ...{ model, prompt: 'A lighthouse at dusk', duration: 8, resolution: '720p', aspect_ratio: '16:9' },
  storage_options: { filename: 'storycut.mp4', expires_after: 604_800 },
};

describe('a request at xAI has', () => {
  it('a first and a last frame', async () => {
    const file = await picture(1280, 720);
    const fields = await sent({ firstFrame: first, lastFrame: last, sound: true }, [
      [first, file],
      [last, file],
    ]);
    expect(fields).toEqual({ ...plain, image: asPng, last_frame: asPng, generate_audio: true });
  });

  it('references', async () => {
    const file = await picture(640, 640);
    const fields = await sent(
      { references: [{ image: first }, { name: 'mara', image: last }], sound: false },
      [
        [first, file],
        [last, file],
      ],
    );
    expect(fields).toEqual({ ...plain, reference_images: [asPng, asPng], generate_audio: false });
  });

  it('the tier and the aspect of its size', async () => {
    expect(await sent({ size: { width: 854, height: 480 } })).toMatchObject({
      ...{ resolution: '480p', aspect_ratio: '16:9' },
    });
    expect(await sent({ size: { width: 1080, height: 1620 } })).toMatchObject({
      ...{ resolution: '1080p', aspect_ratio: '2:3' },
    });
  });

  it('a frame of exactly its size, since others would be stretched', async () => {
    const file = join(await folder(), 'square.png');
    await writeFile(file, await png(512, 512));
    const fields = await sent({ firstFrame: first }, [[first, file]]);
    const { url } = fields.image as { url: string };
    const bytes = Buffer.from(url.replace(/^data:[^,]*,/, ''), 'base64');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1280, 720]);
  });
});

describe('footage at xAI', () => {
  const done = (link: string) => ({
    status: 'done',
    video: { url: link, duration: 8, respect_moderation: true, file_output: { file_id: 'file_1' } },
    usage: { cost_in_usd_ticks: 11_200_000_000 },
  });

  it('is fetched from its link, and otherwise from where it is kept', async () => {
    const server = await scriptedServer((seen, response) => {
      if (seen.path === '/v1/videos/r1') return json(done(`${server.url}/gone.mp4`))(seen, response);
      if (seen.path === '/v1/files/file_1/content')
        return response.writeHead(200, { 'content-type': 'video/mp4' }).end('footage');
      response.writeHead(404).end();
    });
    const provider = await asked(server.url);
    expect(await provider.poll('r1', on())).toEqual({ kind: 'completed', charged: 1.12 });
    const file = join(await folder(), 'clip.mp4');
    expect(await provider.download('r1', file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file, 'utf8')).toBe('footage');
    expect(server.seen.map(({ path }) => path)).toEqual([
      ...['/v1/videos/r1', '/v1/gone.mp4', '/v1/files/file_1/content'],
    ]);
    expect(server.seen.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('is not looked for under an id that leads elsewhere', async () => {
    const server = await scriptedServer((seen, response) =>
      seen.path === '/v1/videos/r1'
        ? json({ status: 'done', video: { url: '', file_output: { file_id: '../keys' } } })(seen, response)
        : response.writeHead(404).end(),
    );
    const provider = await asked(server.url);
    await provider.poll('r1', on());
    expect(await provider.download('r1', join(await folder(), 'clip.mp4'), on())).toMatchObject({
      kind: 'unreachable',
    });
    expect(server.seen.every(({ path }) => path === '/v1/videos/r1')).toBe(true);
  });
});

describe('an answer of xAI about a job, with 400,', () => {
  const refused = (code: string, error: string) =>
    json({ code, error, usage: { cost_in_usd_ticks: 2_500_000_000 } }, 400);
  const polled = async (answer: Answer) => (await asked((await scriptedServer(answer)).url)).poll('r1', on());

  it.each(['Client specified an invalid argument', 'invalid_argument', 'imagine:content-moderated'])(
    'is the end of one whose footage moderation refused, and what it charged: %s',
    async (code) => {
      const answer = refused(code, 'Generated video rejected by content moderation.');
      expect(await polled(answer)).toMatchObject({
        kind: 'failed',
        failure: { reason: 'moderation', again: false },
        charged: 0.25,
      });
    },
  );

  it('is none of one that it only can’t tell of', async () => {
    const answer = refused('invalid_argument', 'The request is not known yet.');
    expect(await polled(answer)).toMatchObject({ kind: 'unreachable', failure: { again: true } });
  });
});

describe('an answer of xAI to a POST', () => {
  it.each<[string, Answer, string]>([
    ['400', json({ code: 'invalid-argument', error: 'image and reference_images' }, 400), 'rejected'],
    ['429', json({ code: 'rate', error: 'Too many requests' }, 429), 'rejected'],
    ['500', json({ error: 'Internal error' }, 500), 'unknown'],
    ['503', json({ error: 'Try again' }, 503), 'unknown'],
    [
      '307',
      (_, response) => response.writeHead(307, { location: '/v1/videos/generations' }).end(),
      'rejected',
    ],
    ['a reset', (_, response) => response.destroy(), 'unknown'],
    ['200 without an id', json({}), 'unknown'],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"request_id":');
        setTimeout(() => response.destroy(), 20);
      },
      'unknown',
    ],
  ])('of %s is asked for once', async (_what, answer, kind) => {
    const server = await scriptedServer(answer);
    const provider = await asked(server.url);
    expect(await provider.submit(submission(generate({ model })), on())).toMatchObject({ kind });
    expect(server.seen).toHaveLength(1);
  });
});
