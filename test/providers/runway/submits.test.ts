import { randomBytes } from 'node:crypto';
import type RunwayML from '@runwayml/sdk';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { sending } from '../sending.ts';
import { on, png } from '../videos-api/asking.ts';
import { asking, key, text } from './asking.ts';

const id = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const accepting = json({ id, estimatedCost: { credits: 96 } });
const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const still: Input = { kind: 'file', sha256: 'still' };
const inline = expect.stringMatching(/^data:image\/png;base64,iVBOR/);

async function posted(sent: ReturnType<typeof text>, answer: Answer = accepting) {
  const server = await scriptedServer(answer);
  const submitted = await asking(server.url).submit(sent, on());
  return { submitted, seen: server.seen };
}

const film: Input = { kind: 'file', sha256: 'film' };
const song: Input = { kind: 'file', sha256: 'song' };
const promptText = 'A lighthouse at dusk';

/** What is asked for, the path, and the whole body, by the types of Runway's own client. */
const bodies: readonly (readonly [Partial<GenerateRequest>, string, object])[] = [
  [
    {},
    'text_to_video',
    {
      ...{ model: 'gen4.5', promptText, ratio: '1280:720', duration: 8 },
    } satisfies RunwayML.TextToVideoCreateParams.Gen4_5,
  ],
  [
    { model: 'veo3.1', options: { seed: 7, 'negative-prompt': 'fog' }, sound: false },
    'text_to_video',
    {
      ...{ model: 'veo3.1', promptText, ratio: '1280:720', duration: 8 },
      ...{ seed: 7, negativePrompt: 'fog', audio: false },
    } satisfies RunwayML.TextToVideoCreateParams,
  ],
  [
    { model: 'gen4_turbo', firstFrame: first, size: { width: 832, height: 1104 }, options: { seed: 0 } },
    'image_to_video',
    {
      ...{ model: 'gen4_turbo', promptText, ratio: '832:1104', duration: 8, seed: 0 },
      promptImage: [{ uri: inline, position: 'first' }],
    } satisfies RunwayML.ImageToVideoCreateParams,
  ],
  [
    { model: 'veo3.1_fast', firstFrame: first, lastFrame: last, sound: true },
    'image_to_video',
    {
      ...{ model: 'veo3.1_fast', promptText, ratio: '1280:720', duration: 8, audio: true },
      promptImage: [
        { uri: inline, position: 'first' },
        { uri: inline, position: 'last' },
      ],
    } satisfies RunwayML.ImageToVideoCreateParams,
  ],
  [
    { model: 'seedance2', lastFrame: last, size: { width: 864, height: 496 }, sound: true },
    'image_to_video',
    {
      ...{ model: 'seedance2', promptText, ratio: '864:496', duration: 8, audio: true },
      promptImage: [{ uri: inline, position: 'last' }],
    } satisfies RunwayML.ImageToVideoCreateParams,
  ],
  [
    {
      ...{ model: 'seedance2', sound: false },
      references: [{ name: 'keeper', image: still }, { video: film }, { audio: song }],
    },
    'text_to_video',
    {
      ...{ model: 'seedance2', promptText, ratio: '1280:720', duration: 8, audio: false },
      references: [{ uri: inline }],
      referenceVideos: [{ type: 'video', uri: expect.stringMatching(/^data:video\/mp4;base64,/) }],
      referenceAudio: [{ type: 'audio', uri: expect.stringMatching(/^data:audio\//) }],
    } satisfies RunwayML.TextToVideoCreateParams,
  ],
];

describe('what Runway is asked', () => {
  it.each(bodies)('is one POST: %j', async (more, path, body) => {
    const { width = 1280, height = 720 } = more.size ?? {};
    const files: (readonly [Input, Uint8Array])[] = [];
    for (const frame of [more.firstFrame, more.lastFrame])
      if (frame) files.push([frame, await png(width / 2, height / 2)]);
    if (more.references)
      files.push([still, await png(64, 64)], [film, randomBytes(64)], [song, randomBytes(64)]);
    const sent = await sending({ provider: 'runway', model: 'gen4.5', ...more }, files);
    const { submitted, seen } = await posted(sent);
    expect(submitted).toEqual({ kind: 'accepted', remote: id, estimate: 0.96 });
    expect(seen).toMatchObject([
      {
        ...{ method: 'POST', path: `/v1/${path}` },
        headers: { authorization: `Bearer ${key}`, 'x-runway-version': '2024-11-06' },
      },
    ]);
    expect(seen[0]?.fields).toEqual(body);
  });

  it('is to take large files at a place that it names, where the key never goes', async () => {
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const storage = await scriptedServer((_seen, response) => response.writeHead(204).end());
    const { submitted, seen } = await posted(sent, (one, response) => {
      const place = { uploadUrl: `${storage.url}/bucket`, fields: { policy: 'p' }, runwayUri: 'runway://1' };
      json(one.path === '/v1/uploads' ? place : { id })(one, response);
    });
    expect(submitted).toEqual({ kind: 'accepted', remote: id });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/uploads', '/v1/text_to_video']);
    expect(seen[0]?.fields).toEqual({ filename: 'reference-1', type: 'ephemeral' });
    expect(seen[1]?.fields).toMatchObject({ referenceVideos: [{ type: 'video', uri: 'runway://1' }] });
    expect(storage.seen).toMatchObject([
      { fields: { policy: 'p', file: expect.stringMatching(/ video\/mp4 4000000$/) } },
    ]);
    expect(JSON.stringify(storage.seen)).not.toContain(key);
  });

  it('is to take a large file once, before a job that leans on it is submitted, and for all that do', async () => {
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const storage = await scriptedServer((_seen, response) => response.writeHead(204).end());
    const server = await scriptedServer((one, response) => {
      const place = { uploadUrl: `${storage.url}/bucket`, fields: {}, runwayUri: 'runway://1' };
      json(one.path === '/v1/uploads' ? place : { id })(one, response);
    });
    const provider = asking(server.url);
    const both = await Promise.all([provider.upload?.(sent, on()), provider.upload?.(sent, on())]);
    expect(both).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(await provider.submit(sent, on())).toMatchObject({ kind: 'accepted' });
    expect(await provider.submit(sent, on())).toMatchObject({ kind: 'accepted' });
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/v1/uploads',
      '/v1/text_to_video',
      '/v1/text_to_video',
    ]);
    expect(storage.seen).toHaveLength(1);
  });

  it('is nothing paid where an upload fails', async () => {
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const { submitted, seen } = await posted(sent, json({ error: 'Storage is busy.' }, 503));
    expect(submitted).toMatchObject({ kind: 'rejected', failure: { again: true } });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/uploads']);
  });
});

describe('an answer of Runway to a POST', () => {
  it.each<[string, Answer, object]>([
    ['400', json({ error: 'Validation of body failed' }, 400), { kind: 'rejected' }],
    ['401', json({ error: 'Invalid key' }, 401), { kind: 'rejected', failure: { reason: 'permission' } }],
    ['429', json({ error: 'Rate limit' }, 429), { kind: 'rejected', failure: { reason: 'rate' } }],
    [
      '400 without credits',
      json({ error: 'You do not have enough credits to run this task.' }, 400),
      { kind: 'rejected', failure: { reason: 'quota' } },
    ],
    ['502', json({ error: 'Bad gateway' }, 502), { kind: 'unknown' }],
    ['503', json({ error: 'Try again' }, 503), { kind: 'unknown' }],
    ['504', json({ error: 'Timed out' }, 504), { kind: 'unknown' }],
    ['200 without an id', json({}), { kind: 'unknown' }],
    ['200 that is a page', (_, response) => response.end('<html>'), { kind: 'unknown' }],
    ['a reset', (_, response) => response.destroy(), { kind: 'unknown' }],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"id":');
        setTimeout(() => response.destroy(), 20);
      },
      { kind: 'unknown' },
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: '/v1/text_to_video' }).end(),
      { kind: 'rejected' },
    ],
  ])('of %s is asked for once', async (_what, answer, outcome) => {
    const { submitted, seen } = await posted(text(), answer);
    expect(submitted).toMatchObject(outcome);
    expect(seen).toHaveLength(1);
  });
});
