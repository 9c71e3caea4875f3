import { OpenRouter } from '@openrouter/sdk';
import { describe, expect, it } from 'vitest';
import { clock, dataUrl, png, sandbox } from './sandbox.ts';

async function openrouter() {
  const served = await sandbox({ service: 'openrouter' });
  const client = new OpenRouter({
    ...{ apiKey: 'any', serverURL: served.url, retryConfig: { strategy: 'none' } as const },
  });
  const ended = async (jobId: string) => {
    for (;;) {
      const job = await client.videoGeneration.getGeneration({ jobId });
      if (job.status !== 'pending' && job.status !== 'in_progress') return job;
      await clock.sleep(10);
    }
  };
  return { served, client, ended };
}

const wave = { model: 'google/veo-3.1-fast', prompt: 'A wave', duration: 4, resolution: '720p' } as const;
const still = { url: dataUrl(png(1280, 720)) };

describe('OpenRouter’s own client reads the stand-in', () => {
  it('in its list of models', async () => {
    const { client } = await openrouter();
    const { data } = await client.videoGeneration.listVideosModels();
    expect(data.find(({ id }) => id === 'google/veo-3.1-fast')).toMatchObject({
      supportedDurations: [8, 4, 6],
      supportedResolutions: ['720p', '1080p', '4K'],
      supportedFrameImages: ['first_frame', 'last_frame'],
      pricingSkus: { duration_seconds_with_audio_720p: '0.10' },
    });
    expect(data.find(({ id }) => id === 'sandbox/upscale')).toMatchObject({ supportedDurations: null });
  });

  it('from a job with frames to its film, and what it cost', async () => {
    const { client, ended } = await openrouter();
    const { id, status, pollingUrl } = await client.videoGeneration.generate({
      videoGenerationRequest: {
        ...{ ...wave, aspectRatio: '16:9', generateAudio: false },
        frameImages: [
          { type: 'image_url', imageUrl: still, frameType: 'first_frame' },
          { type: 'image_url', imageUrl: still, frameType: 'last_frame' },
        ],
      },
    });
    expect({ status, pollingUrl }).toEqual({ status: 'pending', pollingUrl: `/api/v1/videos/${id}` });
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed', usage: { cost: 0.32 } });
    const film = await client.videoGeneration.getVideoContent({ jobId: id });
    const bytes = Buffer.from(await new Response(film).arrayBuffer());
    expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
  });

  it('with references, of which each is part of the order', async () => {
    const { served, client } = await openrouter();
    const asking = (inputReferences: { type: 'image_url'; imageUrl: { url: string } }[]) =>
      client.videoGeneration.generate({ videoGenerationRequest: { ...wave, inputReferences } });
    await asking([{ type: 'image_url', imageUrl: still }]);
    await asking([{ type: 'image_url', imageUrl: { url: dataUrl(png(640, 360)) } }]);
    expect(new Set(served.ledger.paid.map(({ order }) => order)).size).toBe(2);
  });

  it.each<[string, object]>([
    ['a length', { duration: 5 }],
    ['a resolution', { resolution: '480p' }],
    ['an aspect', { aspectRatio: '1:1' }],
    ['a frame', { model: 'x-ai/grok-imagine-video-1.5', frameImages: [lastFrame()] }],
  ])('where a model does not have %s', async (_what, odd) => {
    const { served, client } = await openrouter();
    const asked = client.videoGeneration.generate({ videoGenerationRequest: { ...wave, ...odd } });
    await expect(asked).rejects.toMatchObject({ statusCode: 400 });
    expect(served.ledger.paid).toEqual([]);
  });
});

function lastFrame() {
  return { type: 'image_url', imageUrl: still, frameType: 'last_frame' } as const;
}
