import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import RunwayML from '@runwayml/sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { ended, paid, refusal, runway, wave } from './runway.ts';
import { dataUrl, png } from './sandbox.ts';

describe('a film from pictures', () => {
  const still = dataUrl(png(1280, 720));
  const veo = {
    model: 'veo3.1',
    promptText: 'A wave',
    ratio: '1280:720',
    duration: 4,
    audio: false,
  } as const;

  it('has a first frame and a last one, and costs what its sound does', async () => {
    const { client, served } = await runway();
    const framed = {
      ...veo,
      promptImage: [
        { uri: still, position: 'first' },
        { uri: dataUrl(png(1280, 718)), position: 'last' },
      ],
    } satisfies RunwayML.ImageToVideoCreateParams;
    const { id, estimatedCost } = await client.imageToVideo.create(framed);
    expect(estimatedCost.credits).toBe(80);
    expect(await ended(client, id)).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 80 } });
    const loud = await client.imageToVideo.create({ ...framed, audio: true });
    expect(loud.estimatedCost.credits).toBe(160);
    expect(paid(served)).toEqual([
      ['create', 0.8, 1],
      ['create', 1.6, 1],
    ]);
  });

  it('may be uploaded: the same picture is the same order', async () => {
    const { client, served } = await runway();
    const file = await RunwayML.toFile(png(1280, 720), 'still.png', { type: 'image/png' });
    const { uri } = await client.uploads.createEphemeral({ file });
    expect(uri).toMatch(/^runway:\/\//);
    const inline = { model: 'gen4_turbo', promptImage: still, ratio: '1280:720', duration: 5 } as const;
    await client.imageToVideo.create({ ...inline, promptImage: uri });
    await client.imageToVideo.create(inline);
    expect(paid(served)).toEqual([
      ['create', 0.25, 1],
      ['create', 0.25, 2],
    ]);
    // The second host must never see the key.
    expect(served.ledger.requests.find(({ operation }) => operation === 'upload-file')).toMatchObject({
      ...{ away: true, keyed: false, status: 204 },
    });
  });

  it('is refused where a picture is too long, unreachable, unknown, or in the wrong place', async () => {
    const { client, served } = await runway();
    const big = `data:image/png;base64,${'A'.repeat(5 * 2 ** 20)}`;
    const at = (uri: string, position: string) => ({ uri, position });
    const wrong: readonly [unknown, string][] = [
      [undefined, 'promptImage'],
      [big, 'promptImage'],
      ['http://example.com/still.png', 'promptImage'],
      ['https://10.0.0.1/still.png', 'promptImage'],
      ['runway://upload/none', 'promptImage'],
      ['data:application/octet-stream;base64,AAAA', 'promptImage'],
      ['data:image/png;base64,AAAA', 'promptImage'],
      [[], 'promptImage'],
      [[at(still, 'last')], 'promptImage'],
      [[at(still, 'first'), at(still, 'first')], 'promptImage'],
      [[at(still, 'middle')], 'promptImage'],
      [[{ ...at(still, 'first'), weight: 1 }], 'promptImage.0.weight'],
      [[at('nothing', 'first')], 'promptImage.0.uri'],
    ];
    for (const [promptImage, path] of wrong) {
      const { status, error } = await refusal(client.imageToVideo.create({ ...veo, promptImage } as never));
      const { issues = [] } = error as { issues?: readonly { path: readonly unknown[] }[] };
      expect([status, issues[0]?.path.join('.')]).toEqual([400, path]);
    }
    expect(served.ledger.paid).toEqual([]);
  });

  it('takes frames or references, not both; wan wants the frames’ own shape', async () => {
    const { client } = await runway();
    const seedance = { model: 'seedance2', promptText: 'A wave', ratio: '864:496', duration: 5 } as const;
    const references = [{ uri: still }, { uri: still }];
    expect(
      (await client.imageToVideo.create({ ...seedance, promptImage: references })).estimatedCost.credits,
    ).toBe(180);
    const mixed = [{ uri: still, position: 'first' as const }, { uri: still }];
    expect(await refusal(client.imageToVideo.create({ ...seedance, promptImage: mixed }))).toMatchObject({
      status: 400,
    });
    const wan = { model: 'wan3', promptText: 'A wave', duration: 5 } as const;
    const first = [{ uri: still, position: 'first' }];
    const fixed = client.imageToVideo.create({ ...wan, ratio: '1280:720', promptImage: first });
    expect(await refusal(fixed)).toMatchObject({ error: { issues: [{ path: ['ratio'] }] } });
    const { id } = await client.imageToVideo.create({ ...wan, ratio: 'auto_480p', promptImage: first });
    const task = await ended(client, id);
    expect(task.status).toBe('SUCCEEDED');
  });
});

describe('a film from footage', () => {
  it('goes on from it, or shows it changed', async () => {
    const { client, served } = await runway();
    const source = await client.textToVideo.create({ ...wave, duration: 2 });
    const made = await ended(client, source.id);
    const [link = ''] = made.status === 'SUCCEEDED' ? made.output : [];
    const edit = await client.videoToVideo.create({
      model: 'aleph2',
      videoUri: link,
      promptText: 'At night',
    });
    expect(edit.estimatedCost.credits).toBe(56);
    const onward = { model: 'gemini_omni_flash_1.1', videoUri: link, promptText: 'On', duration: 3 } as const;
    const extension = await client.videoToVideo.create({ ...onward, mode: 'extend' });
    expect(await ended(client, edit.id)).toMatchObject({ status: 'SUCCEEDED' });
    const extended = await ended(client, extension.id);
    const clip = await fetch(extended.status === 'SUCCEEDED' ? (extended.output[0] ?? '') : '');
    const file = join(await mkdtemp(join(tmpdir(), 'storycut-runway-')), 'clip.mp4');
    await writeFile(file, Buffer.from(await clip.arrayBuffer()));
    onTestFinished(() => rm(dirname(file), { recursive: true }));
    expect(await probe(file)).toMatchObject({ value: { kind: 'video', seconds: expect.closeTo(5, 0) } });
    expect(paid(served).map(([operation]) => operation)).toEqual(['create', 'edit', 'extend']);
  });
});
