import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import OpenAI, { toFile } from 'openai';
import type { VideoSeconds } from 'openai/resources/videos';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { project } from '../rig/project.ts';
import { ffprobe } from '../rig/tools.ts';
import { call, clock, dataUrl, ended, png, sandbox } from './sandbox.ts';

const client = ({ url }: Sandbox): OpenAI => new OpenAI({ baseURL: url, apiKey: 'anything', maxRetries: 0 });

/** A completed video, by the SDK. */
async function made(served: Sandbox, prompt = 'A ship', seconds: VideoSeconds = '4') {
  const { id } = await client(served).videos.create({ prompt, seconds, size: '1280x720' });
  await ended(served, `/videos/${id}`);
  return await client(served).videos.retrieve(id);
}

const bytesOf = async (
  served: Sandbox,
  id: string,
  variant: 'video' | 'thumbnail' | 'spritesheet' = 'video',
) => Buffer.from(await (await client(served).videos.downloadContent(id, { variant })).arrayBuffer());

/** What ffprobe itself says of a film. */
async function probed(bytes: Buffer) {
  const { path } = await project();
  await writeFile(path('clip.mp4'), bytes);
  const args = [
    '-v',
    'error',
    '-count_frames',
    '-show_entries',
    'stream=codec_type,width,height,nb_read_frames',
  ];
  return JSON.parse(await ffprobe(...args, '-of', 'json', path('clip.mp4'))).streams;
}

describe('the openai SDK', () => {
  it('creates, watches, downloads, extends, edits, remixes, lists and deletes real footage', async () => {
    const served = await sandbox({ footage: 'animatic' });
    const { videos } = client(served);
    const first = await made(served);
    expect(first).toMatchObject({ object: 'video', status: 'completed', progress: 100, seconds: '4' });
    expect(first.expires_at).toBe((first.completed_at ?? 0) + 3600);
    expect(await probed(await bytesOf(served, first.id))).toMatchObject([
      { codec_type: 'video', width: 1280, height: 720, nb_read_frames: '96' },
      { codec_type: 'audio' },
    ]);

    const longer = await videos.extend({ video: { id: first.id }, prompt: 'On she sails', seconds: '8' });
    await ended(served, `/videos/${longer.id}`);
    expect((await videos.retrieve(longer.id)).seconds).toBe('12');
    expect(await probed(await bytesOf(served, longer.id))).toMatchObject([{ nb_read_frames: '288' }, {}]);

    const edited = await videos.edit({ video: { id: first.id }, prompt: 'At night' });
    const uploaded = await videos.edit({
      video: await toFile(await bytesOf(served, first.id), 'ship.mp4', { type: 'video/mp4' }),
      prompt: 'At dawn',
    });
    expect(uploaded.model).toBe('sora-2');
    const remixed = await videos.remix(first.id, { prompt: 'In fog' });
    expect(remixed.remixed_from_video_id).toBe(first.id);
    for (const { id } of [edited, uploaded, remixed]) {
      expect(await ended(served, `/videos/${id}`)).toMatchObject({ status: 'completed', seconds: '4' });
    }
    const webp = await bytesOf(served, first.id, 'thumbnail');
    expect([webp.toString('latin1', 0, 4), webp.toString('latin1', 8, 12)]).toEqual(['RIFF', 'WEBP']);
    expect((await bytesOf(served, first.id, 'spritesheet')).subarray(0, 2).toString('hex')).toBe('ffd8');

    expect((await videos.list()).data.map(({ id }) => id)).toEqual(
      [remixed, uploaded, edited, longer, first].map(({ id }) => id),
    );
    expect(await videos.delete(first.id)).toEqual({ id: first.id, deleted: true, object: 'video.deleted' });
    await expect(videos.retrieve(first.id)).rejects.toMatchObject({ status: 404 });
  });

  it('makes a character of a short clip, and films with it', async () => {
    const served = await sandbox();
    const { videos } = client(served);
    const clip = await bytesOf(served, (await made(served)).id);
    const video = await toFile(clip, 'mossy.mp4', { type: 'video/mp4' });
    const character = await videos.createCharacter({ name: 'Mossy', video });
    expect(await videos.getCharacter(character.id ?? '')).toEqual(character);
    const create = (prompt: string) =>
      call(served, 'POST', '/videos', { prompt, characters: [{ id: character.id }] });
    expect((await create('Mossy walks home')).status).toBe(200);
    expect((await create('A stranger walks home')).body).toMatchObject({ error: { param: 'characters' } });
    const form = new FormData();
    form.set('prompt', 'Mossy twice');
    form.append('characters[][id]', character.id ?? '');
    form.append('characters[][id]', 'char_unknown');
    expect((await call(served, 'POST', '/videos', form)).status).toBe(404);
  });

  it('sees every video once, in order, whatever the size of the pages', async () => {
    const served = await sandbox();
    const ids: string[] = [];
    for (let i = 0; i < 11; i++) ids.push((await client(served).videos.create({ prompt: `Wave ${i}` })).id);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('asc', 'desc'),
        async (limit, order) => {
          const seen: string[] = [];
          for await (const { id } of client(served).videos.list({ limit, order })) seen.push(id);
          expect(seen).toEqual(order === 'asc' ? ids : ids.toReversed());
        },
      ),
      { numRuns: 24 },
    );
  });
});

describe('plain HTTP', () => {
  const reference = png(1280, 720);
  const multipart = (fields: Readonly<Record<string, string | Blob>>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };
  const asked = { prompt: 'A ship', model: 'sora-2-pro', seconds: '8', size: '1280x720' };

  it.each([
    ['JSON', { ...asked, input_reference: { image_url: dataUrl(reference) } }],
    ['multipart', multipart({ ...asked, 'input_reference[image_url]': dataUrl(reference) })],
    [
      'multipart with JSON in it',
      multipart({ ...asked, input_reference: JSON.stringify({ image_url: dataUrl(reference) }) }),
    ],
    ['a multipart file', multipart({ ...asked, input_reference: new Blob([new Uint8Array(reference)]) })],
  ])('takes a first frame as %s', async (_, body) => {
    const served = await sandbox();
    const { status, body: video } = await call(served, 'POST', '/videos', body);
    expect(status).toBe(200);
    expect(video).toEqual({
      ...asked,
      id: expect.stringMatching(/^video_[\da-f]{32}$/),
      object: 'video',
      status: 'queued',
      progress: 0,
      created_at: expect.any(Number),
      ...{ completed_at: null, expires_at: null, remixed_from_video_id: null, error: null },
    });
    expect(served.ledger.paid).toMatchObject([{ seconds: 8, prompt: 'A ship', take: 1 }]);
  });

  it('takes every operation in either encoding', async () => {
    const served = await sandbox();
    const { id } = await made(served);
    const json = JSON.stringify({ id });
    const more = { prompt: 'On', seconds: '4' };
    const other = { prompt: 'Other' };
    for (const [path, body] of [
      ['/videos/extensions', { video: { id }, ...more }],
      ['/videos/extensions', multipart({ 'video[id]': id, ...more })],
      ['/videos/extensions', multipart({ video: new Blob([json], { type: 'application/json' }), ...more })],
      ['/videos/edits', { video: { id }, ...other }],
      ['/videos/edits', multipart({ 'video[id]': id, ...other })],
      ['/videos/edits', multipart({ video: json, ...other })],
      [`/videos/${id}/remix`, other],
      [`/videos/${id}/remix`, multipart(other)],
    ] as const) {
      expect((await call(served, 'POST', path, body)).status).toBe(200);
    }
    expect(served.ledger.paid.map(({ prompt }) => prompt)).toEqual([
      'A ship',
      ...Array(3).fill('On'),
      ...Array(5).fill('Other'),
    ]);
  });

  it('lists the words of a form with the line ends that a form gives them', async () => {
    const served = await sandbox();
    await client(served).videos.create({ prompt: 'A ship\nat night' });
    await call(served, 'POST', '/videos', { prompt: 'A ship\nat night' });
    const { body } = await call(served, 'GET', '/videos?order=asc');
    expect(body.data).toMatchObject([{ prompt: 'A ship\r\nat night' }, { prompt: 'A ship\nat night' }]);
  });

  it('counts the length of a prompt in characters', async () => {
    const create = async (prompt: string) =>
      (await call(await sandbox(), 'POST', '/videos', { prompt })).status;
    expect([await create('🌊'.repeat(32_000)), await create('🌊'.repeat(32_001))]).toEqual([200, 400]);
  });

  it.each([
    ['no prompt', {}, 'prompt', 'missing_required_parameter'],
    ['an empty prompt', { prompt: '' }, 'prompt', 'invalid_value'],
    ['a prompt that is too long', { prompt: 'x'.repeat(32_001) }, 'prompt', 'string_above_max_length'],
    ['seconds as a number', { prompt: 'x', seconds: 4 }, 'seconds', 'invalid_type'],
    ['seconds it does not make', { prompt: 'x', seconds: '5' }, 'seconds', 'invalid_value'],
    ['a size of the dearer model', { prompt: 'x', size: '1920x1080' }, 'size', 'invalid_value'],
    ['a model it does not have', { prompt: 'x', model: 'veo' }, 'model', 'invalid_value'],
    [
      'both forms of a reference',
      { prompt: 'x', input_reference: { image_url: 'x', file_id: 'y' } },
      'input_reference',
      'invalid_value',
    ],
    [
      'an image that is none',
      { prompt: 'x', input_reference: { image_url: dataUrl(Buffer.from('GIF89a')) } },
      'input_reference.image_url',
      'invalid_image',
    ],
    [
      'three characters',
      { prompt: 'x', characters: [{ id: '1' }, { id: '2' }, { id: '3' }] },
      'characters',
      'invalid_value',
    ],
  ])('refuses %s', async (_, body, param, code) => {
    const served = await sandbox();
    const { status, body: answer } = await call(served, 'POST', '/videos', body);
    expect(status).toBe(400);
    expect(answer).toEqual({
      error: { message: expect.any(String), type: 'invalid_request_error', param, code },
    });
    expect(served.ledger.paid).toEqual([]);
  });

  it('refuses a first frame of another size in the words of the real one', async () => {
    const body = { prompt: 'x', input_reference: { image_url: dataUrl(png(640, 360)) } };
    expect((await call(await sandbox(), 'POST', '/videos', body)).body).toMatchObject({
      error: { message: 'Inpaint image must match the requested width and height' },
    });
  });

  it('refuses what it does not know, and who has no key', async () => {
    const served = await sandbox();
    expect((await call(served, 'GET', '/videos', undefined, {})).status).toBe(401);
    expect((await call(served, 'GET', '/images')).status).toBe(404);
    expect((await call(served, 'PUT', '/videos')).status).toBe(405);
    expect((await call(served, 'GET', '/videos/video_none')).body).toMatchObject({
      error: { param: 'video_id' },
    });
    for (const query of ['limit=101', 'limit=-1', 'limit=x', 'order=up', 'after=video_none']) {
      expect((await call(served, 'GET', `/videos?${query}`)).status).toBe(400);
    }
    expect((await call(served, 'GET', '/videos?limit=0')).body).toMatchObject({ data: [], first_id: null });
  });

  it('answers to its own address only, and takes no body without end', async () => {
    const served = await sandbox();
    const { port } = new URL(served.url);
    const { get, request } = await import('node:http');
    const refused = await new Promise<number | undefined>((resolve) => {
      get({ port, path: '/v1/videos', headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      );
    });
    expect(refused).toBe(421);
    const large = await new Promise<number | undefined>((resolve) => {
      const posted = request({ port, path: '/v1/videos', method: 'POST' }, (answer) =>
        resolve(answer.statusCode),
      );
      posted.setHeader('content-type', 'application/json').setHeader('authorization', 'Bearer x');
      posted.end(Buffer.alloc(65 * 2 ** 20, ' '));
    });
    expect(large).toBe(413);
  });
});

describe('a life', () => {
  it('goes from queued over progress to completed, as fast as it is told to', async () => {
    let passed = 0;
    const served = await sandbox({ jobSeconds: 60, speed: 100, clock: { ...clock, now: () => passed } });
    const { id } = await client(served).videos.create({ prompt: 'A ship' });
    const seen: { status: string; progress: number }[] = [];
    do {
      seen.push(await client(served).videos.retrieve(id));
      passed += 20;
      await clock.sleep(1);
    } while (seen.at(-1)?.status !== 'completed');
    const words = seen.map(({ status }) => status);
    expect([...new Set(words)]).toEqual(['queued', 'in_progress', 'completed']);
    expect(seen.map(({ progress }) => progress)).toEqual(
      seen.map(({ progress }) => progress).toSorted((a, b) => a - b),
    );
  });

  it('can be deleted only when it is over, and has content only between its end and its expiry', async () => {
    const served = await sandbox({ jobSeconds: 3600 });
    const { videos } = client(served);
    const { id } = await videos.create({ prompt: 'A ship' });
    await expect(videos.delete(id)).rejects.toMatchObject({ status: 400 });
    await expect(videos.downloadContent(id)).rejects.toMatchObject({ status: 404 });
    await expect(videos.edit({ video: { id }, prompt: 'x' })).rejects.toMatchObject({ status: 400 });

    const brief = await sandbox({ lifetimeSeconds: 0 });
    const over = await made(brief);
    await expect(bytesOf(brief, over.id)).rejects.toThrow('has expired');
  });

  it('ends in moderation where the prompt has the marker in it', async () => {
    const served = await sandbox();
    const video = await made(served, 'A ship [blocked]');
    expect(video).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' } });
    await expect(bytesOf(served, video.id)).rejects.toThrow('there is no content');
  });

  it('is extended six times and to two minutes at most', async () => {
    const served = await sandbox();
    const extend = async (id: string, seconds: string) => {
      const body = { video: { id }, prompt: 'On', seconds };
      const answer = await call(served, 'POST', '/videos/extensions', body);
      if (answer.status === 200) await ended(served, `/videos/${answer.body.id}`);
      return answer;
    };
    let { id } = await made(served);
    for (let i = 0; i < 6; i++) id = String((await extend(id, '4')).body.id);
    expect((await client(served).videos.retrieve(id)).seconds).toBe('28');
    expect((await extend(id, '4')).status).toBe(400);
    id = (await made(served, 'A long ship', '20' as VideoSeconds)).id;
    for (let i = 0; i < 5; i++) id = String((await extend(id, '20')).body.id);
    expect((await client(served).videos.retrieve(id)).seconds).toBe('120');
    expect((await extend(id, '4')).status).toBe(400);
  });

  it('waits where too many were asked for in a minute', async () => {
    const served = await sandbox({ requestsPerMinute: 2 });
    const create = () => call(served, 'POST', '/videos', { prompt: 'A ship' });
    expect([(await create()).status, (await create()).status]).toEqual([200, 200]);
    const third = await create();
    expect(third.body).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await call(served, 'GET', '/videos')).status).toBe(200);
  });
});
