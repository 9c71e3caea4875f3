import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/core/request.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, generate, on, picture, submission } from './asking.ts';

const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const url = expect.stringMatching(/^data:image\/png;base64,iVBOR/);

/** The fields of a request with both frames, made without sound. */
async function sent(dialect: DialectName) {
  const server = await scriptedServer(json({ id: 'video_1', request_id: 'video_1' }));
  const inputs = new Map([
    ['first', { file: await picture(1280, 720) }],
    ['last', { file: await picture(1280, 720) }],
  ]);
  const request = generate({ firstFrame: first, lastFrame: last, sound: false });
  await asking(server.url, { dialect }).submit(submission(request, inputs), on());
  return server.seen[0]?.fields;
}

describe('a first and a last frame, without sound', () => {
  it('are one list at OpenRouter', async () => {
    expect(await sent('openrouter')).toMatchObject({
      frame_images: [
        { type: 'image_url', image_url: { url }, frame_type: 'first_frame' },
        { type: 'image_url', image_url: { url }, frame_type: 'last_frame' },
      ],
      generate_audio: false,
    });
  });

  it('are one list at Together, which is never asked for sound', async () => {
    const fields = await sent('together');
    expect(fields).toMatchObject({
      frame_images: [
        { input_image: url, frame: 'first' },
        { input_image: url, frame: 'last' },
      ],
    });
    expect(fields).not.toHaveProperty('generate_audio');
  });

  it('are two members at xAI', async () => {
    expect(await sent('xai')).toMatchObject({
      ...{ image: { url }, last_frame: { url }, generate_audio: false },
    });
  });
});
