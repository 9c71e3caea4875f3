import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, json, type Seen, scriptedServer } from '../../rig/scripted-server.ts';
import { clock, folder, on } from '../videos-api/asking.ts';
import { asking, key } from './asking.ts';

const id = '764cabcf-b745-4b3e-ae38-1200304cf45b';
const endpoint = 'fal-ai/veo3.1/fast/image-to-video';
const remote = `${endpoint}/requests/${id}`;
const at = `/fal-ai/veo3.1/requests/${id}`;
const status = (word: string, more: object = {}) => ({ status: word, request_id: id, ...more });
const film = { video: { url: 'https://v3.fal.media/files/a.mp4', content_type: 'video/mp4' } };

/** Answers by path; what is not there is not found. */
const answering =
  (answers: Readonly<Record<string, Answer>>): Answer =>
  (seen, response) =>
    (answers[seen.path.split('?')[0] ?? ''] ?? json({ detail: 'Not Found' }, 404))(seen, response);

const ended = json(status('COMPLETED', { metrics: { inference_time: 41 } }));
const history = '/v1/models/requests/by-endpoint';
const prices = '/v1/models/pricing';
const price = (currency = 'USD') =>
  json({ prices: [{ endpoint_id: endpoint, unit_price: 0.1, unit: 'seconds', currency }] });

async function polled(answers: Readonly<Record<string, Answer>>, job = remote) {
  const server = await scriptedServer(answering(answers));
  return { outcome: await asking(server.url).poll(job, on()), seen: server.seen };
}

const paths = (seen: readonly Seen[]) => seen.map(({ method, path }) => `${method} ${path.split('?')[0]}`);

describe('a job at fal', () => {
  it.each<[string, Answer, object]>([
    [
      'waits its turn',
      json(status('IN_QUEUE', { queue_position: 3 }), 202),
      { kind: 'waiting', state: 'in_queue', message: '3 before it in the queue' },
    ],
    [
      'is being made',
      json(status('IN_PROGRESS', { logs: [] }), 202),
      { kind: 'waiting', state: 'in_progress' },
    ],
    ['was cancelled', json(status('CANCELLED')), { kind: 'failed', failure: { again: false } }],
    ['is told in a new word', json(status('DREAMING')), { kind: 'waiting', unclear: true }],
    ['is not told at all', json({}), { kind: 'unreachable' }],
    ['is not there', json({ detail: 'Not Found' }, 404), { kind: 'gone' }],
    ['can’t be asked about', json({ detail: 'No' }, 401), { kind: 'unreachable', failure: { again: false } }],
    ['is hidden by a page', (_, response) => response.writeHead(404).end('<html>'), { kind: 'unreachable' }],
  ])('%s', async (_what, answer, outcome) => {
    expect((await polled({ [`${at}/status`]: answer })).outcome).toMatchObject(outcome);
  });

  it.each<[string, Answer, object]>([
    ['has footage', json(film), { kind: 'completed' }],
    ['has none yet', json({ seed: 7 }), { kind: 'waiting', state: 'completed', unclear: 'footage' }],
    [
      'was refused by its model',
      json({ detail: [{ loc: ['body', 'duration'], msg: 'Too long.', type: 'literal_error' }] }, 422),
      {
        kind: 'failed',
        failure: { reason: 'invalid', again: false, message: expect.stringContaining('Too long') },
      },
    ],
    [
      'was refused by moderation',
      json({ detail: [{ loc: ['body', 'prompt'], msg: 'No.', type: 'content_policy_violation' }] }, 422),
      { kind: 'failed', failure: { reason: 'moderation', again: false } },
    ],
    [
      'was cancelled',
      json({ detail: 'Cancelled.', error_type: 'client_cancelled' }, 499),
      { kind: 'failed', failure: { again: false, message: expect.stringContaining('cancelled') } },
    ],
    [
      'may have failed, or the question did',
      json({ detail: 'Internal.', error_type: 'internal_error' }, 500),
      { kind: 'unreachable', failure: { again: true } },
    ],
    ['can’t be asked for by a gateway', json({ error: 'Bad gateway' }, 502), { kind: 'unreachable' }],
    ['is refused to hurry', json({ detail: 'Too many' }, 429), { kind: 'unreachable' }],
  ])('that has ended %s', async (_what, answer, outcome) => {
    const { outcome: told, seen } = await polled({ [`${at}/status`]: ended, [at]: answer });
    expect(told).toMatchObject(outcome);
    expect(paths(seen)).toEqual([`GET ${at}/status`, `GET ${at}`]);
    expect(seen.every(({ headers }) => headers.authorization === `Key ${key}`)).toBe(true);
  });

  it.each<[string, object, number, number, boolean]>([
    ['by its machine', { detail: 'Gone.', error_type: 'runner_disconnected' }, 503, 3, true],
    [
      'by its model',
      { detail: [{ loc: ['body'], msg: 'Oh.', type: 'internal_server_error' }] },
      500,
      3,
      true,
    ],
    ['by somebody', { detail: 'Internal.', error_type: 'internal_error' }, 500, 12, false],
    ['by a replica that lags', { detail: 'Request is still in progress' }, 400, 12, false],
  ])('has failed %s only where that is said again and again', async (_who, body, code, times, isFree) => {
    const server = await scriptedServer(answering({ [`${at}/status`]: ended, [at]: json(body, code) }));
    let passed = 0;
    const now = () => clock.now() + passed;
    const provider = asking(server.url, {}, { ...clock, now });
    for (let n = 1; n < times; n++) expect((await provider.poll(remote, on())).kind).toBe('unreachable');
    // What a gateway could have said, too, is only believed once it has been said for minutes.
    if (!isFree) expect((await provider.poll(remote, on())).kind).toBe('unreachable');
    passed = 300_000;
    const outcome = await provider.poll(remote, on());
    expect(outcome).toMatchObject({ kind: 'failed', failure: { again: isFree } });
    // Nor is a fallback paid for, as after a refusal of the prompt.
    if (!isFree) expect(outcome).toMatchObject({ failure: { reason: 'capacity' } });
    // What may have been said of the question leaves open what the job was charged.
    expect('charged' in outcome ? outcome.charged : undefined).toBe(isFree ? 0 : undefined);
  });

  it('has not failed by what is said between looks at one that goes on', async () => {
    let looks = 0;
    const server = await scriptedServer((seen, response) => {
      if (!seen.path.endsWith('/status')) return json({ detail: 'Internal.' }, 500)(seen, response);
      looks += 1;
      json({ status: looks % 4 === 0 ? 'IN_PROGRESS' : 'COMPLETED' })(seen, response);
    });
    const provider = asking(server.url);
    for (let n = 1; n <= 24; n++) expect((await provider.poll(remote, on())).kind).not.toBe('failed');
  });

  it('was charged by its units at their price, which is asked for once', async () => {
    const units = { 'x-fal-billable-units': '8' };
    const answers = { [`${at}/status`]: ended, [at]: json(film, 200, units), [prices]: price() };
    const server = await scriptedServer(answering(answers));
    const provider = asking(server.url);
    for (let n = 0; n < 2; n++) {
      expect(await provider.poll(remote, on())).toEqual({ kind: 'completed', charged: 0.8 });
    }
    expect(paths(server.seen).filter((path) => path === `GET ${prices}`)).toHaveLength(1);
    for (const silent of [price('EUR'), json({ detail: 'Admin key required' }, 403)]) {
      const { outcome } = await polled({ ...answers, [prices]: silent });
      expect(outcome).toEqual({ kind: 'completed' });
    }
  });

  it('whose result is gone is known by the history, if that is open', async () => {
    const past = { request_id: id, endpoint_id: endpoint, json_output: film };
    const answers = { [`${at}/status`]: ended, [history]: json({ items: [past] }) };
    const { outcome, seen } = await polled(answers);
    expect(outcome).toEqual({ kind: 'completed' });
    expect(seen.at(-1)?.path).toContain(`request_id=${id}`);
    const shut = await polled({ ...answers, [history]: json({ detail: 'Admin key required' }, 403) });
    expect(shut.outcome).toMatchObject({ kind: 'gone' });
    const without = await polled({
      ...answers,
      [history]: json({ items: [{ ...past, json_output: null }] }),
    });
    expect(without.outcome).toMatchObject({ kind: 'gone' });
  });

  it('that a person names by its id alone is looked for at each app', async () => {
    const pixverse = `/fal-ai/pixverse/requests/${id}`;
    const answers = { [`${pixverse}/status`]: ended, [pixverse]: json(film) };
    const server = await scriptedServer(answering(answers));
    const provider = asking(server.url);
    const known = `fal-ai/pixverse/requests/${id}`;
    expect(await provider.look?.(id, on())).toEqual({ kind: 'found', job: { remote: known }, known });
    expect(await provider.poll(id, on())).toEqual({ kind: 'completed' });
    expect((await polled({}, id)).outcome).toMatchObject({ kind: 'gone' });
    const busy = { [`${at}/status`]: json({ detail: 'Busy' }, 503) };
    expect((await polled(busy, id)).outcome).toMatchObject({ kind: 'unreachable' });
  });

  it.each(['../../keys', 'fal-ai/../../x/requests/1', 'a b', 'https://example.com/requests/1'])(
    'is never asked for at an address like %s',
    async (odd) => {
      const { outcome, seen } = await polled({}, odd);
      expect(outcome).toMatchObject({ kind: 'gone' });
      expect(seen).toEqual([]);
    },
  );
});

describe('the footage of a job', () => {
  const bytes = Buffer.from('\0\0\0\x18ftypmp42footage');

  it('is downloaded from the link that its result has then, without the key', async () => {
    const cdn = await scriptedServer((_seen, response) => response.end(bytes));
    let looks = 0;
    const server = await scriptedServer((seen, response) => {
      looks += 1;
      json({ video: { url: `${cdn.url}/${looks}.mp4` } })(seen, response);
    });
    const file = join(await folder(), 'film.mp4');
    expect(await asking(server.url).download(remote, file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file)).toEqual(bytes);
    expect(cdn.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/1.mp4', undefined],
    ]);
  });

  it('is asked for without the key even where it is at the queue’s own host', async () => {
    const server = await scriptedServer((seen, response) => {
      if (seen.path === '/a.mp4') response.end(bytes);
      else json({ video: { url: `http://${seen.headers.host}/a.mp4` } })(seen, response);
    });
    expect(await asking(server.url).download(remote, join(await folder(), 'film.mp4'), on())).toEqual({
      kind: 'done',
    });
    expect(server.seen.map(({ path, headers }) => [path, headers.authorization !== undefined])).toEqual([
      [at, true],
      ['/a.mp4', false],
    ]);
  });

  it('is downloaded by the history where its result is gone', async () => {
    const cdn = await scriptedServer((_seen, response) => response.end(bytes));
    const past = {
      request_id: id,
      endpoint_id: endpoint,
      json_output: { video: { url: `${cdn.url}/a.mp4` } },
    };
    const server = await scriptedServer(answering({ [history]: json({ items: [past] }) }));
    const file = join(await folder(), 'film.mp4');
    expect(await asking(server.url).download(remote, file, on())).toEqual({ kind: 'done' });
    const shut = await scriptedServer(answering({}));
    expect(await asking(shut.url).download(remote, `${file}.2`, on())).toMatchObject({ kind: 'gone' });
  });
});

describe('the list of past jobs', () => {
  const sent = '2026-11-01T10:00:00.000Z';
  const item = (n: number, input: object, from = 'fal-ai/veo3.1/fast') => ({
    ...{ request_id: `r-${n}`, endpoint_id: from, sent_at: sent, json_input: input, status_code: 200 },
  });
  const order = { prompt: 'A lighthouse', duration: '8s', resolution: '720p', aspect_ratio: '16:9' };
  const dated = () => ({ date: new Date().toUTCString() });

  it('is read to its end, is never whole, and tells no size where pictures were sent', async () => {
    const pages: Readonly<Record<string, object>> = {
      '': { items: [item(1, order)], next_cursor: 'Mg==', has_more: true },
      'Mg==': {
        items: [
          item(2, { ...order, image_url: 'https://x/a.png' }, endpoint),
          item(3, { prompt: 'A cat', duration: 5 }, 'fal-ai/pixverse/v6/text-to-video'),
        ],
        has_more: false,
      },
    };
    const server = await scriptedServer((seen, response) => {
      const cursor = new URLSearchParams(seen.path.split('?')[1]).get('cursor') ?? '';
      json(pages[cursor], 200, dated())(seen, response);
    });
    const listed = await asking(server.url).list?.(Date.parse('2026-11-01T09:00:00Z'), on());
    const common = { created: expect.closeTo(Date.parse(sent), -4), prompt: 'A lighthouse', seconds: 8 };
    const model = 'fal-ai/veo3.1/fast';
    expect(listed).toEqual({
      ...{ kind: 'listed', whole: false },
      jobs: [
        { remote: 'fal-ai/veo3.1/fast/requests/r-1', ...common, model, size: { width: 1280, height: 720 } },
        { remote: `${endpoint}/requests/r-2`, ...common, model },
        {
          ...{ remote: 'fal-ai/pixverse/v6/text-to-video/requests/r-3', created: common.created },
          ...{ model: 'fal-ai/pixverse/v6', prompt: 'A cat', seconds: 5 },
        },
      ],
    });
    const query = new URLSearchParams(server.seen[0]?.path.split('?')[1]);
    expect(query.get('start')).toBe('2026-11-01T09:00:00.000Z');
    expect(query.get('endpoint_id')?.split(',')).toContain(endpoint);
  });

  it.each<[string, Answer, boolean]>([
    ['refused to this key', json({ detail: 'Admin key required' }, 403), false],
    ['silent', json({ detail: 'Busy' }, 503), true],
    ['something else', json({ jobs: [] }), true],
  ])('is unknown where it is %s', async (_what, answer, again) => {
    const server = await scriptedServer(answer);
    expect(await asking(server.url).list?.(0, on())).toMatchObject({
      kind: 'unreachable',
      failure: { again },
    });
  });
});
