import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, json, scriptedServer } from '../../rig/scripted-server.ts';
import { raw } from './answering.ts';
import { asking, folder, generate, on, submission } from './asking.ts';

describe('a film', () => {
  const bytes = raw('footage', 200, { 'content-type': 'video/mp4' });

  /** What comes of a job that is told as given; its server has no film at the usual address. */
  async function filmOf(
    told: (origin: string) => unknown,
    content: Answer = json({ error: 'no content' }, 404),
  ) {
    const server = await scriptedServer((seen, response) => {
      const origin = `http://${seen.headers.host}`;
      if (seen.path === '/v1/videos/video_1') return json(told(origin))(seen, response);
      return seen.path.startsWith('/v1/') ? content(seen, response) : bytes(seen, response);
    });
    const file = join(await folder(), 'clip.mp4');
    const downloaded = await asking(server.url, { dialect: 'newapi' }).download('video_1', file, on());
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return { downloaded, text, paths: server.seen.map(({ path }) => path) };
  }

  const places: Readonly<Record<string, (film: string) => object>> = {
    url: (url) => ({ url }),
    urls: (url) => ({ urls: [url] }),
    video_url: (url) => ({ video_url: url }),
    videoUrl: (url) => ({ videoUrl: url }),
    'metadata.url': (url) => ({ metadata: { url } }),
    'output[0]': (url) => ({ output: [url] }),
    output: (url) => ({ output: url }),
    'outputs.video_url': (url) => ({ outputs: { video_url: url } }),
    'data.video.url': (url) => ({ data: { video: { url } } }),
    'assets.video': (url) => ({ assets: { image: 'https://cdn.example/cover.jpg', video: url } }),
    'result.videos[0].url': (url) => ({ result: { videos: [{ url }] } }),
    'data.task_result.videos[0].url': (url) => ({
      data: { task_status: 'succeed', task_result: { videos: [{ url }] } },
    }),
    'content.video_url': (url) => ({
      content: { video_url: url, last_frame_url: 'https://cdn.example/l.png' },
    }),
    'creations[0].url': (url) => ({ creations: [{ cover_url: 'https://cdn.example/c', url }] }),
    unsigned_urls: (url) => ({ unsigned_urls: [url] }),
    'video_result[0].url': (url) => ({ video_result: [{ cover_image_url: 'https://cdn.example/c', url }] }),
    generatedSamples: (uri) => ({
      response: { generateVideoResponse: { generatedSamples: [{ video: { uri } }] } },
    }),
    result_url: (url) => ({ result_url: url }),
    'fail_reason of old gateways': (url) => ({ fail_reason: url }),
    'a name of its own': (url) => ({ masterpiece: url }),
    'a text in JSON': (url) => ({ resultJson: JSON.stringify({ resultUrls: [url] }) }),
    'a link without a scheme': (url) => ({ video_url: url.replace('http:', '') }),
    'a resource, without the mark or with it': (url) => ({
      output: {
        works: [{ cover: { resource: 'https://cdn.example/c.png' }, video: { resource: url, width: 1280 } }],
      },
    }),
    Markdown: (url) => ({ content: `[The film](${url})` }),
    HTML: (url) => ({ choices: [{ message: { content: `Here it is: <video src="${url}"></video>` } }] }),
    'a path': (url) => ({ video_url: new URL(url).pathname }),
    'the input beside it': (url) => ({
      input: { video_url: 'https://cdn.example/before.mp4' },
      file_url: url,
    }),
    'the callback beside it': (url) => ({
      callback_url: 'https://me.example/',
      thumbnail_url: 'https://cdn.example/t.webp',
      url,
    }),
  };

  it.each(Object.entries(places))('is found at %s before it is called missing', async (_, at) => {
    const found = await filmOf((origin) => ({
      id: 'video_1',
      status: 'completed',
      ...at(`${origin}/f.mp4`),
    }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe('footage');
    expect(found.paths).toEqual(['/v1/videos/video_1', '/f.mp4']);
  });

  it('may be in the answer itself', async () => {
    const inline = `data:video/mp4;base64,${Buffer.from('footage').toString('base64')}`;
    const found = await filmOf(() => ({ id: 'video_1', status: 'completed', video: inline }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe('footage');
  });

  it('may be in the answer in base64', async () => {
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom and so on')]);
    const found = await filmOf(() => ({
      status: 'completed',
      data: [{ b64_json: bytes.toString('base64') }],
    }));
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.text).toBe(bytes.toString());
  });

  it('is where the usual address says in JSON', async () => {
    const content: Answer = (seen, response) =>
      json({ download_url: `http://${seen.headers.host}/f.mp4` })(seen, response);
    const found = await filmOf(() => ({ id: 'video_1', status: 'completed' }), content);
    expect(found.downloaded).toEqual({ kind: 'done' });
    expect(found.paths).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content', '/f.mp4']);
  });

  it('is no reason for a failure, nor a picture', async () => {
    const metadata = { url: 'the upstream broke' };
    const found = await filmOf(() => ({
      id: 'video_1',
      status: 'completed',
      metadata,
      image_url: 'https://c.example/a.png',
    }));
    expect(found.paths).toEqual(['/v1/videos/video_1', '/v1/videos/video_1/content']);
    expect(found.downloaded).toMatchObject({ kind: 'gone', said: '404, no content.' });
  });

  it.each<[string, Answer, RegExp]>([
    [
      'an error with 200',
      json({ error: { message: 'Failed to fetch video content' } }, 200, { 'x-request-id': 'r-9' }),
      /did not deliver the footage: it answered 200, Failed to fetch video content\. \(request r-9\)/,
    ],
    ['a state', json({ status: 'processing' }), /it answered 200\./],
    ['a web page with 200', raw('<!doctype html><title>Sign in</title>'), /200, a web page, “Sign in”\./],
    [
      'a web page with 404',
      raw('<html><title>404 Not Found</title></html>', 404),
      /404, a web page, “404 Not Found”\./,
    ],
    [
      'too early',
      json({ error: { message: 'Task is not completed yet' } }, 400),
      /400, Task is not completed yet\./,
    ],
    ['nothing', raw(''), /it sent nothing/],
    ['no content', raw('', 204), /it sent nothing/],
    [
      'cloud storage',
      raw('<?xml version="1.0"?><Error><Code>A</Code><Message>Request has expired</Message></Error>', 403),
      /Request has expired/,
    ],
  ])('that does not come says what the server said: %s', async (_, content, message) => {
    const { downloaded } = await filmOf(() => ({ id: 'video_1', status: 'completed' }), content);
    expect(downloaded).toMatchObject({
      kind: 'unreachable',
      failure: { again: true, message: expect.stringMatching(message) },
    });
  });
});

describe('a link that was sent', () => {
  const sent = 'https://cdn.example/before.mp4';

  /** A server that repeats what it was sent as `video_url`, beside what is given. */
  async function repeating(made: (origin: string) => object) {
    const server = await scriptedServer((seen, response) => {
      const origin = `http://${seen.headers.host}`;
      if (seen.method === 'POST') return json({ id: 'video_1', status: 'queued' })(seen, response);
      if (!seen.path.startsWith('/v1/')) return raw('footage')(seen, response);
      if (seen.path.endsWith('/content')) return json({ error: 'no content' }, 404)(seen, response);
      return json({ id: 'video_1', ...made(origin) })(seen, response);
    });
    const provider = asking(server.url, { dialect: 'newapi' });
    const request = generate({ options: { 'source-video': sent }, prompt: `As in ${sent}` });
    await provider.submit(submission(request), on());
    return { server, provider };
  }

  it('is no footage: the job is still asked about', async () => {
    const { provider } = await repeating(() => ({ video_url: sent }));
    expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'waiting', unclear: true });
  });

  it('is passed over for the film beside it', async () => {
    const film = (origin: string) => ({ status: 'done', video_url: sent, masterpiece: `${origin}/f.mp4` });
    const { provider, server } = await repeating(film);
    expect(await provider.poll('video_1', on())).toMatchObject({ kind: 'completed' });
    const file = join(await folder(), 'clip.mp4');
    expect(await provider.download('video_1', file, on())).toEqual({ kind: 'done' });
    expect(await readFile(file, 'utf8')).toBe('footage');
    expect(server.seen.map(({ path }) => path).at(-1)).toBe('/f.mp4');
  });
});
