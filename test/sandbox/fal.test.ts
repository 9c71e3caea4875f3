import type { EndpointTypeMap } from '@fal-ai/client/endpoints';
import { describe, expect, it } from 'vitest';
import { fal, paid, refusal, resultOf } from './fal.ts';
import { call, dataUrl, png } from './sandbox.ts';

/*
 * fal's stand-in, read by fal's own client: what that understands, and its types describe, is what the real one says.
 */

const veo = 'fal-ai/veo3.1/fast';
const wave = {
  ...{ prompt: 'A wave breaks', duration: '4s', resolution: '720p', generate_audio: false },
} as const satisfies EndpointTypeMap['fal-ai/veo3.1/fast']['input'];
const key = { authorization: 'Key any' };
const flagged = { loc: ['body', 'prompt'], type: 'content_policy_violation' };

describe('a film from words', () => {
  it('goes through the queue, and tells its units and its price', async () => {
    const { client, served } = await fal();
    const submitted = await client.queue.submit(veo, { input: wave });
    const { request_id: id } = submitted;
    const at = `${served.url}/fal-ai/veo3.1/requests/${id}`;
    expect(submitted).toEqual({
      ...{ status: 'IN_QUEUE', request_id: id, queue_position: 0 },
      ...{ response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` },
    });
    const { data, requestId } = await resultOf(client, veo, id);
    expect(requestId).toBe(id);
    expect(data).toEqual({
      video: { url: `${served.awayUrl}/files/${id}.mp4`, content_type: 'video/mp4', file_name: `${id}.mp4` },
    });
    const film = await fetch(`${served.awayUrl}/files/${id}.mp4`);
    expect(Buffer.from(await film.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');
    const result = await call(served, 'GET', `/fal-ai/veo3.1/requests/${id}`, undefined, key);
    const units = Number(result.headers.get('x-fal-billable-units'));
    const { body } = await call(served, 'GET', `/v1/models/pricing?endpoint_id=${veo}`, undefined, key);
    const [price] = body.prices as readonly { unit_price: number }[];
    expect(units * (price?.unit_price ?? 0)).toBeCloseTo(0.4);
    expect(paid(served)).toEqual([['create', 0.4, 1]]);
    expect(served.ledger.paid[0]?.footage).toBe('fetched');
  });

  it('waits in a queue, and is cancelled there for nothing', async () => {
    const { client, served } = await fal({ jobSeconds: 3600 });
    const { request_id: requestId } = await client.queue.submit(veo, { input: wave });
    const status = await client.queue.status(veo, { requestId });
    expect(status).toMatchObject({ status: 'IN_QUEUE', queue_position: 0 });
    await client.queue.cancel(veo, { requestId });
    const { status: code, body } = await refusal(resultOf(client, veo, requestId));
    expect([code, body]).toEqual([499, { detail: expect.any(String), error_type: 'client_cancelled' }]);
    expect(await refusal(client.queue.cancel(veo, { requestId }))).toEqual({
      ...{ status: 400, body: { status: 'ALREADY_COMPLETED' } },
    });
    expect(paid(served)).toEqual([['create', 0, 1]]);
  });
});

describe('a film from pictures', () => {
  it('may be uploaded: the same picture is the same order', async () => {
    const { client, served } = await fal();
    const bytes = png(1280, 720);
    const url = await client.storage.upload(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const both = 'fal-ai/veo3.1/first-last-frame-to-video';
    for (const picture of [url, dataUrl(bytes)]) {
      const input = { ...wave, first_frame_url: picture, last_frame_url: picture };
      const { request_id: id } = await client.queue.submit(both, { input });
      await resultOf(client, both, id);
    }
    expect(paid(served)).toEqual([
      ['create', 0.8, 1],
      ['create', 0.8, 2],
    ]);
    // The second host must never see the key.
    expect(served.ledger.requests.find(({ operation }) => operation === 'upload-file')).toMatchObject({
      ...{ away: true, keyed: false, status: 200 },
    });
  });
});

describe('a request is accepted, and its result refused', () => {
  it('with the field that is wrong, and nothing charged', async () => {
    const { client, served } = await fal();
    const wrong: readonly [string, object, string][] = [
      [veo, { ...wave, duration: 4 }, 'duration'],
      [veo, { ...wave, duration: '5s' }, 'duration'],
      [veo, { ...wave, resolution: '480p' }, 'resolution'],
      [veo, { ...wave, generate_audio: 'no' }, 'generate_audio'],
      [veo, { ...wave, prompt: undefined }, 'prompt'],
      [veo, { ...wave, image_url: 'https://example.com/a.png' }, 'image_url'],
      ['fal-ai/veo3.1/fast/image-to-video', wave, 'image_url'],
      ['fal-ai/veo3.1/fast/image-to-video', { ...wave, image_url: 'https://example.com/a.png' }, 'image_url'],
      ['fal-ai/kling-video/v3/pro/image-to-video', { prompt: 'A', aspect_ratio: '16:9' }, 'aspect_ratio'],
      ['fal-ai/ltx-2.3/text-to-video', { prompt: 'A', duration: '6' }, 'duration'],
      [
        'fal-ai/kling-video/o3/4k/reference-to-video',
        { prompt: 'A', image_urls: Array(8).fill(dataUrl(png(64, 64))) },
        'image_urls',
      ],
    ];
    for (const [endpoint, input, field] of wrong) {
      const { request_id: id } = await client.queue.submit(endpoint, { input });
      const { status, body } = await refusal(resultOf(client, endpoint, id));
      const { detail = [] } = body as { detail?: readonly { loc: readonly unknown[] }[] };
      expect([endpoint, status, detail[0]?.loc]).toEqual([endpoint, 422, ['body', field]]);
    }
    expect(paid(served).map(([, cost]) => cost)).toEqual(wrong.map(() => 0));
  });

  it.each([
    ['moderation', 422, { detail: [expect.objectContaining(flagged)] }],
    ['bad-input', 422, { detail: [expect.objectContaining({ type: 'image_load_error' })] }],
    ['capacity', 503, { detail: expect.any(String), error_type: 'runner_scheduling_failure' }],
    ['failed', 500, { detail: expect.any(String), error_type: 'runner_server_error' }],
    ['cancelled', 499, { detail: expect.any(String), error_type: 'client_cancelled' }],
  ])('by %s', async (kind, status, body) => {
    const { client, served } = await fal({ faults: `create ${kind}` });
    const { request_id: id } = await client.queue.submit(veo, { input: wave });
    await client.queue.subscribeToStatus(veo, { requestId: id, pollInterval: 10 });
    const result = await call(served, 'GET', `/fal-ai/veo3.1/requests/${id}`, undefined, key);
    expect([result.status, result.body]).toEqual([status, body]);
    expect(served.ledger.paid).toMatchObject([{ cost: 0, fails: true }]);
  });
});

describe('the history', () => {
  it('has what has ended, with what was sent, page after page', async () => {
    const { client, served } = await fal({ faults: 'create "storm" stuck' });
    const ids: string[] = [];
    for (const prompt of ['A wave', 'A storm', 'A calm']) {
      const { request_id: id } = await client.queue.submit(veo, { input: { ...wave, prompt } });
      ids.push(id);
      if (prompt !== 'A storm') await resultOf(client, veo, id);
    }
    const list = `/v1/models/requests/by-endpoint?endpoint_id=${veo}&expand=payloads&limit=1`;
    const first = (await call(served, 'GET', list, undefined, key)).body;
    expect(first).toMatchObject({
      items: [{ request_id: ids[2], endpoint_id: veo, json_input: { prompt: 'A calm' }, status_code: 200 }],
      ...{ has_more: true, next_cursor: expect.any(String) },
    });
    const rest = (await call(served, 'GET', `${list}&cursor=${first.next_cursor}`, undefined, key)).body;
    expect(rest).toMatchObject({ items: [{ request_id: ids[0] }], has_more: false });
    const one = (await call(served, 'GET', `${list}&request_id=${ids[0]}`, undefined, key)).body;
    expect(one.items).toMatchObject([
      { json_output: { video: { url: expect.stringContaining(ids[0] ?? '') } } },
    ]);
  });
});

describe('a fault on order', () => {
  it.each([
    ['503', 503, 0],
    ['503-after', 503, 1],
    ['429:7', 429, 0],
    ['quota', 403, 0],
    ['refused', 422, 0],
    ['redirect', 307, 0],
  ])('%s answers %i, with %i jobs made', async (kind, status, made) => {
    const { served } = await fal({ faults: `create ${kind}` });
    const answer = await call(served, 'POST', `/${veo}`, wave, key);
    expect(answer.status).toBe(status);
    expect(served.ledger.paid.length).toBe(made);
  });

  it('refuses what comes without a key', async () => {
    const { served } = await fal();
    for (const headers of [{}, { authorization: 'Bearer any' }]) {
      const { status, body } = await call(served, 'POST', `/${veo}`, wave, headers);
      expect([status, body]).toEqual([401, { detail: expect.any(String) }]);
    }
    expect((await call(served, 'POST', '/fal-ai/nothing', wave, key)).status).toBe(404);
    expect(served.ledger.paid).toEqual([]);
  });
});
