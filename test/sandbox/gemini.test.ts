import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { create, ended, gemini, model, paid, refusal, wave } from './gemini.ts';
import { call, png } from './sandbox.ts';

/*
 * The stand-in of Gemini's Interactions API, read by Google's own client: what that understands, and its types describe, is what
 * the real one says.
 */

const keyed = { 'x-goog-api-key': 'any' };
const image = (width = 1280, height = 720) => ({
  ...{ type: 'image', mime_type: 'image/png', data: png(width, height).toString('base64') },
});
const text = (words: string) => ({ type: 'text', text: words });
const task = (one: string) => ({ generation_config: { video_config: { task: one } } });
const format = (more: object) => ({ response_format: { ...wave.response_format, ...more } });

describe('a film from words', () => {
  it('goes from queued to completed, and tells its tokens', async () => {
    const { served, interactions } = await gemini();
    const { id, status } = await create(interactions);
    expect([id, status]).toEqual([expect.stringMatching(/^v1_[0-9a-f]{32}$/), 'queued']);
    const told = await ended(interactions, id);
    expect(told).toMatchObject({
      ...{ id, model, status: 'completed', created: expect.stringMatching(/^\d{4}-.*Z$/) },
      usage: {
        total_output_tokens: 28_960,
        output_tokens_by_modality: [{ modality: 'video', tokens: 28_960 }],
      },
    });
    const link = told.output_video?.uri ?? '';
    expect(link).toBe(`${served.url}/v1beta/files/${id}:download?alt=media`);
    const film = await fetch(link, { headers: keyed });
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    // 28960 × 17.5 of footage, 120 × 9 of thoughts, 3 × 1.5 of words, per million.
    expect(paid(served)).toEqual([['create', 0.507885, 1]]);
  });

  it('is given to nobody without the key', async () => {
    const { interactions } = await gemini();
    const { id } = await create(interactions);
    const { output_video: film } = await ended(interactions, id);
    expect((await fetch(film?.uri ?? '')).status).toBe(403);
  });

  it.each(['moderation', 'output-moderation'])('that %s refuses is an answer in words', async (kind) => {
    const { served, interactions } = await gemini({ faults: `create ${kind}` });
    const { id } = await create(interactions);
    const told = await ended(interactions, id);
    expect(told).toMatchObject({ status: 'completed', output_text: expect.stringContaining('blocked') });
    expect(told.output_video).toBeUndefined();
    expect(told.usage).toMatchObject({ output_tokens_by_modality: [{ modality: 'text', tokens: 24 }] });
    // 24 + 120 tokens × 9, and 3 × 1.5.
    expect(paid(served)).toEqual([['create', 0.001301, 1]]);
  });

  it.each(['bad-input', 'capacity', 'failed'])('that fails by %s is told so, and is free', async (kind) => {
    const { served, interactions } = await gemini({ faults: `create ${kind}` });
    const { id } = await create(interactions);
    expect(await ended(interactions, id)).toMatchObject({
      ...{ status: 'failed', errors: [{ code: expect.any(String), message: expect.any(String) }] },
    });
    expect(paid(served)).toEqual([['create', 0, 1]]);
  });
});

describe('a film from pictures and footage', () => {
  it('begins and ends with them, or leans on them', async () => {
    const { served, interactions } = await gemini();
    const framed = '[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] It turns';
    const asked = [
      { input: [image(), image(), text(framed)], ...task('image_to_video') },
      { input: [image(), image(), text('It turns')], ...task('image_to_video') },
      { input: [image(64, 64), text('[# References <IMAGE_REF_0>@Image1] She waves')] },
      { input: [{ type: 'user_input', content: [image(), text('<FIRST_FRAME> It turns')] }] },
    ];
    for (const more of asked) {
      const { id } = await create(interactions, more);
      expect((await ended(interactions, id)).output_video).toBeDefined();
    }
    expect(paid(served).map(([operation]) => operation)).toEqual(['create', 'create', 'create', 'create']);
  });

  it('is edited and extended by its id, and a file by its bytes', async () => {
    const { served, interactions } = await gemini();
    const { id } = await create(interactions);
    await ended(interactions, id);
    const edit = await create(interactions, {
      ...{ previous_interaction_id: id, input: 'At night', ...task('edit') },
      response_format: { type: 'video', delivery: 'uri', resolution: '720p' },
    });
    const extension = await create(interactions, {
      ...{ previous_interaction_id: id, input: 'It goes on', ...task('extend') },
      ...format({ duration: '4s' }),
    });
    const seconds: number[] = [];
    for (const one of [edit, extension]) {
      const told = await ended(interactions, one.id);
      const clip = await fetch(told.output_video?.uri ?? '', { headers: keyed });
      const file = join(await mkdtemp(join(tmpdir(), 'storycut-gemini-')), 'clip.mp4');
      const bytes = Buffer.from(await clip.arrayBuffer());
      await writeFile(file, bytes);
      onTestFinished(() => rm(dirname(file), { recursive: true }));
      const facts = await probe(file);
      seconds.push(facts.ok && facts.value.kind === 'video' ? facts.value.seconds : 0);
      if (one !== edit) continue;
      const given = { type: 'video', mime_type: 'video/mp4', data: bytes.toString('base64') };
      const again = await create(interactions, {
        ...{ input: [given, text('At dawn')], ...task('edit') },
        response_format: { type: 'video', delivery: 'uri' },
      });
      expect((await ended(interactions, again.id)).status).toBe('completed');
    }
    expect(seconds).toEqual([expect.closeTo(5, 1), expect.closeTo(9, 1)]);
    expect(paid(served).map(([operation]) => operation)).toEqual(['create', 'edit', 'extend', 'edit']);
  });
});

describe('an interaction', () => {
  it('is cancelled, for nothing if it waits', async () => {
    const { served, interactions } = await gemini({ jobSeconds: 3600 });
    const { id } = await create(interactions);
    expect(await interactions.cancel(id, undefined, { maxRetries: 0 })).toMatchObject({
      id,
      status: 'cancelled',
    });
    expect((await ended(interactions, id)).status).toBe('cancelled');
    expect(paid(served)).toEqual([['create', 0, 1]]);
  });

  it('that is deleted has a name that nobody has', async () => {
    const { interactions } = await gemini();
    const { id } = await create(interactions);
    await ended(interactions, id);
    await interactions.delete(id, undefined, { maxRetries: 0 });
    const asked = interactions.get(id, undefined, { maxRetries: 0 });
    expect(await refusal(asked)).toEqual({
      status: 400,
      text: expect.stringContaining('Invalid interaction name'),
    });
  });

  it('of an earlier sandbox has failed with it', async () => {
    const { served, interactions } = await gemini();
    const { id } = await create(interactions);
    await served.close();
    const again = await gemini();
    expect((await ended(again.interactions, id)).status).toBe('failed');
  });
});

describe('a call is refused', () => {
  it('without a key, and of an unknown model', async () => {
    const { served, interactions } = await gemini();
    expect(await call(served, 'POST', '/v1beta/interactions', wave, {})).toMatchObject({
      ...{ status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED' } } },
    });
    const asked = create(interactions, { model: 'veo-3.1-generate-preview' });
    expect(await refusal(asked)).toMatchObject({ status: 404 });
    expect(served.ledger.paid).toEqual([]);
  });

  const many = (count: number) => Array.from({ length: count }, () => image(64, 64));
  it.each<[string, object, RegExp]>([
    ['a strange field', { prompt: 'x' }, /prompt/],
    ['a wait for the footage', { background: false }, /background/],
    ['a length that is a number', format({ duration: 5 }), /duration|3s to 10s/],
    ['too long', format({ duration: '11s' }), /3s to 10s/],
    ['too short', format({ duration: '2s' }), /3s to 10s/],
    ['another resolution', format({ resolution: '480p' }), /480p/],
    ['another shape', format({ aspect_ratio: '1:1' }), /1:1/],
    ['no words', { input: [image()] }, /prompt/],
    ['a last frame alone', { input: [image(), image(), text('<LAST_FRAME> It ends')] }, /together/],
    ['a frame that is not there', { input: [text('<FIRST_FRAME>@Image1 x')] }, /no image/],
    ['a reference that is not there', { input: [image(), text('<IMAGE_REF_0>@Image2 x')] }, /Image2/],
    ['seven pictures', { input: [...many(7), text('x')] }, /6 images/],
    ['no picture', { input: [{ ...image(), data: 'AAAA' }, text('x')] }, /input image/],
    [
      'a source that nobody made',
      { previous_interaction_id: 'v1_none', ...task('edit') },
      /interaction name/,
    ],
    ['an edit of nothing', task('edit'), /needs a video/],
    ['a strange task', task('dream'), /Unknown task/],
  ])('with %s', async (_what, more, told) => {
    const { served, interactions } = await gemini();
    const thrown = await refusal(create(interactions, more));
    expect([thrown.status, thrown.text]).toEqual([400, expect.stringMatching(told)]);
    expect(served.ledger.paid).toEqual([]);
  });
});

describe('a fault on order', () => {
  it.each([
    ['503', 503, 0],
    ['503-after', 503, 1],
    ['429:7', 429, 0],
    ['quota', 429, 0],
    ['refused', 400, 0],
    ['redirect', 307, 0],
  ])('%s answers %i, with %i interactions begun', async (kind, status, made) => {
    const { served } = await gemini({ faults: `create "wave" ${kind}` });
    const answer = await call(served, 'POST', '/v1beta/interactions', wave, keyed);
    expect(answer.status).toBe(status);
    expect(served.ledger.paid.length).toBe(made);
  });
});
