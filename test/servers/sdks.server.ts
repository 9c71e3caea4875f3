import { expect, it } from 'vitest';
import { clock, sandbox } from '../sandbox/sandbox.ts';
import { sdk } from './sdks.ts';

/** As the types of `together-ai` have it. */
interface TogetherJob {
  readonly id: string;
  readonly created_at: number;
  readonly completed_at?: number;
  readonly model: string;
  readonly seconds: string;
  readonly size: string;
  readonly status: 'in_progress' | 'completed' | 'failed';
  readonly error?: { readonly message: string; readonly code?: string };
  readonly outputs?: { readonly cost: number; readonly video_url: string };
}

interface TogetherSdk {
  readonly default: new (options: {
    readonly apiKey: string;
    readonly baseURL: string;
    readonly maxRetries: number;
  }) => {
    readonly videos: {
      create(order: object, options: object): Promise<TogetherJob>;
      retrieve(id: string, options: object): Promise<TogetherJob>;
    };
  };
}

it('are Together’s client, which follows a job of the sandbox to its footage', async () => {
  const { default: Together } = (await sdk('together-ai')) as TogetherSdk;
  const served = await sandbox({ service: 'together' });
  const client = new Together({ apiKey: 'anything', baseURL: served.url, maxRetries: 0 });
  const order = { model: 'm', prompt: 'A gull', seconds: '4', width: 1280, height: 720 };
  // Its videos have an address of their own, unless told otherwise for each request.
  const options = { defaultBaseURL: served.url };
  const made = await client.videos.create(order, options);
  expect(made).toMatchObject({ status: 'in_progress', model: 'm', seconds: '4', size: '1280x720' });
  let job = made;
  while (job.status === 'in_progress') {
    await clock.sleep(20);
    job = await client.videos.retrieve(made.id, options);
  }
  expect(job).toMatchObject({ status: 'completed', outputs: { cost: expect.any(Number) } });
  expect(Math.abs(job.created_at - Date.now() / 1000)).toBeLessThan(600);
  const film = Buffer.from(await (await fetch(String(job.outputs?.video_url))).arrayBuffer());
  expect(film.toString('latin1', 4, 8)).toBe('ftyp');
});

interface AiSdk {
  experimental_generateVideo(order: object): Promise<{
    readonly videos: readonly { readonly mediaType: string; readonly uint8Array: Uint8Array }[];
    readonly warnings: readonly unknown[];
  }>;
}

interface XaiSdk {
  createXai(options: { readonly apiKey: string; readonly baseURL: string }): {
    video(model: string): unknown;
  };
}

it('are the AI SDK, which makes a video at the sandbox that plays xAI', async () => {
  const { experimental_generateVideo: generate } = (await sdk('ai')) as AiSdk;
  const { createXai } = (await sdk('@ai-sdk/xai')) as XaiSdk;
  const served = await sandbox({ service: 'xai' });
  const xai = createXai({ apiKey: 'anything', baseURL: served.url });
  const { videos, warnings } = await generate({
    model: xai.video('grok-imagine-video'),
    prompt: 'A gull',
    duration: 4,
    aspectRatio: '16:9',
    maxRetries: 0,
    providerOptions: { xai: { pollIntervalMs: 50 } },
    // Its own refuses addresses of this machine.
    download: async ({ url }: { readonly url: URL }) => ({
      data: new Uint8Array(await (await fetch(url)).arrayBuffer()),
      mediaType: 'video/mp4',
    }),
  });
  expect(warnings).toEqual([]);
  expect(videos.map(({ mediaType }) => mediaType)).toEqual(['video/mp4']);
  expect(Buffer.from(videos[0]?.uint8Array ?? []).toString('latin1', 4, 8)).toBe('ftyp');
  expect(served.ledger.paid).toHaveLength(1);
});
