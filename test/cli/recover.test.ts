import { appendFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { file, filmOf, gull } from '../advice/state.ts';
import { made, pay } from './kept.ts';

describe('recover', () => {
  it('shows what it would write, and writes it only with consent', async () => {
    const at = await made();
    await pay(at, 'film', 'door');
    const journal = await at.read('.storycut/journal.jsonl');
    await rm(at.path('.storycut/journal.jsonl'));
    const shown = await at.call('recover');
    expect(shown.code).toBe(2);
    expect(shown.stderr).toContain('10 records can be rebuilt. The journal in .storycut has 0 of them.');
    expect(shown.stderr).toMatch(/film {2}3 made {2}\$2\.00 spent/);
    expect(shown.stderr).toContain('No record is missing.');
    await expect(at.read('.storycut/journal.jsonl')).rejects.toThrow('ENOENT');
    expect(await at.call('recover', '--yes')).toMatchObject({ code: 0 });
    expect(await at.read('.storycut/journal.jsonl')).toBe(journal);
    expect((await at.call('recover')).stderr).toContain('There is nothing to recover.');
    expect((await at.call('run')).stderr).toContain('Nothing to make');
  });

  it('writes nothing while records are missing, until the loss is accepted', async () => {
    const at = await made();
    const journal = await at.read('.storycut/journal.jsonl');
    await at.write('.storycut/journal.jsonl', journal.slice(0, journal.indexOf('\n') + 1));
    await rm(at.path('.storycut/receipts'), { recursive: true });
    const shown = await at.call('recover', '--yes');
    expect(shown).toMatchObject({ code: 2 });
    expect(shown.stderr).toContain('error[records-lost]: 6 records of the journal are in no file any more.');
    expect(shown.stderr).toContain('No record names 2 clips in the store');
    expect(await at.call('recover', '--yes', '--accept-loss')).toMatchObject({ code: 0 });
    expect((await at.call('verify')).stderr).toContain('note[records-lost]');
    expect(await at.call('run')).toMatchObject({ code: 0 });
  });

  it('is called for where all but the clips was put back as it was', async () => {
    const at = await made();
    const before = ['journal.jsonl', 'journal.anchor', 'receipts/000001.jsonl'];
    const old = await Promise.all(before.map((name) => at.read(`.storycut/${name}`)));
    await at.write(file, filmOf([gull, '{ id: lamp, prompt: A lamp is out, duration: 1 }']));
    expect(await at.call('run')).toMatchObject({ code: 0 });
    await rm(at.path('.storycut/receipts'), { recursive: true });
    for (const [i, name] of before.entries()) await at.write(`.storycut/${name}`, old[i] ?? '');
    expect(await at.call('run')).toMatchObject({ code: 3 });
    const shown = await at.call('recover', '--yes');
    expect(shown.stderr).toContain('error[records-lost]: 1 record of the journal is in no file any more.');
    expect((await at.call('status', '--json')).stdout).toContain('"lostRecords": 0');
    expect(await at.call('recover', '--yes', '--accept-loss')).toMatchObject({ code: 0 });
    expect(await at.call('run')).toMatchObject({ code: 0 });
    const status = await at.call('status');
    expect(status.stderr).toContain(
      'note[records-lost]: The journal was rebuilt without 1 record that was lost',
    );
    expect((await at.call('status', '--json')).stdout).toContain('"lostRecords": 1');
  });

  it('is a document for programs, which are not asked', async () => {
    const at = await made();
    expect(JSON.parse((await at.call('recover', '--json')).stdout)).toEqual({
      ...{ schemaVersion: 1, kind: 'whole', records: 7, diagnostics: [] },
    });
    await rm(at.path('.storycut/journal.jsonl'));
    const shown = await at.call('recover', '--json');
    expect(shown.code).toBe(2);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      ...{ kind: 'declined', found: { records: 7, inJournal: 0, lost: 0, films: [{ film: 'film' }] } },
    });
    const written = await at.call('recover', '--json', '--yes');
    expect(written.code).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({ kind: 'rebuilt', found: { records: 7 } });
    expect(await at.call('verify')).toMatchObject({ code: 0 });
  });

  it('says in its document what can not be rebuilt', async () => {
    const at = await made();
    const stray = `.storycut/clips/${'a'.repeat(64)}.mp4`;
    await at.write(stray, 'x');
    const shown = await at.call('recover', '--json', '--yes');
    expect(shown.code).toBe(2);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      ...{ kind: 'refused', found: { lost: 1, strays: 1 }, diagnostics: [{ code: 'records-lost' }] },
    });
    expect(shown.stderr).toContain('error[records-lost]');
  });

  it('cuts nothing off that a torn line hides', async () => {
    const at = await made();
    await appendFile(at.path('.storycut/journal.jsonl'), '1234abcd {"seq":99,');
    expect((await at.call('recover')).stderr).toContain('The journal is whole: 7 records.');
  });
});
