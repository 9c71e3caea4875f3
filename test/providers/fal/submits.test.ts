import { randomBytes } from 'node:crypto';
import type { EndpointTypeMap } from '@fal-ai/client/endpoints';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { sending } from '../sending.ts';
import { impatient, on, png } from '../videos-api/asking.ts';
import { asking, key, text } from './asking.ts';

const id = '764cabcf-b745-4b3e-ae38-1200304cf45b';
const accepting = json({ status: 'IN_QUEUE', request_id: id, queue_position: 0 });
const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const still: Input = { kind: 'file', sha256: 'still' };
const song: Input = { kind: 'file', sha256: 'song' };
const inline: string = expect.stringMatching(/^data:image\/(png|jpeg);base64,/) as string;

async function posted(sent: ReturnType<typeof text>, answer: Answer = accepting, patience = {}) {
  const server = await scriptedServer(answer);
  const submitted = await asking(server.url, patience).submit(sent, on());
  return { submitted, seen: server.seen };
}

const prompt = 'A lighthouse at dusk';

/** What is asked for, the endpoint, and the whole body; those that fal's client types, by its types. */
const bodies: readonly (readonly [Partial<GenerateRequest>, string, object])[] = [
  [
    { sound: false, options: { seed: 7, 'negative-prompt': 'fog' } },
    'fal-ai/veo3.1/fast',
    {
      ...{ prompt, duration: '8s', resolution: '720p', aspect_ratio: '16:9', auto_fix: false },
      ...{ generate_audio: false, seed: 7, negative_prompt: 'fog' },
    } satisfies EndpointTypeMap['fal-ai/veo3.1/fast']['input'],
  ],
  [
    { model: 'fal-ai/veo3.1', firstFrame: first, size: { width: 1080, height: 1920 }, sound: true },
    'fal-ai/veo3.1/image-to-video',
    {
      ...{ prompt, duration: '8s', resolution: '1080p', aspect_ratio: '9:16', auto_fix: false },
      ...{ generate_audio: true, image_url: inline },
    } satisfies EndpointTypeMap['fal-ai/veo3.1/image-to-video']['input'],
  ],
  [
    { model: 'fal-ai/veo3.1', firstFrame: first, lastFrame: last, sound: true },
    'fal-ai/veo3.1/first-last-frame-to-video',
    {
      ...{ prompt, duration: '8s', resolution: '720p', aspect_ratio: '16:9', auto_fix: false },
      ...{ generate_audio: true, first_frame_url: inline, last_frame_url: inline },
    } satisfies EndpointTypeMap['fal-ai/veo3.1/first-last-frame-to-video']['input'],
  ],
  [
    { model: 'fal-ai/kling-video/v3/pro', size: { width: 1920, height: 1080 }, sound: true },
    'fal-ai/kling-video/v3/pro/text-to-video',
    {
      ...{ prompt, duration: '8', aspect_ratio: '16:9', generate_audio: true },
    } satisfies EndpointTypeMap['fal-ai/kling-video/v3/pro/text-to-video']['input'],
  ],
  [
    {
      ...{ model: 'fal-ai/kling-video/v3/pro', size: { width: 1920, height: 1080 }, sound: false },
      ...{ firstFrame: first, lastFrame: last },
    },
    'fal-ai/kling-video/v3/pro/image-to-video',
    {
      ...{ prompt, duration: '8', generate_audio: false, start_image_url: inline, end_image_url: inline },
    } satisfies EndpointTypeMap['fal-ai/kling-video/v3/pro/image-to-video']['input'],
  ],
  [
    {
      ...{ model: 'fal-ai/kling-video/o3/4k', size: { width: 3840, height: 2160 }, sound: true },
      ...{ firstFrame: first, references: [{ name: 'keeper', image: still }] },
    },
    'fal-ai/kling-video/o3/4k/reference-to-video',
    {
      ...{ prompt, duration: '8', aspect_ratio: '16:9', generate_audio: true, image_urls: [inline] },
      // A frame of that size is too large to go along.
      start_image_url: expect.stringMatching(/^(data:|https:\/\/v3\.fal\.media\/)/),
    },
  ],
  [
    { model: 'fal-ai/pixverse/v6', seconds: 3, size: { width: 960, height: 540 }, sound: false },
    'fal-ai/pixverse/v6/text-to-video',
    {
      ...{ prompt, duration: 3, resolution: '540p', aspect_ratio: '16:9', generate_audio_switch: false },
    } satisfies EndpointTypeMap['fal-ai/pixverse/v6/text-to-video']['input'],
  ],
  [
    { model: 'fal-ai/pixverse/v6', firstFrame: first, sound: true },
    'fal-ai/pixverse/v6/image-to-video',
    {
      ...{ prompt, duration: 8, resolution: '720p', generate_audio_switch: true, image_url: inline },
    } satisfies EndpointTypeMap['fal-ai/pixverse/v6/image-to-video']['input'],
  ],
  [
    { model: 'fal-ai/pixverse/v6', firstFrame: first, lastFrame: last, sound: true },
    'fal-ai/pixverse/v6/transition',
    {
      ...{ prompt, duration: 8, resolution: '720p', aspect_ratio: '16:9', generate_audio_switch: true },
      ...{ first_image_url: inline, end_image_url: inline },
    } satisfies EndpointTypeMap['fal-ai/pixverse/v6/transition']['input'],
  ],
  [
    { model: 'fal-ai/ltx-2.3', size: { width: 2560, height: 1440 }, sound: true },
    'fal-ai/ltx-2.3/text-to-video',
    // Its client types these numbers as texts; its pages write them without quotes.
    { prompt, duration: 8, resolution: '1440p', aspect_ratio: '16:9', generate_audio: true, fps: 25 },
  ],
  [
    { model: 'bytedance/seedance-2.0', size: { width: 1112, height: 834 }, firstFrame: first, sound: true },
    'bytedance/seedance-2.0/image-to-video',
    {
      ...{ prompt, duration: '8', resolution: '720p', aspect_ratio: '4:3', generate_audio: true },
      image_url: inline,
    },
  ],
  [
    {
      ...{ model: 'bytedance/seedance-2.0/fast', sound: true },
      references: [{ name: 'keeper', image: still }, { audio: song }],
    },
    'bytedance/seedance-2.0/fast/reference-to-video',
    {
      ...{ prompt, duration: '8', resolution: '720p', aspect_ratio: '16:9', generate_audio: true },
      ...{ image_urls: [inline], audio_urls: [expect.stringMatching(/^data:audio\/wav;base64,/)] },
    },
  ],
];

describe('what fal is asked', () => {
  it.each(bodies)('is one POST: %j', async (more, endpoint, body) => {
    const { firstFrame, lastFrame, references = [] } = more;
    const files: (readonly [Input, Uint8Array])[] = [];
    const { width = 1280, height = 720 } = more.size ?? {};
    if (firstFrame) files.push([first, await png(width, height)]);
    if (lastFrame) files.push([last, await png(width, height)]);
    if (references.length > 0) files.push([still, await png(64, 64)], [song, randomBytes(64)]);
    const sent = await sending({ provider: 'fal', model: 'fal-ai/veo3.1/fast', ...more }, files);
    const { submitted, seen } = await posted(sent, (one, response) =>
      one.path.startsWith('/storage/')
        ? json({ upload_url: `http://${one.headers.host}/up`, file_url: 'https://v3.fal.media/a' })(
            one,
            response,
          )
        : accepting(one, response),
    );
    expect(submitted).toEqual({ kind: 'accepted', remote: `${endpoint}/requests/${id}` });
    const orders = seen.filter(({ path }) => path === `/${endpoint}`);
    expect(orders).toMatchObject([
      {
        method: 'POST',
        headers: {
          authorization: `Key ${key}`,
          'x-fal-no-retry': '1',
          'x-fal-object-lifecycle-preference': '{"expiration_duration_seconds":2592000}',
        },
      },
    ]);
    expect(orders[0]?.fields).toEqual(body);
  });

  it('is to take large files at a place that it names, where the key never goes', async () => {
    const sent = await sending(
      { model: 'bytedance/seedance-2.0', provider: 'fal', references: [{ audio: song }] },
      [[song, randomBytes(400_000)]],
    );
    const storage = await scriptedServer((_seen, response) => response.writeHead(200).end());
    const { submitted, seen } = await posted(sent, (one, response) => {
      const place = { upload_url: `${storage.url}/bucket?s=1`, file_url: 'https://v3.fal.media/files/1' };
      json(one.path.startsWith('/storage/') ? place : { request_id: id })(one, response);
    });
    expect(submitted).toMatchObject({ kind: 'accepted' });
    expect(seen.map(({ path }) => path)).toEqual([
      '/storage/upload/initiate?storage_type=fal-cdn-v3',
      '/bytedance/seedance-2.0/reference-to-video',
    ]);
    expect(seen[0]).toMatchObject({
      fields: { content_type: 'audio/wav', file_name: 'reference-1' },
      headers: { 'x-fal-object-lifecycle': '{"expiration_duration_seconds":86400}' },
    });
    expect(seen[1]?.fields).toMatchObject({ audio_urls: ['https://v3.fal.media/files/1'] });
    expect(storage.seen).toMatchObject([{ method: 'PUT', headers: { 'content-type': 'audio/wav' } }]);
    expect(storage.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('is nothing paid where an upload fails', async () => {
    const sent = await sending(
      { model: 'bytedance/seedance-2.0', provider: 'fal', references: [{ audio: song }] },
      [[song, randomBytes(400_000)]],
    );
    const { submitted, seen } = await posted(sent, json({ detail: 'Storage is busy.' }, 503));
    expect(submitted).toMatchObject({ kind: 'rejected', failure: { again: true } });
    expect(seen.map(({ path }) => path)).toEqual(['/storage/upload/initiate?storage_type=fal-cdn-v3']);
  });
});

const flagged = { loc: ['body', 'prompt'], msg: 'It was flagged.', type: 'content_policy_violation' };

describe('an answer of fal to a POST', () => {
  it.each<[string, Answer, object]>([
    [
      '401',
      json({ detail: 'Authentication is required.' }, 401),
      { kind: 'rejected', failure: { reason: 'permission' } },
    ],
    [
      '403 without a balance',
      json({ detail: 'User is locked. Reason: Exhausted balance.' }, 403),
      { kind: 'rejected', failure: { reason: 'quota' } },
    ],
    [
      '404',
      json({ detail: 'Application not found' }, 404),
      { kind: 'rejected', failure: { reason: 'invalid' } },
    ],
    [
      '422',
      json({ detail: [{ ...flagged, type: 'missing' }] }, 422),
      { kind: 'rejected', failure: { reason: 'invalid' } },
    ],
    [
      '422 by moderation',
      json({ detail: [flagged] }, 422),
      { kind: 'rejected', failure: { reason: 'moderation' } },
    ],
    [
      '429',
      json({ detail: 'Too many requests' }, 429, { 'retry-after': '7' }),
      { kind: 'rejected', failure: { reason: 'rate', retryAfter: 7000 } },
    ],
    ['408', json({ detail: 'Too late' }, 408), { kind: 'unknown' }],
    ['409', json({ detail: 'This request already exists' }, 409), { kind: 'unknown' }],
    ['500', json({ detail: 'Internal', error_type: 'internal_error' }, 500), { kind: 'unknown' }],
    ['502', json({ detail: 'Bad gateway' }, 502), { kind: 'unknown' }],
    ['503', json({ detail: 'No runner' }, 503), { kind: 'unknown' }],
    ['504', json({ detail: 'Timed out', error_type: 'request_timeout' }, 504), { kind: 'unknown' }],
    ['200 without an id', json({ status: 'IN_QUEUE' }), { kind: 'unknown' }],
    ['200 with an id that leads elsewhere', json({ request_id: '../../v1/keys' }), { kind: 'unknown' }],
    ['200 that is a page', (_, response) => response.end('<html>'), { kind: 'unknown' }],
    ['a reset', (_, response) => response.destroy(), { kind: 'unknown' }],
    ['silence', () => undefined, { kind: 'unknown' }],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"request_id":');
        setTimeout(() => response.destroy(), 20);
      },
      { kind: 'unknown' },
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: '/fal-ai/veo3.1/fast' }).end(),
      { kind: 'rejected' },
    ],
  ])('of %s is asked for once', async (what, answer, outcome) => {
    const { submitted, seen } = await posted(text(), answer, what === 'silence' ? impatient : {});
    expect(submitted).toMatchObject(outcome);
    expect(seen).toHaveLength(1);
  });
});
