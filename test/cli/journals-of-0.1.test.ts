import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Said } from '../rig/inside.ts';
import { type Project, project } from '../rig/project.ts';
import { type ScriptedServer, scriptedServer } from '../rig/scripted-server.ts';

const data = join(import.meta.dirname, '../store/journals-of-0.1');
const file = 'film.storyboard.yaml';

interface Old {
  readonly at: Project;
  readonly server: ScriptedServer;
  /** What was submitted to the server. */
  submitted(): readonly unknown[];
  call(...args: readonly string[]): Promise<Said>;
}

/**
 * A film whose journal and clips were written by Storycut 0.1, at a server that has finished all it is asked about. `finished`
 * had every kind of trouble and ended well; `stopped` was killed (-9) with jobs in each state.
 */
async function old(name: 'finished' | 'stopped'): Promise<Old> {
  vi.stubEnv('STUDIO_KEY', 'anything');
  onTestFinished(() => void vi.unstubAllEnvs());
  const longer = await readFile(join(data, 'finished/clips', eightSeconds));
  const server = await scriptedServer(({ method, path }, response) => {
    if (path.endsWith('/content')) {
      response.writeHead(200, { 'content-type': 'video/mp4' });
      response.end(longer);
      return;
    }
    const id = method === 'POST' ? `video_new${server.seen.length}` : path.split('/').at(-1);
    const video = { id, object: 'video', status: 'completed', progress: 100, created_at: 1, model: 'sora-2' };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(path.includes('?') ? { data: [], has_more: false } : video));
  });
  const model = '{ like: sora-2, price: 0.1 }';
  const entry = (dialect: string, more = ''): string =>
    `    dialect: ${dialect}\n    base-url: ${server.url}\n    key: { env: STUDIO_KEY }\n    poll-every: 0.1\n    models:\n      sora-2: ${model}\n${more}`;
  const still = '      sora-2-pro: { like: sora-2, price: 0.1, extend: last-frame }\n';
  const at = await project({
    [file]: await readFile(join(data, name, file)),
    'config.yaml': `config: 1\nproviders:\n  studio:\n${entry('openai', still)}  shop:\n${entry('newapi')}`,
  });
  await mkdir(at.path('.storycut'));
  for (const part of ['journal.jsonl', 'clips']) {
    await cp(join(data, name, part), at.path('.storycut', part), { recursive: true });
  }
  return {
    ...{ at, server },
    submitted: () => server.seen.flatMap(({ method, fields }) => (method === 'POST' ? [fields.prompt] : [])),
    call: (...args) => at.call('--config', 'config.yaml', ...args),
  };
}

const eightSeconds = 'd5d554a639d03223bf3b7a2e769bb7b6ec9f4dd9ec92ff112c9be68382d07245.mp4';

const journalOf = (name: string): Promise<string> => readFile(join(data, name, 'journal.jsonl'), 'utf8');

describe('a film that 0.1 finished', () => {
  it('had every kind of record that 0.1 wrote', async () => {
    const text = await journalOf('finished');
    const kinds = new Set([...text.matchAll(/"(?:type|answer)":"([a-z-]+)"/g)].map(([, kind]) => kind));
    expect([...kinds].sort()).toEqual([
      ...['abandoned', 'accepted', 'adopted', 'deleted', 'failed', 'frame', 'intent', 'lost', 'made'],
      ...['not-created', 'redo', 'rejected', 'repeatable', 'resolved'],
    ]);
  });

  it('is finished, and was paid what it was', async () => {
    const { call } = await old('finished');
    const status = await call('status', '--json');
    expect(status.code, status.stderr).toBe(0);
    const { spent, reserved, segments } = JSON.parse(status.stdout);
    expect(spent).toBeCloseTo(4.8);
    expect(reserved).toBe(0);
    for (const segment of segments) expect(segment).toMatchObject({ state: 'cached' });
  });

  it('is not made again: a run asks no server for anything, and gives the journal an anchor and receipts', async () => {
    const { at, call, server } = await old('finished');
    const run = await call('run', '--yes', '--no-stitch');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('Nothing to make: 13 jobs in the store;');
    expect(server.seen).toEqual([]);
    const journal = await at.read('.storycut/journal.jsonl');
    expect(journal.startsWith(await journalOf('finished'))).toBe(true);
    expect(await at.read('.storycut/receipts/000001.jsonl')).toBe(journal);
    expect(Number(await at.read('.storycut/journal.anchor'))).toBe(journal.split('\n').length - 1);
  });

  it('is whole for verify, before and after, and recover rebuilds its journal to the byte', async () => {
    const { at, call } = await old('finished');
    const { code, stderr } = await call('verify');
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^note\[receipts-damaged\]: 65 records have no receipts yet/),
    ]);
    await call('run', '--yes', '--no-stitch');
    expect(await call('verify')).toMatchObject({ code: 0, stderr: '' });
    const journal = await at.read('.storycut/journal.jsonl');
    await rm(at.path('.storycut/journal.jsonl'));
    expect(await call('run', '--yes', '--no-stitch')).toMatchObject({ code: 3 });
    expect(await call('recover', '--yes')).toMatchObject({ code: 0 });
    expect(await at.read('.storycut/journal.jsonl')).toBe(journal);
  });

  it('is noticed to be lost if it was never opened since, by its clips', async () => {
    const { at, call, submitted } = await old('finished');
    await rm(at.path('.storycut/journal.jsonl'));
    expect(await call('run', '--yes', '--no-stitch')).toMatchObject({ code: 3 });
    expect(submitted()).toEqual([]);
  });

  it('loses nothing to gc', async () => {
    const { at, call } = await old('finished');
    const before = await readdir(at.path('.storycut/clips'));
    expect((await call('gc', '--yes', '--paid')).stdout).toBe('There is nothing to remove.\n');
    expect(await readdir(at.path('.storycut/clips'))).toEqual(before);
  });
});

describe('a film in which 0.1 was killed', () => {
  it('knows what is in flight, gone, refused and never answered, and what of it may be charged', async () => {
    const { call } = await old('stopped');
    const { spent, reserved, segments } = JSON.parse((await call('status', '--json')).stdout);
    expect(segments.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      ['gull', 'cached'],
      ['gate', 'unknown'],
      ['lamp', 'failed'],
      ['hill', 'unknown'],
      ['flight', 'in-flight'],
    ]);
    expect(spent).toBeCloseTo(0.8);
    expect(reserved).toBeCloseTo(1.2);
  });

  it('gets what is in flight, and submits nothing for it', async () => {
    const { call, submitted } = await old('stopped');
    const run = await call('run', '--yes', '--no-stitch', '--only', 'gull,flight');
    expect(run.code, run.stderr).toBe(0);
    expect(submitted()).toEqual([]);
    const { spent, reserved } = JSON.parse((await call('status', '--json')).stdout);
    expect(spent).toBeCloseTo(1.6);
    expect(reserved).toBeCloseTo(0.4);
  });

  it('tries again what failed, and asks about the rest', async () => {
    const { call, submitted } = await old('stopped');
    const run = await call('run', '--yes', '--no-stitch');
    expect(run.code, run.stderr).toBe(1);
    expect(submitted()).toEqual(['A lamp is lit']);
    expect(run.stderr).toContain('resolve gate --pay-again');
    expect(run.stderr).toContain('error[submission-unknown]');
  });

  it('keeps its journal in flight, though that is lost', async () => {
    const { at, call, submitted } = await old('stopped');
    await call('run', '--yes', '--no-stitch', '--only', 'gull');
    await rm(at.path('.storycut/journal.jsonl'));
    const recover = await call('recover', '--yes');
    expect(recover.code, recover.stderr).toBe(0);
    expect(recover.stderr).toMatch(
      /film .*\$0\.80 spent .*\$1\.20 reserved.*, 1 in flight, 1 maybe accepted, 1 whose footage is lost/,
    );
    await call('run', '--yes', '--no-stitch', '--only', 'gull,flight');
    expect(submitted()).toEqual([]);
  });
});
