import { describe, expect, it } from 'vitest';
import { ended, paid, refusal, runway, type Task, wave } from './runway.ts';
import { dataUrl, png } from './sandbox.ts';

/*
 * Runway's stand-in, read by Runway's own client: what that understands, and its types describe, is what the real one says.
 */

describe('a film from words', () => {
  it('goes from PENDING to SUCCEEDED, and tells what it costs before and after', async () => {
    const { client, served } = await runway();
    const { id, estimatedCost } = await client.textToVideo.create(wave);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(estimatedCost).toEqual({ credits: 60 });
    const task = await ended(client, id);
    expect(task).toEqual({
      ...{ id, status: 'SUCCEEDED', createdAt: expect.stringMatching(/^\d{4}-.*Z$/) },
      ...{ cost: { credits: 60 }, output: [expect.stringContaining(`${served.awayUrl}/files/${id}.mp4?`)] },
    } satisfies Task);
    const [link = ''] = task.status === 'SUCCEEDED' ? task.output : [];
    const film = await fetch(link);
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(Buffer.from(await film.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');
    expect(paid(served)).toEqual([['create', 0.6, 1]]);
    expect(served.ledger.paid[0]?.footage).toBe('fetched');
    expect(served.ledger.requests.map(({ operation, away, keyed }) => [operation, away, keyed])).toEqual(
      expect.arrayContaining([
        ['create', false, true],
        ['content', true, false],
      ]),
    );
  });
});

describe('a call is refused', () => {
  it('without a key, without a version, at unknown paths', async () => {
    const { served } = await runway();
    const post = async (headers: Record<string, string>, path = '/v1/text_to_video') => {
      const body = JSON.stringify(wave);
      const type = { 'content-type': 'application/json' };
      const answer = await fetch(`${served.url}${path}`, {
        method: 'POST',
        headers: { ...type, ...headers },
        body,
      });
      return [answer.status, await answer.json()];
    };
    const key = { authorization: 'Bearer any' };
    const version = { 'x-runway-version': '2024-11-06' };
    expect(await post(version)).toEqual([401, { error: expect.stringContaining('API key') }]);
    expect(await post(key)).toEqual([400, { error: expect.stringContaining('X-Runway-Version') }]);
    expect(await post({ ...key, 'x-runway-version': '1999-01-01' })).toEqual([
      400,
      { error: expect.any(String) },
    ]);
    expect(await post({ ...key, ...version }, '/v1/videos')).toEqual([404, { error: expect.any(String) }]);
    expect(served.ledger.paid).toEqual([]);
  });

  it('with the field that is wrong, and nothing made', async () => {
    const { client, served } = await runway();
    const wrong: readonly [object, readonly (string | number)[]][] = [
      [{ model: 'gen9' }, ['model']],
      [{ ratio: '1920:1080' }, ['ratio']],
      [{ duration: 11 }, ['duration']],
      [{ duration: 2.5 }, ['duration']],
      [{ duration: undefined }, ['duration']],
      [{ promptText: 'x'.repeat(1001) }, ['promptText']],
      [{ promptText: '' }, ['promptText']],
      [{ seed: -1 }, ['seed']],
      [{ audio: true }, ['audio']],
      [{ promptImage: dataUrl(png(1280, 720)) }, ['promptImage']],
      [{ model: 'veo3.1', duration: 5 }, ['duration']],
      [{ model: 'gen4_turbo' }, ['model']],
    ];
    for (const [change, path] of wrong) {
      const asked = client.textToVideo.create({ ...wave, ...change } as unknown as typeof wave);
      expect(await refusal(asked)).toEqual({
        status: 400,
        error: {
          error: 'Validation of body failed',
          issues: [{ path, code: expect.any(String), message: expect.any(String) }],
          docUrl: expect.any(String),
        },
      });
    }
    expect(served.ledger.paid).toEqual([]);
  });
});
