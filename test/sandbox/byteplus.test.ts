import { describe, expect, it } from 'vitest';
import { byteplus, create, ended, generate, jobs, model, paid, picture, wave } from './byteplus.ts';
import { call, png } from './sandbox.ts';

/*
 * BytePlus's stand-in, read by the client that the makers of the AI SDK wrote for the real one.
 */

describe('a film from words', () => {
  it('is made by that client, and costs its tokens', async () => {
    const { served, video } = await byteplus();
    const { videos, providerMetadata } = await generate(video(model));
    const taskId = String(providerMetadata?.bytedance?.taskId);
    expect(providerMetadata).toMatchObject({ bytedance: { usage: { completion_tokens: 108_000 } } });
    const link = expect.stringContaining(`${served.awayUrl}/files/${taskId}.mp4?`);
    expect(videos).toEqual([{ type: 'url', mediaType: 'video/mp4', url: link }]);
    const [one] = videos;
    const film = await fetch(one?.type === 'url' ? one.url : '');
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(paid(served)).toEqual([[1.1556, 1]]);
  });

  it('begins and ends with that client’s pictures, and leans on others', async () => {
    const { served, video } = await byteplus();
    const frame = (width: number, height: number) => ({
      ...{ type: 'file', mediaType: 'image/png', data: new Uint8Array(png(width, height)) },
    });
    const frameImages = [
      { frameType: 'first_frame', image: frame(720, 1280) },
      { frameType: 'last_frame', image: frame(720, 1280) },
    ];
    await generate(video(model), { aspectRatio: 'adaptive' as '1:1', frameImages } as never);
    await generate(video(model), { inputReferences: [frame(400, 400)] } as never);
    expect(served.ledger.paid).toMatchObject([{ cost: 1.1556 }, { cost: 1.1556 }]);
    const { body } = await call(served, 'GET', jobs);
    expect(body).toMatchObject({ total: 2, items: [{ ratio: '16:9' }, { ratio: '9:16' }] });
  });

  it.each([
    ['moderation', 'InputTextSensitiveContentDetected'],
    ['output-moderation', 'OutputVideoSensitiveContentDetected'],
    ['bad-input', 'InvalidParameter'],
    ['failed', 'InternalServiceError'],
  ])('that ends by %s is told so, and is free', async (kind, code) => {
    const { served, video } = await byteplus({ faults: `create ${kind}` });
    await expect(generate(video(model))).rejects.toThrow(/generation failed/);
    const { body } = await call(served, 'GET', jobs);
    expect(body).toMatchObject({
      items: [{ status: 'failed', error: { code, message: expect.any(String) } }],
    });
    expect(paid(served)).toEqual([[0, 1]]);
  });
});

describe('a job', () => {
  it('is told with what was asked, except the words, also in the list', async () => {
    const { served } = await byteplus();
    const { body } = await create(served, { ...wave, seed: 7, generate_audio: false });
    const job = await ended(served, body.id);
    expect(job).toEqual({
      ...{ id: body.id, model, status: 'succeeded', service_tier: 'default', framespersecond: 24 },
      ...{ created_at: expect.any(Number), updated_at: expect.any(Number) },
      ...{ resolution: '720p', ratio: '16:9', duration: 5, seed: 7, generate_audio: false },
      content: { video_url: expect.stringContaining(served.awayUrl) },
      usage: { completion_tokens: 108_000, total_tokens: 108_000 },
    });
    await create(served, { ...wave, duration: 6 });
    const list = (query: string) => call(served, 'GET', `${jobs}?${query}`).then((one) => one.body);
    expect(await list('page_num=1&page_size=1')).toMatchObject({ total: 2, items: [{ duration: 6 }] });
    expect(await list('page_num=2&page_size=1')).toMatchObject({ total: 2, items: [{ duration: 5 }] });
    expect(await list('filter.status=failed')).toEqual({ total: 0, items: [] });
    expect(await list(`filter.task_ids=${String(body.id)}`)).toMatchObject({ total: 1 });
    expect(await list('filter.model=none')).toMatchObject({ total: 0 });
  });

  it('that waits is cancelled for nothing, one that is made is not, and one that is done is deleted', async () => {
    const { served } = await byteplus({ faults: 'create 1 throttled\ncreate 2 stuck', jobSeconds: 0.2 });
    const remove = (id: unknown) => call(served, 'DELETE', `${jobs}/${String(id)}`);
    const status = (id: unknown) =>
      call(served, 'GET', `${jobs}/${String(id)}`).then((one) => [one.status, one.body.status]);
    const waits = (await create(served, wave)).body.id;
    expect((await remove(waits)).status).toBe(200);
    expect(await status(waits)).toEqual([200, 'cancelled']);
    const stuck = (await create(served, wave)).body.id;
    while ((await status(stuck))[1] === 'queued');
    expect(await remove(stuck)).toMatchObject({ status: 409, body: { error: { code: 'InvalidAction' } } });
    const done = (await create(served, wave)).body.id;
    await ended(served, done);
    expect((await remove(done)).status).toBe(200);
    expect(await status(done)).toEqual([404, undefined]);
    expect(served.ledger.paid.map(({ cost }) => cost)).toEqual([0, 1.1556, 1.1556]);
  });

  it('of an earlier sandbox has failed with it', async () => {
    const { served } = await byteplus();
    const { id } = (await create(served, wave)).body;
    await served.close();
    const again = await byteplus();
    expect(await ended(again.served, id)).toMatchObject({ status: 'failed' });
  });

  it('is over with its link', async () => {
    const { served } = await byteplus({ faults: 'content 2 expired' });
    const { id } = (await create(served, wave)).body;
    const { content } = await ended(served, id);
    const link = (content as { video_url: string }).video_url;
    expect([(await fetch(link)).status, (await fetch(link)).status]).toEqual([200, 403]);
    const { updated_at } = await ended(served, id);
    expect(Number(updated_at)).toBeLessThanOrEqual(Date.now() / 1000 - 24 * 3600);
  });
});

describe('a call is refused', () => {
  it('without a key, and at unknown places', async () => {
    const { served } = await byteplus();
    expect(await call(served, 'POST', jobs, wave, {})).toMatchObject({
      ...{ status: 401, body: { error: { code: 'AuthenticationError' } } },
    });
    expect(await call(served, 'GET', `${jobs}/cgt-none`)).toMatchObject({
      ...{ status: 404, body: { error: { code: 'ResourceNotFound' } } },
    });
    expect((await create(served, { ...wave, model: 'seedance-9' })).status).toBe(404);
    expect(served.ledger.paid).toEqual([]);
  });

  const words = { type: 'text', text: 'A wave' };
  const first = picture(png(1280, 720), 'first_frame');
  const last = picture(png(1280, 720), 'last_frame');
  const leans = picture(png(400, 400), 'reference_image');
  it.each<[string, object, string]>([
    ['a strange field', { prompt: 'x' }, 'prompt'],
    ['another size', { resolution: '4k' }, 'resolution'],
    ['too short', { duration: 3 }, 'duration'],
    ['too long', { duration: 31 }, 'duration'],
    ['a flag that is none', { watermark: 'no' }, 'watermark'],
    ['no words', { content: [first], ratio: 'adaptive' }, 'content'],
    ['a last frame alone', { content: [words, last], ratio: 'adaptive' }, 'content'],
    ['two first frames', { content: [words, first, first], ratio: 'adaptive' }, 'content'],
    ['frames and references', { content: [words, first, leans], ratio: 'adaptive' }, 'content'],
    ['a frame with a ratio of its own', { content: [words, first], ratio: '16:9' }, 'ratio'],
    ['a small picture', { content: [words, picture(png(64, 64), 'reference_image')] }, 'content'],
    ['a long picture', { content: [words, picture(png(3000, 300), 'reference_image')] }, 'content'],
    [
      'a video that is no link',
      {
        content: [
          words,
          { type: 'video_url', video_url: { url: 'data:video/mp4;base64,AA' }, role: 'reference_video' },
        ],
      },
      'content',
    ],
    ['a role of another medium', { content: [words, { ...leans, role: 'reference_audio' }] }, 'content'],
  ])('with %s', async (_what, change, param) => {
    const { served } = await byteplus();
    const { status, body } = await create(served, { ...wave, ...change });
    expect([status, body]).toMatchObject([400, { error: { code: 'InvalidParameter', param } }]);
    expect(served.ledger.paid).toEqual([]);
  });
});

describe('a fault on order', () => {
  it.each([
    ['503', 503, 0],
    ['503-after', 503, 1],
    ['429:7', 429, 0],
    ['quota', 403, 0],
    ['refused', 400, 0],
    ['redirect', 307, 0],
  ])('%s answers %i, with %i jobs made', async (kind, status, made) => {
    const { served } = await byteplus({ faults: `create "wave" ${kind}` });
    expect((await create(served, wave)).status).toBe(status);
    expect(served.ledger.paid.length).toBe(made);
  });
});
