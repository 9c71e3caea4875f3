import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fetchFootage } from '../../src/providers/http/fetch-footage.ts';
import { usualLimits } from '../../src/providers/http/limits.ts';
import { project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';
import { clock } from './videos-api/asking.ts';

it.each([
  ['http://service.example', 'broken'],
  ['http://127.0.0.1:1', 'done'],
])('a link to this machine is asked for where %s names it: %s', async (baseUrl, kind) => {
  const { folder } = await project();
  const server = await scriptedServer((_, response) => void response.writeHead(200).end('footage'));
  const link = {
    url: `${server.url}/film.mp4`,
    baseUrl,
    key: 'sk-0123456789abcdef',
    clock,
    limits: usualLimits,
  };
  const fetched = await fetchFootage(link, join(folder, 'film.mp4'), new AbortController().signal);
  expect(fetched.kind).toBe(kind);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(kind === 'done' ? [undefined] : []);
});
