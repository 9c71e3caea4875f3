import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { imageHeader } from '../../../src/media/image-header.ts';
import type { Limits } from '../../../src/providers/http/limits.ts';
import type { Submission } from '../../../src/providers/provider.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { edit, extend, folder, impatient, on, png, submission } from '../videos-api/asking.ts';
import { asking, key, model, sending, text } from './asking.ts';

const id = 'v1_abc';
const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const still = {
  ...{ type: 'image', mime_type: 'image/png' },
  data: expect.stringMatching(/^iVBOR/),
};
const film = { type: 'video', mime_type: 'video/mp4', data: expect.any(String) };
const words = (text: string) => ({ type: 'text', text });
const format = { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '720p', duration: '8s' };
const common = { model, background: true, store: true };
const task = (one: string) => ({ generation_config: { video_config: { task: one } } });

async function posted(
  sent: Submission,
  answer: Answer = json({ id, status: 'in_progress' }),
  patience: Partial<Limits> = {},
) {
  const server = await scriptedServer(answer);
  const submitted = await asking(server.url, patience).submit(sent, on());
  return { submitted, seen: server.seen };
}

describe('what Gemini is asked', () => {
  it.each<[string, Partial<GenerateRequest>, object]>([
    ['words', {}, format],
    [
      'a tall draft of three seconds',
      { size: { width: 360, height: 640 }, seconds: 3 },
      { ...format, aspect_ratio: '9:16', resolution: '360p', duration: '3s' },
    ],
    ['4K', { size: { width: 3840, height: 2160 } }, { ...format, resolution: '4k' }],
  ])('is one POST with %s', async (_what, more, response_format) => {
    const { submitted, seen } = await posted(text(more));
    expect(submitted).toEqual({ kind: 'accepted', remote: id });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      ...{ method: 'POST', path: '/v1beta/interactions' },
      headers: { 'x-goog-api-key': key },
    });
    expect(seen[0]?.headers.authorization).toBeUndefined();
    const input = [words('A lighthouse at dusk')];
    expect(seen[0]?.fields).toEqual({ ...common, input, response_format, ...task('text_to_video') });
  });

  it('is a first and a last frame, in the size of the footage, and what they are', async () => {
    const sent = await sending({ firstFrame: first, lastFrame: last }, [
      [first, await png(900, 900)],
      [last, await png(1280, 720)],
    ]);
    const { seen } = await posted(sent);
    const input = [
      ...[still, still],
      words('[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] A lighthouse at dusk'),
    ];
    expect(seen[0]?.fields).toEqual({
      ...{ ...common, input, response_format: format, ...task('image_to_video') },
    });
    const [sentFirst = { data: '' }] = (seen[0]?.fields.input ?? []) as readonly { data: string }[];
    expect(imageHeader(Buffer.from(sentFirst.data, 'base64'))?.size).toEqual({ width: 1280, height: 720 });
  });

  it('is references of pictures and footage, numbered as they are sent', async () => {
    const [face, coat, walk] = ['face', 'coat', 'walk'].map(
      (sha256): Input => ({ kind: 'file', sha256 }),
    ) as [Input, Input, Input];
    const references = [{ image: face }, { video: walk }, { image: coat }] as const;
    const files = [
      [face, await png(64, 64)],
      [walk, randomBytes(64)],
      [coat, await png(64, 64)],
    ] as const;
    const { seen } = await posted(await sending({ references }, files));
    const declared = '<IMAGE_REF_0>@Image1 <IMAGE_REF_1>@Image2 <VIDEO_REF_0>@Video1';
    expect(seen[0]?.fields).toEqual({
      ...{ ...common, response_format: format },
      input: [still, still, film, words(`[# References ${declared}] A lighthouse at dusk`)],
      ...task('reference_to_video'),
    });
    const both = await posted(
      await sending({ firstFrame: first, references: [{ image: face }] }, [
        [first, await png(1280, 720)],
        [face, await png(64, 64)],
      ]),
    );
    expect(both.seen[0]?.fields.input).toMatchObject([
      ...[still, still],
      words('[# Sources <FIRST_FRAME>@Image1] [# References <IMAGE_REF_0>@Image2] A lighthouse at dusk'),
    ]);
    expect(both.seen[0]?.fields).not.toHaveProperty('generation_config');
  });

  it('is an edit of what it made, by its id, or of a file', async () => {
    const source = { kind: 'job', fingerprint: 'f' } as const;
    const request = { ...edit(), provider: 'gemini', model, seconds: 5, source };
    const file = join(await folder(), 'source.mp4');
    await writeFile(file, randomBytes(64));
    const of = (remote?: string) =>
      posted(submission(request, new Map([['f', { file, ...(remote !== undefined && { remote }) }]])));
    const response_format = { type: 'video', delivery: 'uri', resolution: '720p' };
    const expected = { ...common, response_format, ...task('edit') };
    const own = await of('v1_source');
    expect(own.seen.map(({ fields }) => fields)).toEqual([
      { ...expected, previous_interaction_id: 'v1_source', input: [words(request.prompt)] },
    ]);
    const given = await of();
    expect(given.seen.map(({ fields }) => fields)).toEqual([
      { ...expected, input: [film, words(request.prompt)] },
    ]);
  });

  it('is nothing that Google does not document', async () => {
    const source = { kind: 'job', fingerprint: 'f' } as const;
    const inputs = new Map([['f', { file: '/none' }]]);
    const seven = Array.from({ length: 6 }, (): { image: Input } => ({ image: first }));
    for (const sent of [
      submission({ ...edit(), provider: 'gemini', model, seconds: 11, source }, inputs),
      submission({ ...extend(), provider: 'gemini', model, source }, inputs),
      text({ size: { width: 1024, height: 768 } }),
      text({ references: seven, firstFrame: first }),
    ]) {
      const { submitted, seen } = await posted(sent);
      expect(submitted).toMatchObject({ kind: 'rejected', failure: { reason: 'invalid', again: false } });
      expect(seen).toEqual([]);
    }
  });
});

describe('an answer of Gemini to a POST', () => {
  const problem = (code: number, status: string, message = 'No.') =>
    json({ error: { code, message, status } }, code);
  it.each<[string, Answer, object]>([
    ['400', problem(400, 'INVALID_ARGUMENT'), { kind: 'rejected', failure: { reason: 'invalid' } }],
    [
      '400 in a list',
      json([{ error: { code: 400, message: 'Bad duration.', status: 'INVALID_ARGUMENT' } }], 400),
      { kind: 'rejected', failure: { message: expect.stringContaining('Bad duration.') } },
    ],
    [
      '400 for its key',
      problem(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'),
      { kind: 'rejected', failure: { reason: 'permission', again: false } },
    ],
    ['403', problem(403, 'PERMISSION_DENIED'), { kind: 'rejected', failure: { reason: 'permission' } }],
    ['404', problem(404, 'NOT_FOUND'), { kind: 'rejected' }],
    [
      '429',
      problem(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.'),
      { kind: 'rejected', failure: { reason: 'rate', again: true } },
    ],
    ['500', problem(500, 'INTERNAL'), { kind: 'unknown' }],
    ['502', problem(502, 'INTERNAL'), { kind: 'unknown' }],
    ['503', problem(503, 'UNAVAILABLE'), { kind: 'unknown' }],
    ['504', problem(504, 'DEADLINE_EXCEEDED'), { kind: 'unknown' }],
    ['408', problem(408, 'CANCELLED'), { kind: 'unknown' }],
    ['200 without an id', json({ status: 'in_progress' }), { kind: 'unknown' }],
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
      (_, response) => response.writeHead(307, { location: '/v1beta/interactions' }).end(),
      { kind: 'rejected' },
    ],
  ])('of %s is asked for once', async (what, answer, outcome) => {
    const { submitted, seen } = await posted(text(), answer, what === 'nothing' ? impatient : {});
    expect(submitted).toMatchObject(outcome);
    expect(seen).toHaveLength(1);
  });
});
