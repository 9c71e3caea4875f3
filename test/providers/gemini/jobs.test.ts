import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { folder, on } from '../videos-api/asking.ts';
import { asking, key, model } from './asking.ts';

const id = 'v1_abc';
const told = { id, model, object: 'interaction', created: '2026-11-29T12:00:00Z' };
const output = (content: object) => ({ steps: [{ type: 'model_output', content: [content] }] });
const uri = (at: string) => output({ type: 'video', mime_type: 'video/mp4', uri: at });
const film = Buffer.from('\0\0\0\x18ftypmp42footage');
const usage = (modality: string, tokens: number, more: object = {}) => ({
  usage: { output_tokens_by_modality: [{ modality, tokens }], total_output_tokens: tokens, ...more },
});

async function polled(body: object, status = 200) {
  const server = await scriptedServer(json(body, status));
  const outcome = await asking(server.url).poll(id, on());
  expect(server.seen).toMatchObject([{ method: 'GET', path: `/v1beta/interactions/${id}` }]);
  return outcome;
}

describe('an interaction', () => {
  const done = { ...told, status: 'completed' };
  it.each<[string, object, object]>([
    ['waits', { ...told, status: 'queued' }, { kind: 'waiting', state: 'queued' }],
    ['goes on', { ...told, status: 'in_progress' }, { kind: 'waiting', state: 'in_progress' }],
    [
      'is done, and costs its tokens',
      {
        ...{ ...done, ...uri('https://x.example/a') },
        ...usage('video', 46_336, { total_input_tokens: 1000, total_thought_tokens: 100 }),
      },
      // 46336 × 17.5 + 1000 × 1.5 + 100 × 9, per million.
      { kind: 'completed', charged: 0.81328 },
    ],
    ['is done at an unknown cost', { ...done, ...uri('https://x.example/a') }, { kind: 'completed' }],
    [
      'is done, and its footage comes late, behind words',
      { ...done, ...output({ type: 'text', text: 'Here it comes.' }), ...usage('text', 20) },
      { kind: 'waiting', unclear: 'footage' },
    ],
    [
      'is done, and its usage comes late',
      { ...done, ...uri('https://x.example/a'), ...usage('text', 20) },
      { kind: 'completed' },
    ],
    [
      'is done, and the link of its footage comes late, whatever it says beside it',
      {
        ...{ ...done, ...usage('text', 20) },
        steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Here.' }, { type: 'video' }] }],
      },
      { kind: 'waiting', unclear: 'footage' },
    ],
    [
      'is done, and its link comes late',
      { ...done, ...usage('video', 1) },
      { kind: 'waiting', unclear: 'footage' },
    ],
    ['is done, and tells nothing', done, { kind: 'waiting', unclear: 'footage' }],
    [
      'failed',
      { ...told, status: 'failed', errors: [{ code: 'internal', message: 'The model is overloaded.' }] },
      { kind: 'failed', failure: { reason: 'capacity', again: true } },
    ],
    ['was cancelled', { ...told, status: 'cancelled' }, { kind: 'failed', failure: { again: false } }],
    ['was not finished', { ...told, status: 'incomplete' }, { kind: 'failed', failure: { again: false } }],
    ['is told in a new word', { ...told, status: 'requires_action' }, { kind: 'waiting', unclear: true }],
    ['is not told at all', {}, { kind: 'unreachable' }],
  ])('%s', async (_what, body, outcome) => {
    expect(await polled(body)).toMatchObject(outcome);
  });

  it('was charged what is told only where that is told of its footage', async () => {
    const outcome = await polled({ ...done, ...uri('https://x.example/a'), ...usage('text', 20) });
    expect(outcome).not.toHaveProperty('charged');
  });

  it.each<[string, object, object]>([
    [
      'a film, in words that cost almost nothing,',
      { ...done, ...output({ type: 'text', text: 'I can’t make that.' }), ...usage('text', 20) },
      {
        ...{ kind: 'failed', charged: 0.00018 },
        failure: {
          ...{ reason: 'moderation', again: false },
          message: expect.stringContaining('I can’t make that.'),
        },
      },
    ],
    ['words', { ...done, ...usage('text', 0) }, { kind: 'failed', charged: 0 }],
    [
      'usage',
      { ...done, ...output({ type: 'text', text: 'No.' }) },
      { kind: 'failed', failure: { reason: 'moderation' } },
    ],
  ])('is a refusal without %s only if that is said three times', async (_what, body, outcome) => {
    const server = await scriptedServer(json(body));
    const provider = asking(server.url);
    for (const _ of [1, 2])
      expect(await provider.poll(id, on())).toMatchObject({ kind: 'waiting', unclear: 'footage' });
    expect(await provider.poll(id, on())).toMatchObject(outcome);
  });

  it('is gone where its name is invalid, and not for other reasons', async () => {
    const problem = (message: string) => ({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } });
    expect(await polled(problem('Invalid interaction name'), 400)).toMatchObject({ kind: 'gone' });
    expect(await polled(problem('API key not valid.'), 400)).toMatchObject({ kind: 'unreachable' });
    expect(await polled({ error: { status: 'UNAVAILABLE' } }, 503)).toMatchObject({ kind: 'unreachable' });
  });

  it('is downloaded with the key at its own host, and without at others', async () => {
    const other = await scriptedServer((_seen, response) => response.end(film));
    const server = await scriptedServer((seen, response) => {
      const at = `http://${seen.headers.host}/v1beta/files/abc`;
      if (seen.path.startsWith('/v1beta/interactions'))
        return json({ ...told, status: 'completed', ...uri(at) })(seen, response);
      return void response.writeHead(302, { location: `${other.url}/stored` }).end();
    });
    const file = join(await folder(), 'film.mp4');
    expect(await asking(server.url).download(id, file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file)).toEqual(film);
    expect(server.seen.map(({ path, headers }) => [path, headers['x-goog-api-key']])).toEqual([
      [`/v1beta/interactions/${id}`, key],
      ['/v1beta/files/abc:download?alt=media', key],
    ]);
    expect(other.seen.map(({ path, headers }) => [path, headers['x-goog-api-key']])).toEqual([
      ['/v1/stored', undefined],
    ]);
    expect(JSON.stringify([server.seen, other.seen])).not.toContain('Bearer');
  });

  it('is downloaded from another host’s link as it is, and from the answer itself', async () => {
    const other = await scriptedServer((_seen, response) => response.end(film));
    for (const content of [
      { type: 'video', uri: `${other.url}/files/abc?signed=1` },
      { type: 'video', data: film.toString('base64'), mime_type: 'video/mp4' },
    ]) {
      const server = await scriptedServer(json({ ...told, status: 'completed', ...output(content) }));
      const file = join(await folder(), 'film.mp4');
      expect(await asking(server.url).download(id, file, on())).toEqual({ kind: 'done' });
      expect(await readFile(file)).toEqual(film);
    }
    expect(other.seen.map(({ path, headers }) => [path, headers['x-goog-api-key']])).toEqual([
      ['/v1/files/abc?signed=1', undefined],
    ]);
  });

  it('is looked at, and lists nothing', async () => {
    const server = await scriptedServer(json({ ...told, model: `models/${model}`, status: 'in_progress' }));
    const provider = asking(server.url);
    expect(await provider.look?.(id, on())).toEqual({
      ...{ kind: 'found', job: { remote: id, model, created: Date.parse(told.created) } },
    });
    expect(provider.list).toBeUndefined();
  });

  it.each([
    [200, {}, { kind: 'done' }],
    [400, { error: { code: 400, message: 'Invalid interaction name' } }, { kind: 'done' }],
    [503, { error: { code: 503, message: 'Busy' } }, { kind: 'unreachable' }],
  ])('that is deleted with %d', async (status, body, outcome) => {
    const server = await scriptedServer(json(body, status));
    expect(await asking(server.url).delete?.(id, on())).toMatchObject(outcome);
    expect(server.seen).toMatchObject([{ method: 'DELETE', path: `/v1beta/interactions/${id}` }]);
  });
});
