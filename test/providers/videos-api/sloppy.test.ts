import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readVideo } from '../../../src/providers/videos-api/answer/read-video.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { json, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, folder, on } from './asking.ts';

const film = Buffer.concat([Buffer.alloc(4), Buffer.from('ftypisom'), Buffer.alloc(64, 7)]);

/** A server without a place of its own for footage: what it answers about a job, and files. */
async function told(
  about: (origin: string) => unknown,
  {
    dialect = 'together',
    files = {},
  }: { readonly dialect?: DialectName; readonly files?: Readonly<Record<string, unknown>> } = {},
) {
  const server = await scriptedServer((seen, response) => {
    const { origin } = new URL(server.url);
    const path = seen.path.replace(/^\/v\d/, '');
    if (/^\/videos\/video_1$/.test(path)) return json(about(origin))(seen, response);
    if (path in files)
      return json(JSON.parse(JSON.stringify(files[path]).replaceAll('ORIGIN', origin)))(seen, response);
    if (path.includes('film.mp4') || path.includes('film%201.mp4'))
      return void response.writeHead(200).end(film);
    return void response.writeHead(404).end();
  });
  const asked = asking(server.url, { dialect });
  return { asked, server };
}

async function filmOf(about: (origin: string) => unknown, more: Parameters<typeof told>[1] = {}) {
  const { asked } = await told(about, more);
  const polled = await asked.poll('video_1', on());
  if (polled.kind !== 'completed') return polled;
  const file = join(await folder(), 'film.mp4');
  const downloaded = await asked.download('video_1', file, on());
  return downloaded.kind === 'done' ? (await readFile(file)).equals(film) : downloaded;
}

describe('the film is found, however its link is written', () => {
  const pixverse = (status: number, url: string) => ({
    ErrCode: 0,
    ErrMsg: 'Success',
    Resp: { id: 1, status, url },
  });
  it.each<readonly [string, (origin: string) => unknown]>([
    ['in a list of one', (at) => [{ id: 'video_1', status: 'completed', url: `${at}/film.mp4` }]],
    ['in lists of lists', (at) => [[{ id: 'video_1', status: 'completed', url: [[`${at}/film.mp4`]] }]]],
    ['with names in capitals', (at) => ({ ID: 'video_1', STATUS: 'COMPLETED', VIDEO_URL: `${at}/film.mp4` })],
    ['in quotes', (at) => ({ status: 'completed', url: `"${at}/film.mp4"` })],
    ['in angle brackets', (at) => ({ status: 'completed', url: `<${at}/film.mp4>` })],
    ['encoded for an address', (at) => ({ status: 'completed', url: encodeURIComponent(`${at}/film.mp4`) })],
    ['encoded for a page', (at) => ({ status: 'completed', url: `${at}/film.mp4?a=1&amp;b=2` })],
    ['with a space in it', (at) => ({ status: 'completed', url: `${at}/film 1.mp4` })],
    ['with spaces around it', (at) => ({ status: 'completed', url: ` ${at}/film.mp4\n` })],
    ['two, with a comma', (at) => ({ status: 'completed', url: `${at}/film.mp4,${at}/other.mp4` })],
    [
      'without its scheme',
      (at) => ({ status: 'completed', url: at.replace('http:', '').concat('/film.mp4') }),
    ],
    ['as a path', () => ({ status: 'completed', download_url: '/film.mp4' })],
    ['as a path without a slash', () => ({ status: 'completed', video_url: 'film.mp4' })],
    [
      'by a number for the format',
      (at) => ({ status: 'completed', videos: { 0: { url: `${at}/film.mp4` } } }),
    ],
    [
      'in JSON within JSON',
      (at) => ({ status: 'completed', data: JSON.stringify({ video_url: `${at}/film.mp4` }) }),
    ],
    ['with a state in a list', (at) => ({ id: 'video_1', status: ['completed'], url: `${at}/film.mp4` })],
    [
      'with a state in an object',
      (at) => ({ id: 'video_1', status: { completed: true, status_str: 'success' }, url: `${at}/film.mp4` }),
    ],
    ['with a state that is a number', (at) => ({ id: 'video_1', status: 3, url: `${at}/film.mp4` })],
    ['with a state that is true', (at) => ({ id: 'video_1', status: true, url: `${at}/film.mp4` })],
    ['with no state', (at) => ({ id: 'video_1', status: null, url: `${at}/film.mp4` })],
    [
      'with an empty error',
      (at) => ({ id: 'video_1', status: 'completed', error: {}, error_code: 0, url: `${at}/film.mp4` }),
    ],
    ['PixVerse', (at) => pixverse(1, `${at}/film.mp4`)],
    ['a state in Japanese', (at) => ({ id: 'video_1', status: '完了', url: `${at}/film.mp4` })],
    [
      'beside one that nobody follows',
      (at) => ({ status: 'completed', gcs_uri: 'gs://a/film.mp4', url: `${at}/film.mp4` }),
    ],
  ])('%s', async (_, about) => {
    expect(await filmOf(about)).toBe(true);
  });

  it('where MiniMax tells the id of a file, whose link it tells elsewhere', async () => {
    const about = () => ({
      task_id: 'video_1',
      status: 'Success',
      file_id: '205258526306433',
      base_resp: { status_code: 0 },
    });
    const files = {
      '/files/retrieve?file_id=205258526306433': {
        file: { file_id: 205258526306433, filename: 'output.mp4', download_url: 'ORIGIN/film.mp4' },
        base_resp: { status_code: 0, status_msg: 'success' },
      },
    };
    expect(await filmOf(about, { files })).toBe(true);
    expect(await filmOf(about, { files, dialect: 'newapi' })).toBe(true);
  });

  it('on another host that is written without its scheme', () => {
    const { links } = readVideo({ status: 'completed', url: 'cdn.example/film.mp4?a=1' }, 'video_1');
    expect(links).toEqual(['https://cdn.example/film.mp4?a=1']);
  });
});

describe('a link that nobody follows is told, and the film is not called missing', () => {
  it.each([
    'gs://bucket/film.mp4',
    's3://bucket/film.mp4',
    'ftp://cdn.example/film.mp4',
    'file:///tmp/film.mp4',
    'oss://b/film.mp4',
  ])('%s', async (link) => {
    const { protocol } = new URL(link);
    for (const about of [
      { status: 'completed', url: link },
      { done: true, response: { videos: [{ gcsUri: link }] } },
    ]) {
      const found = await filmOf(() => ({ id: 'video_1', ...about }));
      expect(found).toMatchObject({
        kind: 'unreachable',
        failure: {
          message: expect.stringContaining(`its link begins with ${protocol}, which is not followed`),
        },
      });
    }
  });
});

describe('states', () => {
  const pixverse = (status: number) => ({ ErrCode: 0, ErrMsg: 'Success', Resp: { id: 1, status, url: '' } });
  it.each<readonly [string, unknown, object]>([
    ['of PixVerse, at work', pixverse(5), { kind: 'waiting', state: 'generating' }],
    ['of PixVerse, refused', pixverse(7), { kind: 'failed', failure: { reason: 'moderation' } }],
    ['of PixVerse, failed', pixverse(8), { kind: 'failed' }],
    ['of PixVerse, that nobody knows', pixverse(4), { kind: 'waiting', unclear: true }],
    ['that are a number elsewhere', { id: 'video_1', status: 2 }, { kind: 'waiting', unclear: true }],
    ['that are a number in a text', { id: 'video_1', status: '8' }, { kind: 'waiting', unclear: true }],
    ['that are true', { id: 'video_1', status: true }, { kind: 'waiting', unclear: true }],
    ['that are empty', { id: 'video_1', status: '' }, { kind: 'waiting', unclear: true }],
    ['that are a sign', { id: 'video_1', status: '✅' }, { kind: 'waiting', unclear: true }],
    [
      'that nobody knows',
      { id: 'video_1', status: 'zorb' },
      { kind: 'waiting', unclear: true, state: 'zorb' },
    ],
    ['in Korean', { id: 'video_1', status: '실패' }, { kind: 'failed' }],
    ['in German', { id: 'video_1', status: 'fehlgeschlagen' }, { kind: 'failed' }],
    ['that only a part of says failed', { id: 'video_1', status: '失敗なし' }, { kind: 'waiting' }],
    [
      'with all progress and nothing else',
      { id: 'video_1', progress: 100 },
      { kind: 'waiting', unclear: true },
    ],
  ])('%s', async (_, about, wanted) => {
    const { asked } = await told(() => about);
    expect(await asked.poll('video_1', on())).toMatchObject(wanted);
  });
});
