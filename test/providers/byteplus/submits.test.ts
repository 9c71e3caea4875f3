import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { imageHeader } from '../../../src/media/image-header.ts';
import type { Limits } from '../../../src/providers/http/limits.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { impatient, on, png } from '../videos-api/asking.ts';
import { asking, key, model, sending, text } from './asking.ts';

const id = 'cgt-20261129-abcde';
const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const still = expect.stringMatching(/^data:image\/png;base64,iVBOR/);
const words = { type: 'text', text: 'A lighthouse at dusk' };

async function posted(
  sent: ReturnType<typeof text>,
  answer: Answer = json({ id }),
  patience: Partial<Limits> = {},
) {
  const server = await scriptedServer(answer);
  const submitted = await asking(server.url, patience).submit(sent, on());
  return { submitted, seen: server.seen };
}

describe('what BytePlus is asked', () => {
  it.each<[string, Partial<GenerateRequest>, object]>([
    ['words', {}, { resolution: '720p', ratio: '16:9', generate_audio: true }],
    ['no sound', { sound: false }, { resolution: '720p', ratio: '16:9', generate_audio: false }],
    [
      'a seed, in a tall and small shape',
      { options: { seed: 7 }, sound: true, size: { width: 480, height: 854 } },
      { resolution: '480p', ratio: '9:16', generate_audio: true, seed: 7 },
    ],
    [
      'the shape of an older model',
      { model: 'dreamina-seedance-2-0-260128', size: { width: 3840, height: 1646 } },
      { model: 'dreamina-seedance-2-0-260128', resolution: '4k', ratio: '21:9', generate_audio: true },
    ],
  ])('is one POST with %s', async (_what, more, body) => {
    const { submitted, seen } = await posted(text(more));
    expect(submitted).toEqual({ kind: 'accepted', remote: id });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      ...{ method: 'POST', path: '/v1/contents/generations/tasks' },
      headers: { authorization: `Bearer ${key}` },
    });
    expect(seen[0]?.fields).toEqual({ model, content: [words], duration: 8, watermark: false, ...body });
  });

  it('is a first and a last frame, which decide the shape and so have that of the footage', async () => {
    const sent = await sending({ firstFrame: first, lastFrame: last }, [
      [first, await png(900, 900)],
      [last, await png(1280, 720)],
    ]);
    const { seen } = await posted(sent);
    const image = { type: 'image_url', image_url: { url: still } };
    expect(seen[0]?.fields).toEqual({
      ...{
        model,
        duration: 8,
        watermark: false,
        generate_audio: true,
        resolution: '720p',
        ratio: 'adaptive',
      },
      content: [words, { ...image, role: 'first_frame' }, { ...image, role: 'last_frame' }],
    });
    const content = seen[0]?.fields.content as readonly { image_url?: { url: string } }[] | undefined;
    const base64 = content?.[1]?.image_url?.url.split(',')[1] ?? '';
    expect(imageHeader(Buffer.from(base64, 'base64'))?.size).toEqual({ width: 1280, height: 720 });
  });

  it('is references of pictures and recordings, in the film’s shape', async () => {
    const [face, song] = ['face', 'song'].map((sha256): Input => ({ kind: 'file', sha256 })) as [
      Input,
      Input,
    ];
    const sent = await sending({ references: [{ name: 'keeper', image: face }, { audio: song }] }, [
      [face, await png(64, 64)],
      [song, randomBytes(64)],
    ]);
    const { seen } = await posted(sent);
    expect(seen[0]?.fields).toEqual({
      ...{ model, duration: 8, watermark: false, generate_audio: true },
      ...{ resolution: '720p', ratio: '16:9' },
      content: [
        words,
        { type: 'image_url', image_url: { url: still }, role: 'reference_image' },
        {
          type: 'audio_url',
          audio_url: { url: expect.stringMatching(/^data:audio\/wav;base64,/) },
          role: 'reference_audio',
        },
      ],
    });
  });

  it('is nothing for a recording alone, which older models don’t take', async () => {
    const song: Input = { kind: 'file', sha256: 'song' };
    const more = { model: 'dreamina-seedance-2-0-260128', references: [{ audio: song }] };
    const { submitted, seen } = await posted(await sending(more, [[song, randomBytes(64)]]));
    expect(submitted).toMatchObject({ kind: 'rejected', failure: { reason: 'invalid' } });
    expect(seen).toEqual([]);
  });
});

describe('an answer of BytePlus to a POST', () => {
  const problem = (code: string, message = 'No.') => ({ error: { code, message, type: 'BadRequest' } });
  it.each<[string, Answer, object]>([
    ['400', json(problem('InvalidParameter'), 400), { kind: 'rejected', failure: { reason: 'invalid' } }],
    [
      '400 for the words',
      json(problem('InputTextSensitiveContentDetected'), 400),
      { kind: 'rejected', failure: { reason: 'moderation' } },
    ],
    [
      '401',
      json(problem('AuthenticationError'), 401),
      { kind: 'rejected', failure: { reason: 'permission' } },
    ],
    [
      '403 without money',
      json(problem('AccountOverdueError', 'The account has an overdue balance.'), 403),
      { kind: 'rejected', failure: { reason: 'quota' } },
    ],
    ['404', json(problem('ModelNotOpen'), 404), { kind: 'rejected' }],
    [
      '429',
      json(problem('RateLimitExceeded.EndpointRPMExceeded'), 429),
      { kind: 'rejected', failure: { reason: 'rate', again: true } },
    ],
    ['500', json(problem('InternalServiceError'), 500), { kind: 'unknown' }],
    ['502', json(problem('BadGateway'), 502), { kind: 'unknown' }],
    ['503', json(problem('ServerOverloaded'), 503), { kind: 'unknown' }],
    ['504', json(problem('Timeout'), 504), { kind: 'unknown' }],
    ['408', json(problem('RequestTimeout'), 408), { kind: 'unknown' }],
    ['200 without an id', json({}), { kind: 'unknown' }],
    ['200 that is a page', (_, response) => response.end('<html>'), { kind: 'unknown' }],
    ['a reset', (_, response) => response.destroy(), { kind: 'unknown' }],
    ['nothing', () => undefined, { kind: 'unknown' }],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"id":');
        setTimeout(() => response.destroy(), 20);
      },
      { kind: 'unknown' },
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: '/v1/contents/generations/tasks' }).end(),
      { kind: 'rejected' },
    ],
  ])('of %s is asked for once', async (what, answer, outcome) => {
    const { submitted, seen } = await posted(text(), answer, what === 'nothing' ? impatient : {});
    expect(submitted).toMatchObject(outcome);
    expect(seen).toHaveLength(1);
  });
});
