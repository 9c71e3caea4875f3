import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { ServedDialect } from '../../src/sandbox/services/videos/dialects.ts';
import { call, clock, dataUrl, ended, png, sandbox } from './sandbox.ts';

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

/** Where a finished video's bytes are, and that they are a film. */
async function film(served: Sandbox, address: unknown, key = true): Promise<void> {
  const headers: Record<string, string> = key ? { authorization: 'Bearer x' } : {};
  const response = await fetch(String(address), { headers });
  expect(response.headers.get('content-type')).toBe('video/mp4');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
  expect(bytes.length).toBe(Number(response.headers.get('content-length')));
  expect(served.ledger.requests.at(-1)).toMatchObject({ operation: 'content', keyed: key });
}

/** What a dialect's create takes at least, and what it answers with. */
const least: Readonly<
  Record<ServedDialect, { path: string; body: () => object; answer: unknown; status: number }>
> = {
  openai: {
    path: '/videos',
    body: () => ({ prompt: 'p' }),
    answer: expect.objectContaining({ object: 'video', status: 'queued', seconds: '4', size: '720x1280' }),
    status: 200,
  },
  'vllm-omni': {
    path: '/videos',
    body: () => form({ prompt: 'p', width: '320', height: '180', seconds: '2', seed: '7', num_frames: '33' }),
    answer: expect.objectContaining({
      ...{ object: 'video', status: 'queued', progress: 0, size: '320x180', seconds: '2', error: null },
      ...{ expires_at: null, file_name: null, media_type: 'video/mp4' },
    }),
    status: 200,
  },
  sglang: {
    path: '/videos',
    body: () => ({ prompt: 'p', seconds: 2, size: '320x180', fps: 24 }),
    answer: expect.objectContaining({ object: 'video', size: '320x180', seconds: '2' }),
    status: 200,
  },
  'sglang-cloud': {
    path: '/videos',
    body: () => ({ prompt: 'p', seconds: 2, size: '320x180' }),
    answer: expect.objectContaining({ object: 'video', size: '320x180', seconds: '2' }),
    status: 200,
  },
  litellm: {
    path: '/videos',
    body: () => ({ prompt: 'p', seconds: '4' }),
    answer: {
      ...{ id: expect.stringMatching(/^video_[\w-]{90,}$/), object: 'video', model: 'sora-2' },
      ...{ status: 'queued', created_at: expect.any(Number), error: null },
    },
    status: 200,
  },
  newapi: {
    path: '/videos',
    body: () => ({ prompt: 'p', model: 'wan', seconds: 3, size: '320x180' }),
    answer: expect.objectContaining({ status: 'queued', task_id: expect.any(String) }),
    status: 200,
  },
  openrouter: {
    path: '/videos',
    body: () => ({ prompt: 'p', model: 'm', duration: 2, resolution: '480p', aspect_ratio: '16:9', seed: 1 }),
    answer: {
      id: expect.any(String),
      polling_url: expect.stringContaining('/api/v1/videos/'),
      status: 'pending',
    },
    status: 202,
  },
  together: {
    path: '/videos',
    body: () => ({ prompt: 'p', model: 'm', seconds: '2', width: 320, height: 180 }),
    answer: expect.objectContaining({
      status: 'in_progress',
      created_at: expect.any(Number),
    }),
    status: 200,
  },
  xai: {
    path: '/videos/generations',
    body: () => ({ prompt: 'p', duration: 2, aspect_ratio: '1:1', resolution: '480p' }),
    answer: { request_id: expect.any(String) },
    status: 200,
  },
};

const names = Object.keys(least) as readonly ServedDialect[];

describe.each(names)('%s', (dialect) => {
  const { path, body, answer, status } = least[dialect];

  it('creates with its own status, fields and words, and goes on to footage', async () => {
    const served = await sandbox({ service: dialect });
    const created = await call(served, 'POST', path, body());
    expect(created).toMatchObject({ status, body: answer });
    const id = created.body.id ?? created.body.request_id;
    const video = await ended(served, `/videos/${id}`);
    const { outputs, video: linked } = video as { outputs?: { video_url: string }; video?: { url: string } };
    switch (dialect) {
      case 'newapi':
        expect(video).toMatchObject({ status: 'completed', created_at: expect.any(Number) });
        expect(Math.abs(Number(video.created_at) - clock.now())).toBeLessThan(60_000);
        return await film(served, (video.metadata as { url: string }).url, false);
      case 'openrouter':
        expect(video).toMatchObject({ status: 'completed', usage: { cost: 0.2 } });
        return await film(served, (video.unsigned_urls as readonly string[])[0]);
      case 'sglang-cloud': {
        const [link] = video.urls as readonly string[];
        expect(await call(served, 'GET', `/videos/${id}/content`)).toMatchObject({
          status: 400,
          body: { detail: expect.stringContaining('cloud storage') },
        });
        return await film(served, link, false);
      }
      case 'together':
        expect(video).toMatchObject({ status: 'completed', outputs: { cost: 0.2 } });
        return await film(served, outputs?.video_url, false);
      case 'xai':
        expect(video).toMatchObject({ status: 'done', video: { duration: 2 } });
        expect(new URL(linked?.url ?? '').origin).toBe(served.awayUrl);
        return await film(served, linked?.url, false);
      default:
        expect(video.status).toBe('completed');
        return await film(served, `${served.url}/videos/${id}/content`);
    }
  });

  it('refuses in its own shape', async () => {
    const served = await sandbox({ service: dialect });
    const empty = dialect === 'vllm-omni' ? form({ size: '320x180' }) : { model: 'm' };
    const { status: code, body: problem } = await call(served, 'POST', path, empty);
    expect(code).toBe(400);
    switch (dialect) {
      case 'sglang':
      case 'sglang-cloud':
        return expect(problem).toEqual({ detail: expect.any(String) });
      case 'xai':
        return expect(problem).toEqual({ code: expect.any(String), error: expect.any(String) });
      case 'openrouter':
        return expect(problem).toEqual({ error: { code: 400, message: expect.any(String) } });
      case 'vllm-omni':
        return expect(problem).toMatchObject({ error: { code: 400 } });
      default:
        return expect(problem).toMatchObject({ error: { type: 'invalid_request_error' } });
    }
  });

  it('wants a key where the real one does', async () => {
    const served = await sandbox({ service: dialect });
    const { status: code } = await call(served, 'POST', path, body(), {});
    expect(code).toBe(['vllm-omni', 'sglang', 'sglang-cloud'].includes(dialect) ? 200 : 401);
  });
});

describe('what only some have', () => {
  const operations = [
    ['GET', '/videos', ['openai', 'vllm-omni', 'sglang', 'sglang-cloud']],
    ['POST', '/videos/extensions', ['openai', 'litellm', 'xai']],
    ['POST', '/videos/edits', ['openai', 'litellm', 'xai']],
    ['POST', '/videos/x/remix', ['openai', 'litellm', 'newapi']],
    ['POST', '/videos/characters', ['openai', 'litellm']],
    ['DELETE', '/videos/x', ['openai', 'vllm-omni', 'sglang', 'sglang-cloud']],
    ['GET', '/videos/models', ['openrouter']],
  ] as const;

  it.each(names)('%s', async (dialect) => {
    const served = await sandbox({ service: dialect });
    for (const [method, path, having] of operations) {
      await call(served, method, path, method === 'POST' ? {} : undefined);
      const known = served.ledger.requests.at(-1)?.operation !== undefined;
      // Where there are no models to list, `models` reads as the id of a video.
      if (path === '/videos/models' && dialect !== 'openrouter') continue;
      expect([dialect, path, known]).toEqual([
        dialect,
        path,
        (having as readonly string[]).includes(dialect),
      ]);
    }
  });

  it('is multipart or JSON', async () => {
    const json = await call(await sandbox({ service: 'vllm-omni' }), 'POST', '/videos', { prompt: 'p' });
    const multipart = form({ prompt: 'p', model: 'm' });
    const parts = await call(await sandbox({ service: 'together' }), 'POST', '/videos', multipart);
    expect([json.status, parts.status]).toEqual([415, 415]);
  });

  it('is a first frame, in three shapes', async () => {
    const image = dataUrl(png(320, 180));
    const bodies = {
      openrouter: {
        frame_images: [{ type: 'image_url', image_url: { url: image }, frame_type: 'first_frame' }],
      },
      together: { frame_images: [{ input_image: image, frame: 'first' }] },
      xai: { image: { url: image } },
    };
    for (const [dialect, fields] of Object.entries(bodies) as [keyof typeof bodies, object][]) {
      const served = await sandbox({ service: dialect });
      const { path, body } = least[dialect];
      const plain = await call(served, 'POST', path, body());
      const framed = await call(served, 'POST', path, { ...body(), ...fields });
      expect([dialect, plain.status, framed.status]).toEqual([dialect, plain.status, plain.status]);
      expect(served.ledger.paid[0]?.order).not.toBe(served.ledger.paid[1]?.order);
    }
  });

  it('is going on from a video: by id, by job, by link', async () => {
    const openrouter = await sandbox({ service: 'openrouter' });
    const job = (await call(openrouter, 'POST', '/videos', least.openrouter.body())).body.id;
    await ended(openrouter, `/videos/${job}`);
    const more = { prompt: 'on', model: 'm', previous_job_id: job, duration: 3 };
    expect((await call(openrouter, 'POST', '/videos', more)).status).toBe(202);

    const xai = await sandbox({ service: 'xai' });
    const request = (await call(xai, 'POST', '/videos/generations', least.xai.body())).body.request_id;
    const { video } = await ended(xai, `/videos/${request}`);
    const onward = await call(xai, 'POST', '/videos/extensions', { prompt: 'on', video, duration: 3 });
    expect(await ended(xai, `/videos/${onward.body.request_id}`)).toMatchObject({ video: { duration: 5 } });
    const clip = Buffer.from(await (await fetch((video as { url: string }).url)).arrayBuffer());
    const inline = { prompt: 'other', video: { url: dataUrl(clip, 'video/mp4') } };
    const edited = await call(xai, 'POST', '/videos/edits', inline);
    expect(await ended(xai, `/videos/${edited.body.request_id}`)).toMatchObject({ video: { duration: 2 } });
  });

  it('is the same footage sent by several at once, each of them understood', async () => {
    const served = await sandbox({ service: 'xai' });
    const request = (await call(served, 'POST', '/videos/generations', least.xai.body())).body.request_id;
    const { video } = await ended(served, `/videos/${request}`);
    const clip = Buffer.from(await (await fetch((video as { url: string }).url)).arrayBuffer());
    // As long as a real clip: what follows the film is skipped by whoever reads it.
    const free = Buffer.concat([
      Buffer.from('00400000', 'hex'),
      Buffer.from('free'),
      Buffer.alloc(2 ** 22 - 8),
    ]);
    const url = dataUrl(Buffer.concat([clip, free]), 'video/mp4');
    const asked = Array.from({ length: 12 }, (_, n) =>
      call(served, 'POST', '/videos/edits', { prompt: `edit ${n}`, video: { url } }),
    );
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200));
  });

  it('is a list that knows no limit, and nothing after what it does not know', async () => {
    const served = await sandbox({ service: 'vllm-omni' });
    for (let n = 0; n < 21; n++) await call(served, 'POST', '/videos', form({ prompt: `p ${n}` }));
    expect((await call(served, 'GET', '/videos')).body).toMatchObject({
      data: { length: 21 },
      has_more: false,
    });
    const after = await call(served, 'GET', '/videos?after=video_gen_other');
    expect([after.status, after.body]).toMatchObject([200, { data: [], first_id: null, has_more: false }]);
  });

  it.each([
    ['vllm-omni', 'create 1 failed', 422, /Video generation failed/],
    ['sglang', 'create 1 failed', 404, /Video output not found/],
    ['vllm-omni', '', 404, /Generation is still in-progress/],
    ['sglang', '', 404, /Generation is still in-progress/],
  ] as const)(
    'is saying at %s, with faults "%s", why there is no content: %i',
    async (service, faults, status, said) => {
      const served = await sandbox({ service, faults, ...(faults ? {} : { jobSeconds: 3600 }) });
      const { id } = (await call(served, 'POST', '/videos', least[service].body())).body;
      if (faults) await ended(served, `/videos/${id}`);
      const content = await call(served, 'GET', `/videos/${id}/content`);
      expect([content.status, JSON.stringify(content.body)]).toEqual([status, expect.stringMatching(said)]);
    },
  );

  it('is a server with one model, that of its first call, and refusing others', async () => {
    const served = await sandbox({ service: 'vllm-omni' });
    const first = await call(served, 'POST', '/videos', form({ prompt: 'p', model: 'wan' }));
    const other = await call(served, 'POST', '/videos', form({ prompt: 'p', model: 'ltx' }));
    const same = await call(served, 'POST', '/videos', form({ prompt: 'p', model: 'wan' }));
    expect([first.status, other.status, same.status]).toEqual([200, 400, 200]);
    expect(JSON.stringify(other.body)).toContain(
      "Model mismatch: request specifies 'ltx' but server is running 'wan'.",
    );
    expect(served.ledger.paid).toHaveLength(2);
  });

  it('is cancelling by DELETE', async () => {
    const served = await sandbox({ service: 'vllm-omni', jobSeconds: 3600 });
    const { id } = (await call(served, 'POST', '/videos', least['vllm-omni'].body())).body;
    expect((await call(served, 'DELETE', `/videos/${id}`)).status).toBe(200);
    expect((await call(served, 'GET', `/videos/${id}`)).status).toBe(404);
  });
});
