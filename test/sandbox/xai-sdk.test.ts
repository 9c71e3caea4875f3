import { createXai, type XaiVideoModelOptions } from '@ai-sdk/xai';
import { describe, expect, it } from 'vitest';
import { dataUrl, png, sandbox } from './sandbox.ts';

async function xai() {
  const served = await sandbox({ service: 'xai' });
  const client = createXai({ apiKey: 'any', baseURL: served.url });
  const make = async (
    model: string,
    more: { duration?: number; xai?: Partial<XaiVideoModelOptions>; image?: Buffer } = {},
  ) => {
    const { duration, image } = more;
    const made = await client.video(model).doGenerate({
      ...{ prompt: 'A wave', n: 1, duration, aspectRatio: '16:9', resolution: undefined },
      ...{ fps: undefined, seed: undefined, generateAudio: undefined },
      ...{ frameImages: undefined, inputReferences: undefined },
      image: image && { type: 'file', data: new Uint8Array(image), mediaType: 'image/png' },
      providerOptions: { xai: JSON.parse(JSON.stringify({ pollIntervalMs: 10, ...more.xai })) },
    });
    return made.providerMetadata?.xai as Record<string, unknown>;
  };
  return { served, make };
}

const model = 'grok-imagine-video-1.5';

describe('the AI SDK’s client for xAI reads the stand-in', () => {
  it('from words and from a picture, and what it cost', async () => {
    const { served, make } = await xai();
    expect(await make(model, { duration: 3, xai: { resolution: '720p' } })).toMatchObject({
      ...{ duration: 3, costInUsdTicks: 4_200_000_000 },
      videoUrl: expect.stringContaining(served.awayUrl),
    });
    expect(await make(model, { duration: 2, image: png(1280, 720) })).toMatchObject({
      costInUsdTicks: 1_700_000_000,
    });
  });

  it('with references', async () => {
    const { make } = await xai();
    const referenceImageUrls = [dataUrl(png(640, 640)), dataUrl(png(640, 360))];
    const made = await make(model, { duration: 2, xai: { mode: 'reference-to-video', referenceImageUrls } });
    expect(made).toMatchObject({ costInUsdTicks: 1_800_000_000 });
  });

  it('from footage, as far as the model takes any', async () => {
    const { served, make } = await xai();
    const { videoUrl } = await make('grok-imagine-video', { duration: 2 });
    const from = (mode: 'edit-video' | 'extend-video') => ({ xai: { mode, videoUrl: String(videoUrl) } });
    expect(await make('grok-imagine-video', from('edit-video'))).toMatchObject({ duration: 2 });
    const further = { duration: 3, ...from('extend-video') };
    expect(await make('grok-imagine-video', further)).toMatchObject({ duration: 5 });
    await expect(make(model, from('edit-video'))).rejects.toMatchObject({ statusCode: 400 });
    expect(served.ledger.paid).toHaveLength(3);
  });

  it.each<[string, string, object]>([
    ['1080p by the older model', 'grok-imagine-video', { xai: { resolution: '1080p' } }],
    ['more seconds than there are', model, { duration: 16 }],
  ])('where it refuses %s', async (_what, name, more) => {
    const { served, make } = await xai();
    await expect(make(name, more)).rejects.toMatchObject({ statusCode: 400 });
    expect(served.ledger.paid).toEqual([]);
  });
});
