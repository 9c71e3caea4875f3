import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Submission } from '../../../src/providers/provider.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, edit, extend, folder, generate, key, on, picture, submission } from './asking.ts';

/** What a server gets for one submission. */
async function wire(dialect: DialectName, sent: Submission) {
  const server = await scriptedServer(json({ id: 'video_1', request_id: 'video_1' }));
  const submitted = await asking(server.url, { dialect }).submit(sent, on());
  const [seen] = server.seen;
  return {
    submitted,
    calls: server.seen.length,
    path: seen?.path,
    type: seen?.headers['content-type'],
    fields: seen?.fields,
    headers: seen?.headers,
  };
}

const text = { model: 'sora-2', prompt: 'A lighthouse at dusk' };
const png = expect.stringMatching(/^data:image\/png;base64,iVBOR/);
const mp4 = 'data:video/mp4;base64,Zm9vdGFnZQ==';

/** xAI keeps footage for a week if it is asked to. */
const kept = { storage_options: { filename: 'storycut.mp4', expires_after: 604_800 } };

const expected: Record<
  DialectName,
  {
    readonly type: RegExp;
    readonly create: string;
    readonly text: object;
    readonly image: object;
    readonly extend?: { path: string; fields: object };
    readonly edit?: { path: string; fields: object };
  }
> = {
  openai: {
    type: /^multipart\/form-data; boundary=/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', size: '1280x720' },
    image: { input_reference: expect.stringMatching(/^first-frame.png image\/png \d+$/) },
    extend: {
      path: '/v1/videos/extensions',
      fields: { 'video[id]': 'video_0', prompt: text.prompt, seconds: '4' },
    },
    edit: { path: '/v1/videos/edits', fields: { 'video[id]': 'video_0', prompt: text.prompt } },
  },
  'vllm-omni': {
    type: /^multipart\/form-data; boundary=/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', size: '1280x720' },
    image: { input_reference: expect.stringMatching(/^first-frame.png image\/png \d+$/) },
  },
  sglang: {
    type: /^multipart\/form-data; boundary=/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', size: '1280x720' },
    image: { input_reference: expect.stringMatching(/^first-frame.png image\/png \d+$/) },
  },
  litellm: {
    type: /^multipart\/form-data; boundary=/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', size: '1280x720' },
    image: { input_reference: expect.stringMatching(/^first-frame.png image\/png \d+$/) },
    extend: {
      path: '/v1/videos/extensions',
      fields: { video: { id: 'video_0' }, prompt: text.prompt, seconds: '4' },
    },
    edit: { path: '/v1/videos/edits', fields: { video: { id: 'video_0' }, prompt: text.prompt } },
  },
  newapi: {
    type: /^multipart\/form-data; boundary=/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', size: '1280x720' },
    image: { input_reference: expect.stringMatching(/^first-frame.png image\/png \d+$/) },
    edit: { path: '/v1/videos/video_0/remix', fields: { prompt: text.prompt } },
  },
  openrouter: {
    type: /^application\/json$/,
    create: '/v1/videos',
    text: { ...text, duration: 8, size: '1280x720' },
    image: { frame_images: [{ type: 'image_url', image_url: { url: png }, frame_type: 'first_frame' }] },
    extend: {
      path: '/v1/videos',
      fields: { ...text, previous_job_id: 'video_0', duration: 4 },
    },
    edit: { path: '/v1/videos', fields: { ...text, previous_job_id: 'video_0' } },
  },
  together: {
    type: /^application\/json$/,
    create: '/v1/videos',
    text: { ...text, seconds: '8', width: 1280, height: 720 },
    image: { frame_images: [{ input_image: png, frame: 'first' }] },
  },
  xai: {
    type: /^application\/json$/,
    create: '/v1/videos/generations',
    text: { ...text, duration: 8, resolution: '720p', aspect_ratio: '16:9', ...kept },
    image: { image: { url: png } },
    extend: { path: '/v1/videos/extensions', fields: { ...text, video: { url: mp4 }, duration: 4, ...kept } },
    edit: { path: '/v1/videos/edits', fields: { ...text, video: { url: mp4 }, ...kept } },
  },
};

const source = async (): Promise<Submission['inputs']> => {
  const file = join(await folder(), 'before.mp4');
  await writeFile(file, 'footage');
  return new Map([['before', { file, remote: 'video_0' }]]);
};

describe.each(Object.entries(expected))('%s', (name, wanted) => {
  const dialect = name as DialectName;

  it('generates from text', async () => {
    const sent = await wire(dialect, submission(generate()));
    expect(sent.submitted).toEqual({ kind: 'accepted', remote: 'video_1' });
    expect(sent.calls).toBe(1);
    expect(sent.path).toBe(wanted.create);
    expect(sent.type).toMatch(wanted.type);
    expect(sent.fields).toEqual(wanted.text);
    expect(sent.headers?.authorization).toBe(`Bearer ${key}`);
  });

  it('generates from a first frame', async () => {
    const file = await picture(1280, 720);
    const request = generate({ firstFrame: { kind: 'file', sha256: 'f'.repeat(64) } });
    const sent = await wire(dialect, submission(request, new Map([['f'.repeat(64), { file }]])));
    expect(sent.path).toBe(wanted.create);
    expect(sent.fields).toEqual({ ...wanted.text, ...wanted.image });
  });

  it.each([
    ['extend', extend(), wanted.extend],
    ['edit', edit(), wanted.edit],
  ] as const)('can %s, or says that it can not without asking', async (_, request, want) => {
    const sent = await wire(dialect, submission(request, await source()));
    if (want === undefined) {
      expect(sent.submitted).toMatchObject({
        kind: 'rejected',
        failure: { reason: 'invalid', again: false },
      });
      expect(sent.calls).toBe(0);
    } else {
      expect(sent.submitted).toEqual({ kind: 'accepted', remote: 'video_1' });
      expect(sent.path).toBe(want.path);
      expect(sent.fields).toEqual(want.fields);
    }
  });
});

describe('what goes along', () => {
  it('says nothing of this machine or its environment, and keeps no connection', async () => {
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-secret: environment');
    vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
    onTestFinished(() => void vi.unstubAllEnvs());
    const sent = await wire('openrouter', submission(generate()));
    const { host, 'content-length': length, 'user-agent': agent, ...headers } = sent.headers ?? {};
    expect(headers).toMatchObject({ authorization: `Bearer ${key}`, connection: 'close' });
    expect(JSON.stringify(headers)).not.toMatch(/environment|stainless|openai/i);
  });

  it('asks a gateway to send nothing a second time', async () => {
    const sent = await wire('litellm', submission(generate()));
    expect(sent.headers?.['x-litellm-num-retries']).toBe('0');
  });

  it('sends characters the way the reference names them', async () => {
    const sent = await wire('openai', submission(generate({ characters: ['char_1'] })));
    expect(sent.fields).toEqual({ ...expected.openai.text, 'characters[][id]': 'char_1' });
  });

  it('sends options by their own names, and never lets them stand in for what is asked', async () => {
    const options = { seed: 7, 'negative-prompt': 'fog', model: 'dearest', seconds: '600' };
    const sent = await wire('sglang', submission(generate({ options, fps: 16 })));
    expect(sent.fields).toEqual({ ...expected.sglang.text, seed: '7', negative_prompt: 'fog', fps: '16' });
  });

  it('sends footage itself where the server never made it', async () => {
    const file = join(await folder(), 'own.mp4');
    await writeFile(file, 'footage');
    const inputs = new Map([['before', { file }]]);
    const sent = await wire('openai', submission(edit(), inputs));
    expect(sent.fields).toEqual({ video: 'source-own.mp4 video/mp4 7', prompt: text.prompt });
    const remix = await wire('newapi', submission(edit(), inputs));
    expect(remix.submitted).toMatchObject({ kind: 'rejected', failure: { reason: 'invalid' } });
    expect(remix.calls).toBe(0);
  });
});
