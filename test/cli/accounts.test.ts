import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accepted } from '../rig/accepted.ts';
import { type Project, project } from '../rig/project.ts';
import { servedConfig } from '../rig/served-config.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const key = 'sk-canary-0123456789abcdefghij';
const film = `storyboard: 1
title: The sea
provider: studio
format: { resolution: 720p }
defaults: { duration: 4, attempts: 2 }
scenes:
  - id: sea
    segments:
      - { id: gull, prompt: A gull on a pole }
      - { id: tern, prompt: A tern in the wind }
`;
const file = 'film.storyboard.yaml';
const run = ['run', '--yes', '--no-stitch'];

describe('two projects of one account', () => {
  let state: string;
  let before: NodeJS.ProcessEnv;
  beforeEach(async () => {
    before = { ...process.env };
    state = await mkdtemp(join(tmpdir(), 'storycut-state-'));
    Object.assign(process.env, { STORYCUT_STATE: state, STUDIO_KEY: key });
  });
  afterEach(async () => {
    for (const name of ['STORYCUT_STATE', 'STORYCUT_CONFIG', 'STUDIO_KEY']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await rm(state, { recursive: true, force: true });
  });

  /** Two projects with equal films, at one server that lets these things go wrong. */
  async function two(faults: string, jobSeconds = 0.05) {
    const server = await sandbox({ faults, jobSeconds });
    const first = await project({ [file]: film, 'config.yaml': servedConfig('studio', server) });
    const second = await project({ [file]: film });
    process.env.STORYCUT_CONFIG = first.path('config.yaml');
    return { server, first, second };
  }

  /** Ids of the jobs that a project has, of all its attempts. */
  const jobsOf = async (made: Project): Promise<readonly string[]> =>
    [...(await made.read('.storycut/journal.jsonl')).matchAll(/"remote":"([^"]+)"/g)].map(
      ([, id = '']) => id,
    );

  const registerOf = async (): Promise<string> => {
    const [account = ''] = await readdir(join(state, 'accounts'));
    return readFile(join(state, 'accounts', account, 'register.jsonl'), 'utf8');
  };

  /** Runs until it looks once more for a submission that was never answered, and is killed. */
  async function killedInSearch(made: Project): Promise<void> {
    const running = made.start(...run);
    await new Promise<void>((resolve, reject) => {
      running.child.stderr?.on('data', (text: string) => text.includes('searching again') && resolve());
      running.ended.then(({ stderr }) => reject(new Error(stderr)));
    });
    running.child.kill('SIGKILL');
    await running.ended;
  }

  it('never adopt the jobs of each other', async () => {
    // Nothing is created for the second project, but the list has equal jobs.
    const { first, second } = await two('create 3-4 500', 30);
    const running = first.start(...run);
    await accepted(first, 2);
    await killedInSearch(second);
    expect(await jobsOf(second)).toEqual([]);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(new Set(await jobsOf(first)).size).toBe(2);
  });

  it('never adopt what may be of the other, which was killed before it was answered', async () => {
    const { server, first, second } = await two('create 1-2 reset-after\ncreate 3-4 500\nlist 1-2 500');
    await killedInSearch(first);
    await killedInSearch(second);
    expect([await jobsOf(first), await jobsOf(second)]).toEqual([[], []]);
    // A person gives the second an answer; then there is no doubt about the first.
    for (const segment of ['gull', 'tern']) {
      const answer = await second.call('resolve', segment, '--not-created');
      expect(answer.code, answer.stderr).toBe(0);
    }
    const end = await first.call(...run);
    expect(end.code, end.stderr).toBe(0);
    const ids = (await listOf(server.url)).map(({ id }) => id);
    expect([...new Set(await jobsOf(first))].sort()).toEqual(ids.toSorted());
    // What is the first project's is not given to the second by mistake.
    const again = await second.call(...run);
    expect(again.code, again.stderr).toBe(0);
    expect(await listOf(server.url)).toHaveLength(4);
    const shared = new Set(await jobsOf(first));
    expect((await jobsOf(second)).filter((id) => shared.has(id))).toEqual([]);
  });

  it('are not given each other’s jobs by a person, unless told twice', async () => {
    const { first, second } = await two('create 3-4 500');
    expect((await first.call(...run)).code).toBe(0);
    await killedInSearch(second);
    const [theirs = ''] = await jobsOf(first);
    const lines = (await first.read('.storycut/journal.jsonl')).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line.slice(9)));
    const { attempt } = records.find(({ remote }) => remote === theirs);
    const { segment } = records.find((one) => one.type === 'intent' && one.attempt === attempt);
    const refused = await second.call('resolve', segment, '--adopt', theirs);
    expect(refused.code, refused.stderr).toBe(2);
    expect(refused.stderr).toContain('belongs to another project');
    expect((await second.call('resolve', segment, '--adopt', theirs, '--force')).code).toBe(0);
  });

  it('adopt what is theirs beyond doubt, though the other has the same', async () => {
    const { server, first, second } = await two('create 3-4 reset-after');
    expect((await first.call(...run)).code).toBe(0);
    const end = await second.call(...run);
    expect(end.code, end.stderr).toBe(0);
    expect(await listOf(server.url)).toHaveLength(4);
    const shared = new Set(await jobsOf(first));
    expect((await jobsOf(second)).filter((id) => shared.has(id))).toEqual([]);
  });

  it('are asked where the register was lost since', async () => {
    const { first } = await two('create 1-2 reset-after\nlist 1-2 500');
    await killedInSearch(first);
    expect(await registerOf()).toContain('"intent"');
    await rm(join(state, 'accounts'), { recursive: true });
    const end = await first.call(...run);
    expect(end.code, end.stderr).toBe(1);
    expect(end.stderr).toContain('submission-unknown');
    expect(await jobsOf(first)).toEqual([]);
    // From then on, it is known that these are open, though it proves nothing.
    expect(await registerOf()).toContain('"late":true');
  });

  it.each([
    ['a file', (made: Project) => made.path(file), 'a file has its name, or the name of a folder above it'],
    ['no place for folders', () => '/proc/nope', 'no folder can be created there'],
    ['below a device', () => '/dev/null/state', 'a file has its name, or the name of a folder above it'],
  ] as const)('are told, and go on, where STORYCUT_STATE is %s', async (_, place, why) => {
    const { first } = await two('');
    process.env.STORYCUT_STATE = place(first);
    const end = await first.call(...run);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stderr).toContain('warning[account-unshared]');
    expect(end.stderr).toContain(`the folder ${place(first)} can't be used (${why}).`);
    expect(end.stderr).toContain('Set STORYCUT_STATE to a folder that can be written to.');
  });

  it('reveal neither key nor prompt nor server to who looks into the register', async () => {
    const { server, first } = await two('');
    expect((await first.call(...run)).code).toBe(0);
    const [account = ''] = await readdir(join(state, 'accounts'));
    const names = await readdir(join(state, 'accounts', account));
    const texts = await Promise.all(
      names.map((name) => readFile(join(state, 'accounts', account, name), 'utf8')),
    );
    const all = [account, ...names, ...texts].join('\n');
    expect(all).not.toContain(key.slice(0, 12));
    expect(all).not.toContain('gull');
    expect(all).not.toContain(new URL(server.url).port);
  });
});

async function listOf(url: string): Promise<readonly { readonly id: string }[]> {
  const response = await fetch(`${url}/videos?limit=100`, { headers: { authorization: `Bearer ${key}` } });
  const { data } = (await response.json()) as { data: readonly { readonly id: string }[] };
  return data;
}
