import { createByteDance } from '@ai-sdk/bytedance';
import type { Sandbox, SandboxSettings } from '../../src/sandbox/serve.ts';
import { call, clock, dataUrl, type Reply, sandbox } from './sandbox.ts';

export const model = 'dreamina-seedance-2-5-260628';
export const jobs = '/contents/generations/tasks';

/** BytePlus's stand-in, and a client that others wrote. */
export async function byteplus(
  settings: Partial<Omit<SandboxSettings, 'faults'>> & { faults?: string } = {},
) {
  const served = await sandbox({ service: 'byteplus', ...settings });
  const { video } = createByteDance({ apiKey: 'any', baseURL: served.url });
  return { served, video };
}

type Client = ReturnType<ReturnType<typeof createByteDance>['video']>;
type Options = Parameters<Client['doGenerate']>[0];

/** What that client makes of a prompt. */
export function generate(client: Client, more: Partial<Options> = {}) {
  const options: Options = {
    ...{ prompt: 'A wave breaks', n: 1, aspectRatio: '16:9', resolution: '1280x720', duration: 5 },
    ...{ fps: undefined, seed: undefined, image: undefined, frameImages: undefined },
    ...{ inputReferences: undefined, generateAudio: undefined },
    ...more,
    providerOptions: {
      bytedance: { pollIntervalMs: 10, pollTimeoutMs: 20_000, ...more.providerOptions?.bytedance },
    },
  };
  return client.doGenerate(options);
}

export const wave = {
  ...{ model, content: [{ type: 'text', text: 'A wave breaks' }] },
  ...{ resolution: '720p', ratio: '16:9', duration: 5, watermark: false, generate_audio: true },
};

export const picture = (png: Buffer, role: string) => ({
  ...{ type: 'image_url', image_url: { url: dataUrl(png) }, role },
});

export const create = (served: Sandbox, body: object): Promise<Reply> => call(served, 'POST', jobs, body);

/** Asks until the job has ended. */
export async function ended(served: Sandbox, id: unknown): Promise<Reply['body']> {
  for (;;) {
    const { body } = await call(served, 'GET', `${jobs}/${String(id)}`);
    if (!['queued', 'running'].includes(String(body.status))) return body;
    await clock.sleep(10);
  }
}

export const paid = ({ ledger }: Sandbox) => ledger.paid.map(({ cost, take }) => [cost, take]);
