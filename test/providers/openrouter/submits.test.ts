import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { openrouterIn } from '../../../src/providers/videos-api/openrouter/service.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { testTools } from '../../rig/tools.ts';
import { clock, folder, generate, key, on, picture, submission } from '../videos-api/asking.ts';

const model = 'maker/one';
const list = {
  data: [
    {
      id: model,
      ...{ supported_durations: [4, 8], supported_resolutions: ['720p', '2K'] },
      ...{ supported_aspect_ratios: ['16:9', '9:16'], supported_frame_images: ['first_frame', 'last_frame'] },
      ...{ generate_audio: true, seed: true, pricing_skus: { duration_seconds: '0.1' } },
    },
  ],
};

async function asked(baseUrl: string) {
  const known = openrouterIn({ OPENROUTER_BASE_URL: baseUrl }).list?.known(list, new Date());
  if (known === undefined) throw new Error('OpenRouter has a list');
  return await known.open({ keys: { key }, clock, tools: await testTools(), folder: await folder() });
}

async function sent(more: Partial<GenerateRequest>, files: readonly (readonly [Input, string])[] = []) {
  const server = await scriptedServer(json({ id: 'v1', polling_url: '/videos/v1', status: 'pending' }, 202));
  const inputs = new Map(files.map(([input, file]) => ['sha256' in input ? input.sha256 : '', { file }]));
  const provider = await asked(server.url);
  const request = generate({ provider: 'openrouter', model, ...more });
  expect(await provider.submit(submission(request, inputs), on())).toEqual({
    kind: 'accepted',
    remote: 'v1',
  });
  expect(server.seen.map(({ path }) => path)).toEqual(['/v1/videos']);
  return server.seen[0]?.fields;
}

const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const png = { url: expect.stringMatching(/^data:image\/png;base64,/) };
const plain = {
  ...{ model, prompt: 'A lighthouse at dusk', duration: 8, resolution: '720p', aspect_ratio: '16:9' },
};

describe('a request at OpenRouter has', () => {
  it('the tier and the aspect of its size, by the list’s own names', async () => {
    expect(await sent({})).toEqual(plain);
    expect(await sent({ size: { width: 1440, height: 2560 } })).toEqual({
      ...plain,
      ...{ resolution: '2K', aspect_ratio: '9:16' },
    });
  });

  it('frames, sound and a seed', async () => {
    const file = await picture(1280, 720);
    const more = { firstFrame: first, lastFrame: last, sound: false, options: { seed: 7 } };
    const fields = await sent(more, [
      [first, file],
      [last, file],
    ]);
    expect(fields).toEqual({
      ...plain,
      ...{ seed: 7, generate_audio: false },
      frame_images: [
        { type: 'image_url', image_url: png, frame_type: 'first_frame' },
        { type: 'image_url', image_url: png, frame_type: 'last_frame' },
      ],
    });
  });

  it('references', async () => {
    const file = await picture(640, 640);
    const fields = await sent({ references: [{ image: first }], sound: true }, [[first, file]]);
    expect(fields).toEqual({
      ...plain,
      generate_audio: true,
      input_references: [{ type: 'image_url', image_url: png }],
    });
  });
});

describe('an answer of OpenRouter to a POST', () => {
  it.each<[string, Answer, string]>([
    ['400', json({ error: { code: 400, message: 'Unsupported duration' } }, 400), 'rejected'],
    ['402', json({ error: { code: 402, message: 'Insufficient credits' } }, 402), 'rejected'],
    ['429', json({ error: { code: 429, message: 'Slow down' } }, 429), 'rejected'],
    ['500', json({ error: { code: 500, message: 'Internal error' } }, 500), 'unknown'],
    ['503', json({ error: { code: 503, message: 'Overloaded' } }, 503), 'unknown'],
    ['307', (_, response) => response.writeHead(307, { location: '/v1/videos' }).end(), 'rejected'],
    ['a reset', (_, response) => response.destroy(), 'unknown'],
    ['202 without an id', json({}, 202), 'unknown'],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(202, { 'content-length': 100 }).write('{"id":');
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
