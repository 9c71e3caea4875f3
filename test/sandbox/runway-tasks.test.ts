import { describe, expect, it } from 'vitest';
import { ended, paid, refusal, runway, type Task, wave } from './runway.ts';
import { call } from './sandbox.ts';

describe('a task', () => {
  it.each([
    ['moderation', 'SAFETY.INPUT.TEXT'],
    ['output-moderation', 'SAFETY.OUTPUT.VIDEO'],
    ['bad-input', 'ASSET.INVALID'],
    ['failed', 'INTERNAL.BAD_OUTPUT.CODE01'],
  ])('that ends by %s is FAILED, and costs nothing', async (kind, failureCode) => {
    const { client, served } = await runway({ faults: `create ${kind}` });
    const { creditBalance } = await client.organization.retrieve();
    const { id } = await client.textToVideo.create(wave);
    const failed = {
      status: 'FAILED',
      failureCode,
      failure: expect.any(String),
      cost: { credits: 0 },
    } as const;
    expect(await ended(client, id)).toMatchObject(failed);
    expect((await client.organization.retrieve()).creditBalance).toBe(creditBalance);
    expect(served.ledger.paid).toMatchObject([{ cost: 0, fails: true }]);
  });

  it('is CANCELLED by somebody else, THROTTLED for long, forgotten for a moment', async () => {
    const faults = 'create 1 cancelled\ncreate 2 throttled\nretrieve "calm" 1 404';
    const { client } = await runway({ faults, jobSeconds: 0.2 });
    const cancelled = await client.textToVideo.create(wave);
    const throttled = await client.textToVideo.create({ ...wave, promptText: 'A storm' });
    const calm = await client.textToVideo.create({ ...wave, promptText: 'A calm sea' });
    const { id, estimatedCost } = throttled;
    const createdAt = expect.any(String) as string;
    expect(await client.tasks.retrieve(id)).toEqual({
      ...{ id, createdAt, estimatedCost, status: 'THROTTLED' },
    } satisfies Task);
    expect(await refusal(client.tasks.retrieve(calm.id))).toEqual({
      status: 404,
      error: { error: expect.any(String) },
    });
    expect(await ended(client, calm.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await ended(client, cancelled.id)).toMatchObject({ status: 'CANCELLED', cost: { credits: 0 } });
    expect(await ended(client, id)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('waits while five others of its model run', async () => {
    const { client } = await runway({ jobSeconds: 3600 });
    for (let n = 0; n < 5; n++) await client.textToVideo.create(wave);
    const sixth = await client.textToVideo.create(wave);
    const other = await client.textToVideo.create({ ...wave, model: 'veo3.1', duration: 4 });
    const states = await Promise.all([sixth.id, other.id].map((id) => client.tasks.retrieve(id)));
    expect(states.map(({ status }) => status)).toEqual(['THROTTLED', 'PENDING']);
    const { tier, usage } = await client.organization.retrieve();
    expect(tier.models['gen4.5']).toEqual({ maxConcurrentGenerations: 5, maxDailyGenerations: 5000 });
    expect(usage.models['gen4.5']).toEqual({ dailyGenerations: 6 });
  });

  it('is gone after DELETE, at no cost if it has not begun', async () => {
    const { client, served } = await runway({ jobSeconds: 3600 });
    const { creditBalance } = await client.organization.retrieve();
    const { id } = await client.textToVideo.create(wave);
    expect((await client.organization.retrieve()).creditBalance).toBe(creditBalance - 60);
    await client.tasks.delete(id);
    expect((await refusal(client.tasks.retrieve(id))).status).toBe(404);
    expect((await refusal(client.tasks.delete(id))).status).toBe(404);
    expect((await client.organization.retrieve()).creditBalance).toBe(creditBalance);
    expect(paid(served)).toEqual([['create', 0, 1]]);
  });

  it('of an earlier sandbox has failed with it', async () => {
    const { client, served } = await runway();
    const { id } = await client.textToVideo.create(wave);
    await served.close();
    const again = await runway();
    expect(await again.client.tasks.retrieve(id)).toMatchObject({ status: 'FAILED', cost: { credits: 0 } });
  });
});

describe('a link', () => {
  it('stops working, and asking for the task gives another', async () => {
    const { client, served } = await runway({ faults: 'content 2 expired' });
    const { id } = await client.textToVideo.create(wave);
    const link = async () => {
      const task = await ended(client, id);
      return (task.status === 'SUCCEEDED' && task.output[0]) || '';
    };
    const status = async (url: string) => (await fetch(url)).status;
    const first = await link();
    expect([await status(first), await status(first), await status(first)]).toEqual([200, 403, 403]);
    expect(await status(await link())).toBe(200);
    expect(await status(`${served.awayUrl}/files/${id}.mp4`)).toBe(403);
  });
});

describe('a fault on order', () => {
  it.each([
    ['503', 503, 0],
    ['503-after', 503, 1],
    ['429:7', 429, 0],
    ['quota', 400, 0],
    ['refused', 400, 0],
    ['redirect', 307, 0],
  ])('%s answers %i, with %i tasks made', async (kind, status, made) => {
    const { served } = await runway({ faults: `create ${kind}` });
    const headers = { authorization: 'Bearer any', 'x-runway-version': '2024-11-06' };
    const answer = await call(served, 'POST', '/v1/text_to_video', wave, headers);
    expect(answer.status).toBe(status);
    if (status !== 307) expect(answer.body).toEqual({ error: expect.any(String) });
    expect(served.ledger.paid.length).toBe(made);
  });

  it.each([
    ['reset', 0],
    ['reset-after', 1],
    ['half-json', 1],
    ['mute', 1],
    ['no-id', 1],
  ])('%s leaves the client without a task, with %i made', async (kind, made) => {
    const { client, served } = await runway({ faults: `create "wave" ${kind}` });
    const task = client.textToVideo.create(wave, { timeout: 500 }).then(
      ({ id }) => id,
      () => undefined,
    );
    expect(await task).toBeUndefined();
    expect(served.ledger.paid.length).toBe(made);
  });

  it('hits extensions and edits by their own names', async () => {
    const { client } = await runway({ faults: 'extend 500\nedit 500' });
    const uri = 'https://example.com/a.mp4';
    const omni = { model: 'gemini_omni_flash_1.1', videoUri: uri, promptText: 'On' } as const;
    const answers = await Promise.all([
      refusal(client.videoToVideo.create({ ...omni, mode: 'extend' })),
      refusal(client.videoToVideo.create({ ...omni, mode: 'reference' })),
      refusal(client.videoToVideo.create({ model: 'aleph2', videoUri: uri })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([500, 400, 500]);
  });
});
