import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { clipDamaged } from '../../src/project/upkeep/diagnose.ts';
import { inspectStore } from '../../src/store/inspection.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { file } from '../advice/state.ts';
import { aClip, film, made } from './kept.ts';

describe('verify', () => {
  it('finds a store whole that is, and changes nothing', async () => {
    const at = await made();
    const before = await readdir(at.path('.storycut'), { recursive: true });
    const told = await at.call('verify');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(
      /^journal {3}7 records, whole\nreceipts {2}7 of 7 records\nclips {5}2 of 2 whole, /,
    );
    expect(JSON.parse((await at.call('verify', '--json')).stdout)).toMatchObject({
      schemaVersion: 1,
      journal: { records: 7, whole: true },
      clips: { recorded: 2, missing: 0, damaged: 0, strays: 0 },
      diagnostics: [],
    });
    expect(await readdir(at.path('.storycut'), { recursive: true })).toEqual(before);
  });

  const harms: readonly [string, string, (clip: string) => unknown][] = [
    ['one flipped bit', 'clip-damaged', async (clip) => writeFile(clip, flipped(await readFile(clip)))],
    ['an end cut off', 'clip-damaged', (clip) => truncate(clip, 100)],
    ['a clip that is gone', 'clip-missing', (clip) => rm(clip)],
  ];
  it.each(harms)(
    'finds %s and says whose it is; the next run gets it back for nothing',
    async (_, code, harm) => {
      const at = await made();
      const clip = await aClip(at);
      await harm(clip);
      const told = await at.call('verify');
      expect(told.code).toBe(1);
      expect(told.stderr).toMatch(
        new RegExp(`^error\\[${code}\\]: The clip of (gull|lamp) \\(film, take 1\\) is `),
      );
      expect(told.stderr).toContain('downloads it again, for nothing');
      if (told.stderr.includes('Delete ') || code === 'clip-missing') await rm(clip, { force: true });
      expect(await at.call('run')).toMatchObject({ code: 0 });
      expect(await at.call('verify')).toMatchObject({ code: 0 });
      const journal = await at.read('.storycut/journal.jsonl');
      expect(journal.match(/"type":"intent"/g)).toHaveLength(2);
    },
  );

  it('reads no pipe in place of a clip', async () => {
    const at = await made();
    const clip = await aClip(at);
    await rm(clip);
    execFileSync('mkfifo', [clip]);
    expect(await at.call('verify')).toMatchObject({ code: 3 });
  });

  it('says what becomes of a clip whose journal is lost, by its receipts', async () => {
    const at = await made();
    await rm(at.path('.storycut/journal.jsonl'));
    await rm(await aClip(at));
    const told = await at.call('verify');
    expect(told.code).toBe(3);
    expect(told.stderr).toContain('error[journal-damaged]');
    expect(told.stderr).toContain('error[clip-missing]');
    expect(told.stderr).not.toContain('clips-stray');
  });

  it('says what receipts hold of a journal that is gone', async () => {
    const at = await made();
    await rm(at.path('.storycut/journal.jsonl'));
    const told = await at.call('verify');
    expect(told.code).toBe(3);
    expect(told.stdout).toMatch(
      /^journal {3}missing, or nothing in it can be read\nreceipts {2}7 of 7 records\nclips {5}2 of 2 whole/,
    );
    const json = await at.call('verify', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ journal: { records: 0, whole: false }, receipts: { records: 7, of: 7 } },
    });
    expect(json.stderr).toContain('`storycut recover` rebuilds it from its receipts.');
  });

  it('says that receipts are gone, which the next run writes again', async () => {
    const at = await made();
    await rm(at.path('.storycut/receipts'), { recursive: true });
    const told = await at.call('verify');
    expect(told.code).toBe(1);
    expect(told.stdout).toContain('receipts  0 of 7 records');
    expect(told.stderr).toContain(
      'error[receipts-damaged]: The receipts are gone: none of 7 records has one.',
    );
    expect(await at.call('run')).toMatchObject({ code: 0 });
    expect(await at.call('verify')).toMatchObject({ code: 0, stderr: '' });
  });

  it('takes a copy without receipts for whole, and says that it has none', async () => {
    const at = await made();
    await rm(at.path('.storycut/receipts'), { recursive: true });
    await rm(at.path('.storycut/journal.anchor'));
    const told = await at.call('verify');
    expect(told.code).toBe(0);
    expect(told.stderr).toContain(
      'note[receipts-damaged]: 7 records have no receipts yet: the next run writes them.',
    );
  });

  it('says of every clip that it can’t read that it can’t', async () => {
    const at = await made();
    const found = await inspectStore(at.path('.storycut'), {
      ...nodeFiles,
      hash: () => Promise.reject(Object.assign(new Error('EACCES: open'), { code: 'EACCES' })),
    });
    if (!found.ok) throw new Error(found.error.message);
    const told = await Promise.all(
      found.value.clips.map(async (clip) => [clip, await found.value.check(clip)] as const),
    );
    expect(told.map(([, condition]) => condition)).toEqual([
      { unreadable: 'permission denied' },
      { unreadable: 'permission denied' },
    ]);
    for (const [clip, condition] of told) {
      if (condition === 'whole') continue;
      expect(clipDamaged(clip, condition, '.storycut')).toMatchObject({
        code: 'clip-damaged',
        message: expect.stringMatching(
          /^The clip of (gull|lamp) .* can't be read: .*\(permission denied\)\.$/,
        ),
      });
    }
  });

  it('is about a storyboard, its folder, or the folder it is called in', async () => {
    const at = await made({ [`a/${file}`]: film });
    for (const name of ['a', `a/${file}`]) expect(await at.call('verify', name)).toMatchObject({ code: 0 });
    expect(await at.call('verify')).toMatchObject({ code: 2 });
    expect((await at.call('verify', 'a/none.yaml')).stderr).toContain('error[file-not-found]');
  });
});

function flipped(bytes: Buffer): Buffer {
  const harmed = Buffer.from(bytes);
  harmed[500] = (harmed[500] ?? 0) ^ 1;
  return harmed;
}
