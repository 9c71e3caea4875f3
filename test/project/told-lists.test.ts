import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { refreshed } from '../../src/project/machine/provider-states.ts';
import { project } from '../rig/project.ts';
import { type Answer, json, scriptedServer } from '../rig/scripted-server.ts';

const model = {
  id: 'maker/one',
  supported_durations: [4, 8],
  supported_resolutions: ['720p'],
  supported_aspect_ratios: ['16:9'],
  pricing_skus: { duration_seconds: '0.1' },
};
const list = { data: [model] };

async function site(answer: Answer = json(list)) {
  const { folder } = await project();
  const server = await scriptedServer(answer);
  const env = { OPENROUTER_BASE_URL: server.url, XDG_CACHE_HOME: join(folder, 'cache') };
  const world = (more: Record<string, string> = {}) => machine({ cwd: folder, env: { ...env, ...more } });
  /** The models that a plan would know, without asking anybody. */
  const known = async (more: Record<string, string> = {}) => {
    const found = await world(more).providers();
    return found.ok && found.value.data.get('openrouter')?.models.map((one) => one.model);
  };
  const refresh = async (more: Record<string, string> = {}) => {
    const at = world(more);
    const found = await at.providers();
    if (!found.ok) throw new Error('there are providers');
    return await refreshed(found.value.known.values(), at, new AbortController().signal);
  };
  const places = join(folder, 'cache', 'storycut', 'providers');
  const fileOf = async () => join(places, (await readdir(places))[0] ?? '');
  return { folder, server, known, refresh, places, fileOf };
}

describe('what a service tells of its models', () => {
  it('is asked for when somebody wants it, and remembered', async () => {
    const { server, known, refresh } = await site();
    expect(await known()).toEqual([]);
    expect(server.seen).toEqual([]);
    const { known: now, problems } = await refresh();
    expect(problems).toEqual([]);
    expect(now.find(({ data }) => data.name === 'openrouter')?.data).toMatchObject({
      models: [{ model: 'maker/one', price: { source: `${server.url}/videos/models` } }],
      told: expect.any(Number),
    });
    expect(server.seen.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
      ['GET', '/v1/videos/models', undefined],
    ]);
    expect(await known()).toEqual(['maker/one']);
    expect(server.seen).toHaveLength(1);
  });

  it('is no refusal that comes with a status of success: what it says is told', async () => {
    const { known, refresh } = await site(json({ error: { code: 403, message: 'You are blocked' } }));
    const { problems } = await refresh();
    expect(problems).toMatchObject([
      { code: 'list-unread', message: expect.stringContaining('You are blocked') },
    ]);
    expect(await known()).toEqual([]);
  });

  it('is asked for where its models are, however the variable is written', async () => {
    const { server, refresh } = await site();
    expect((await refresh({ OPENROUTER_BASE_URL: ` ${server.url}/ ` })).problems).toEqual([]);
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/videos/models']);
  });

  it('counts for its address and account only', async () => {
    const { server, known, refresh, fileOf } = await site();
    const mine = { OPENROUTER_API_KEY: 'sk-or-mine-0123' };
    await refresh(mine);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer sk-or-mine-0123');
    expect(await readFile(await fileOf(), 'utf8')).not.toContain('sk-or-mine');
    expect(await known(mine)).toEqual(['maker/one']);
    expect(await known()).toEqual(['maker/one']);
    expect(await known({ OPENROUTER_API_KEY: 'sk-or-other-0123' })).toEqual([]);
    expect(await known({ ...mine, OPENROUTER_BASE_URL: 'https://elsewhere.example/v1' })).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['refused', json({ error: { code: 500, message: 'no' } }, 500)],
    ['a page', (_, response) => response.end('<html>')],
    ['of no models', json({ data: [] })],
    ['longer than any list', (_, response) => response.end(`{"data":["${'x'.repeat(5 * 2 ** 20)}"]}`)],
    [
      'cut off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ])('is what it told last, where the answer is %s', async (_what, answer) => {
    let say: Answer = json(list);
    const { known, refresh } = await site((seen, response) => say(seen, response));
    await refresh();
    say = answer;
    const { problems } = await refresh();
    expect(problems).toMatchObject([{ severity: 'error', code: 'list-unread' }]);
    expect(await known()).toEqual(['maker/one']);
  });
});

describe('what is kept of it', () => {
  it.each<[string, (text: string) => string]>([
    ['broken', (text) => text.slice(0, -10)],
    ['of another version', (text) => text.replace('"version":1', '"version":2')],
    ['without a time', (text) => text.replace(/"read":\d+/, '"read":"now"')],
    [
      'of another address',
      (text) => text.replace(/"address":"[^"]*"/, '"address":"https://other.example/v1"'),
    ],
    ['of another provider', (text) => text.replace('"openrouter"', '"xai"')],
    ['longer than any list', (text) => text.replace('{', `{"x":"${'x'.repeat(9 * 2 ** 20)}",`)],
  ])('is not believed where it is %s', async (_what, spoil) => {
    const { known, refresh, fileOf } = await site();
    await refresh();
    const file = await fileOf();
    await writeFile(file, spoil(await readFile(file, 'utf8')));
    expect(await known()).toEqual([]);
    expect((await refresh()).problems).toEqual([]);
    expect(await known()).toEqual(['maker/one']);
  });

  it('is no link to somewhere else', async () => {
    const { folder, known, refresh, fileOf } = await site();
    await refresh();
    const file = await fileOf();
    await rename(file, join(folder, 'elsewhere.json'));
    await symlink(join(folder, 'elsewhere.json'), file);
    expect(await known()).toEqual([]);
  });

  it('is told of where it can not be written', async () => {
    const { folder, places, refresh } = await site();
    await mkdir(join(folder, 'cache', 'storycut'), { recursive: true });
    await writeFile(places, 'a file in place of the folder');
    expect((await refresh()).problems).toMatchObject([
      { code: 'list-unread', message: expect.stringContaining("can't be written") },
    ]);
  });
});
