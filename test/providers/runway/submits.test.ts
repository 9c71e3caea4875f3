import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Input } from '../../../src/core/request.ts';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { sending } from '../sending.ts';
import { on, png } from '../videos-api/asking.ts';
import { asking, key, text } from './asking.ts';

const id = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const accepting = json({ id, estimatedCost: { credits: 96 } });
const first: Input = { kind: 'file', sha256: 'first' };
const last: Input = { kind: 'file', sha256: 'last' };
const inline = expect.stringMatching(/^data:image\/png;base64,iVBOR/);

async function posted(sent: ReturnType<typeof text>, answer: Answer = accepting) {
  const server = await scriptedServer(answer);
  const submitted = await asking(server.url).submit(sent, on());
  return { submitted, seen: server.seen };
}

describe('what Runway is asked', () => {
  it.each<[string, Partial<GenerateRequest>, object]>([
    ['words', {}, { model: 'gen4.5', promptText: 'A lighthouse at dusk', ratio: '1280:720', duration: 8 }],
    [
      'options in its own spelling, and sound by choice',
      { model: 'veo3.1', options: { seed: 7, 'negative-prompt': 'fog' }, sound: false },
      {
        ...{ model: 'veo3.1', promptText: 'A lighthouse at dusk', ratio: '1280:720', duration: 8 },
        ...{ seed: 7, negativePrompt: 'fog', audio: false },
      },
    ],
  ])('is one POST with %s', async (_what, more, body) => {
    const { submitted, seen } = await posted(text(more));
    expect(submitted).toEqual({ kind: 'accepted', remote: id, estimate: 0.96 });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      ...{ method: 'POST', path: '/v1/text_to_video', fields: body },
      headers: { authorization: `Bearer ${key}`, 'x-runway-version': '2024-11-06' },
    });
    expect(Object.keys(seen[0]?.fields ?? {}).sort()).toEqual(Object.keys(body).sort());
  });

  it('is a first and a last frame, in the size of the footage', async () => {
    const sent = await sending({ provider: 'runway', model: 'veo3.1', firstFrame: first, lastFrame: last }, [
      [first, await png(640, 400)],
      [last, await png(1280, 720)],
    ]);
    const { seen } = await posted(sent);
    expect(seen[0]).toMatchObject({
      path: '/v1/image_to_video',
      fields: {
        promptImage: [
          { uri: inline, position: 'first' },
          { uri: inline, position: 'last' },
        ],
      },
    });
  });

  it('is references of each medium', async () => {
    const [still, film, song] = (['still', 'film', 'song'] as const).map(
      (sha256): Input => ({ kind: 'file', sha256 }),
    ) as [Input, Input, Input];
    const references = [{ name: 'keeper', image: still }, { video: film }, { audio: song }] as const;
    const sent = await sending({ provider: 'runway', model: 'seedance2', references }, [
      [still, await png(64, 64)],
      [film, randomBytes(64)],
      [song, randomBytes(64)],
    ]);
    const { seen } = await posted(sent);
    expect(seen[0]).toMatchObject({
      path: '/v1/text_to_video',
      fields: {
        references: [{ uri: inline }],
        referenceVideos: [{ type: 'video', uri: expect.stringMatching(/^data:video\/mp4;base64,/) }],
        referenceAudio: [{ type: 'audio', uri: expect.stringMatching(/^data:audio\//) }],
      },
    });
  });

  it('is to take large files at a place that it names, where the key never goes', async () => {
    const film: Input = { kind: 'file', sha256: 'film' };
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const storage = await scriptedServer((_seen, response) => response.writeHead(204).end());
    const { submitted, seen } = await posted(sent, (one, response) => {
      const place = { uploadUrl: `${storage.url}/bucket`, fields: { policy: 'p' }, runwayUri: 'runway://1' };
      json(one.path === '/v1/uploads' ? place : { id })(one, response);
    });
    expect(submitted).toEqual({ kind: 'accepted', remote: id });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/uploads', '/v1/text_to_video']);
    expect(seen[0]?.fields).toEqual({ filename: 'reference-1', type: 'ephemeral' });
    expect(seen[1]?.fields).toMatchObject({ referenceVideos: [{ type: 'video', uri: 'runway://1' }] });
    expect(storage.seen).toMatchObject([
      { fields: { policy: 'p', file: expect.stringMatching(/ video\/mp4 4000000$/) } },
    ]);
    expect(JSON.stringify(storage.seen)).not.toContain(key);
  });

  it('is to take a large file once, before a job that leans on it is submitted, and for all that do', async () => {
    const film: Input = { kind: 'file', sha256: 'film' };
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const storage = await scriptedServer((_seen, response) => response.writeHead(204).end());
    const server = await scriptedServer((one, response) => {
      const place = { uploadUrl: `${storage.url}/bucket`, fields: {}, runwayUri: 'runway://1' };
      json(one.path === '/v1/uploads' ? place : { id })(one, response);
    });
    const provider = asking(server.url);
    const both = await Promise.all([provider.upload?.(sent, on()), provider.upload?.(sent, on())]);
    expect(both).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(await provider.submit(sent, on())).toMatchObject({ kind: 'accepted' });
    expect(await provider.submit(sent, on())).toMatchObject({ kind: 'accepted' });
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/v1/uploads',
      '/v1/text_to_video',
      '/v1/text_to_video',
    ]);
    expect(storage.seen).toHaveLength(1);
  });

  it('is nothing paid where an upload fails', async () => {
    const film: Input = { kind: 'file', sha256: 'film' };
    const sent = await sending({ provider: 'runway', model: 'seedance2', references: [{ video: film }] }, [
      [film, randomBytes(4_000_000)],
    ]);
    const { submitted, seen } = await posted(sent, json({ error: 'Storage is busy.' }, 503));
    expect(submitted).toMatchObject({ kind: 'rejected', failure: { again: true } });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/uploads']);
  });
});

describe('an answer of Runway to a POST', () => {
  it.each<[string, Answer, object]>([
    ['400', json({ error: 'Validation of body failed' }, 400), { kind: 'rejected' }],
    ['401', json({ error: 'Invalid key' }, 401), { kind: 'rejected', failure: { reason: 'permission' } }],
    ['429', json({ error: 'Rate limit' }, 429), { kind: 'rejected', failure: { reason: 'rate' } }],
    [
      '400 without credits',
      json({ error: 'You do not have enough credits to run this task.' }, 400),
      { kind: 'rejected', failure: { reason: 'quota' } },
    ],
    ['502', json({ error: 'Bad gateway' }, 502), { kind: 'unknown' }],
    ['503', json({ error: 'Try again' }, 503), { kind: 'unknown' }],
    ['504', json({ error: 'Timed out' }, 504), { kind: 'unknown' }],
    ['200 without an id', json({}), { kind: 'unknown' }],
    ['200 that is a page', (_, response) => response.end('<html>'), { kind: 'unknown' }],
    ['a reset', (_, response) => response.destroy(), { kind: 'unknown' }],
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
      (_, response) => response.writeHead(307, { location: '/v1/text_to_video' }).end(),
      { kind: 'rejected' },
    ],
  ])('of %s is asked for once', async (_what, answer, outcome) => {
    const { submitted, seen } = await posted(text(), answer);
    expect(submitted).toMatchObject(outcome);
    expect(seen).toHaveLength(1);
  });
});
