import { describe, expect, it } from 'vitest';
import { type Answer, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, on } from './asking.ts';

const waiting =
  (headers: Readonly<Record<string, string>>): Answer =>
  (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ id: 'video_1', object: 'video', status: 'in_progress' }));

/** So far that the usual pace isn't reached, however long the answer takes. */
const inFiftySeconds = () => new Date(Date.now() + 50_000).toUTCString();

describe('the pace of polls', () => {
  it.each([
    ['no word of the server', () => ({}), 10_000, 10_000],
    ['openai-poll-after-ms', () => ({ 'openai-poll-after-ms': '2500' }), 2500, 2500],
    ['Retry-After in seconds', () => ({ 'retry-after': '5' }), 5000, 5000],
    ['Retry-After as a date', () => ({ 'retry-after': inFiftySeconds() }), 10_001, 50_000],
    ['both', () => ({ 'openai-poll-after-ms': '700', 'retry-after': '5' }), 700, 700],
    ['a pace that is none', () => ({ 'openai-poll-after-ms': '1' }), 100, 100],
    ['a pace that is too slow', () => ({ 'openai-poll-after-ms': '86400000' }), 60_000, 60_000],
    ['nonsense', () => ({ 'openai-poll-after-ms': 'soon', 'retry-after': '-3' }), 10_000, 10_000],
  ] satisfies [string, () => Record<string, string>, number, number][])(
    'follows %s',
    async (_, headers, least, most) => {
      const server = await scriptedServer((request, response) => waiting(headers())(request, response));
      const provider = asking(server.url);
      await provider.poll('video_1', on());
      expect(provider.pollDelay(0)).toBeGreaterThanOrEqual(least);
      expect(provider.pollDelay(0)).toBeLessThanOrEqual(most);
    },
  );

  it('keeps to what the person wrote, whatever the server wants', async () => {
    const server = await scriptedServer(waiting({ 'openai-poll-after-ms': '100' }));
    const provider = asking(server.url, { pollEvery: 3000 });
    await provider.poll('video_1', on());
    expect(provider.pollDelay(0)).toBe(3000);
  });
});
