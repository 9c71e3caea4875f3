import { execFileSync } from 'node:child_process';
import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { clipDamaged } from '../../src/project/upkeep/diagnose.ts';
import { inspectStore } from '../../src/store/inspection.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { openStore } from '../../src/store/store.ts';
import { file, filmOf, gull, lamp } from '../advice/state.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { generate } from '../rig/plans.ts';
import { type Project, project } from '../rig/project.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const film = filmOf([gull, lamp]);

async function made(files: Readonly<Record<string, string>> = { [file]: film }): Promise<Project> {
  const at = await project(files);
  for (const name of Object.keys(files)) expect(await at.did('run', name)).toMatchObject({ code: 0 });
  return at;
}

const clipsOf = (at: Project): Promise<string[]> => readdir(at.path('.storycut/clips'));
const aClip = async (at: Project): Promise<string> =>
  at.path('.storycut/clips', (await clipsOf(at))[0] ?? '');

/** A clip that was paid for, for this film and segment. */
async function pay(at: Project, storyboard: string, segment: string): Promise<string> {
  const store = await openStore(at.path('.storycut'), { clock: virtualClock(), random: fixedRandom(5) });
  if (!store.ok) throw new Error(store.error.message);
  const { kind, take, link, request } = generate(segment);
  const temporary = store.value.temporary(segment, 'mp4');
  await writeFile(temporary, `footage of ${segment}`);
  const intent = { type: 'intent', attempt: segment, kind, storyboard, segment, take, link } as const;
  await store.value.append({ ...intent, fingerprint: segment, request, price: 2 });
  await store.value.append({ type: 'accepted', attempt: segment, remote: segment });
  const taken = await store.value.take(temporary, 'mp4');
  if (!taken.ok) throw new Error(taken.error);
  await store.value.append({ type: 'made', attempt: segment, ...taken.value, cost: 2 });
  await store.value.close();
  return `${taken.value.clip}.mp4`;
}

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

describe('gc', () => {
  it('removes footage that no storyboard needs and nobody paid for, and only with consent', async () => {
    const at = await made();
    const kept = await clipsOf(at);
    await at.write(file, filmOf([gull, '{ id: lamp, prompt: A lamp is out, duration: 1 }']));
    expect(await at.call('run')).toMatchObject({ code: 0 });
    expect(await at.call('gc')).toMatchObject({ code: 0 });
    expect(await clipsOf(at)).toHaveLength(3);

    const told = await at.call('gc', '--yes');
    expect(told.stdout).toMatch(
      /^No storyboard here needs 1 file, .*\n.*…\.mp4 .* film: lamp, take 1 {2}free\n$/,
    );
    expect((await clipsOf(at)).filter((name) => kept.includes(name))).toHaveLength(1);
    expect(await at.call('verify')).toMatchObject({ code: 0, stderr: '' });
    expect((await at.call('gc')).stdout).toBe('There is nothing to remove.\n');

    // Asked for again, it comes from where it was made.
    await at.write(file, film);
    expect((await at.call('run')).stderr).toContain('1 made, 1 already in the store.');
    expect((await clipsOf(at)).filter((name) => kept.includes(name))).toEqual(kept);
  });

  it('never removes what was paid for without --paid, and what was paid stays spent', async () => {
    const at = await made();
    const paid = await pay(at, 'film', 'door');
    const told = await at.call('gc', '--yes');
    expect(told.stdout).toMatch(
      /^There is nothing to remove\.\n\nKept, because .*: 1 file, 15 B\n.* film: door, take 1 {2}\$2\.00\n$/,
    );
    expect(await clipsOf(at)).toContain(paid);
    expect((await at.call('gc', '--paid', '--yes')).stderr).toContain('Removed: 1 file');
    expect(await clipsOf(at)).not.toContain(paid);
    expect(await clipsOf(at)).toHaveLength(2);
    expect((await at.call('status')).stdout).toContain('$2.00 spent so far');
    expect((await at.call('verify')).code).toBe(0);
  });

  it('keeps what the other storyboards of the folder need, and all where one has errors', async () => {
    const other = filmOf(['{ id: ship, prompt: A ship, duration: 1 }']);
    const at = await made({ [file]: film, 'other.storyboard.yaml': other });
    expect((await at.call('gc', '--yes')).stdout).toBe('There is nothing to remove.\n');
    await at.write('other.storyboard.yaml', other.replace('prompt', 'promt'));
    await rm(at.path(file));
    const told = await at.call('gc', '--yes', '--paid');
    expect(told.stdout).toMatch(/shows (it|them)\): other\.storyboard\.yaml\. So all clips are kept\./);
    expect(await clipsOf(at)).toHaveLength(3);
    await at.write('other.storyboard.yaml', other);
    await at.write(file, filmOf(['{ id: gull, prompt: A tern, duration: 1 }']));
    await at.call('gc', '--yes');
    expect(await clipsOf(at)).toHaveLength(1);
  });

  const strange: readonly [string, string, string][] = [
    ['film.txt', film, 'it has another ending'],
    ['film.yaml', `${'# a comment\n'.repeat(2000)}${film}`, 'its first key comes late'],
  ];
  it.each(strange)('keeps what %s needs, named or not: %#', async (name, text) => {
    const at = await made({ [name]: text });
    const other = filmOf(['{ id: ship, prompt: A ship, duration: 1 }']);
    await at.write('other.storyboard.yaml', other);
    const told = await at.call('gc', '--yes', '--paid');
    expect(told.stdout).toContain('No storyboard is found here for film, so the clips made for it are kept.');
    expect(await clipsOf(at)).toHaveLength(2);
    expect((await at.call('gc', name, '--yes', '--paid')).stdout).toBe('There is nothing to remove.\n');
    await at.write(name, text.replace('A lamp is lit', 'A lamp is out'));
    expect((await at.call('gc', name, '--yes')).stderr).toContain('Removed: 1 file');
    expect((await at.call('run', name)).stderr).toContain('1 made, 1 already in the store.');
  });

  it('keeps the clips of a film whose storyboard is away, and of no film that has another name now', async () => {
    const at = await made();
    await rename(at.path(file), at.path('away.bin'));
    await at.write('other.storyboard.yaml', filmOf(['{ id: ship, prompt: A ship, duration: 1 }']));
    await at.call('gc', '--yes', '--paid');
    expect(await clipsOf(at)).toHaveLength(2);
    await rename(at.path('away.bin'), at.path('ferry.storyboard.yaml'));
    expect(await at.call('run', 'ferry.storyboard.yaml')).toMatchObject({ code: 0 });
    await at.write('ferry.storyboard.yaml', filmOf([gull]));
    expect((await at.call('gc', '--yes')).stderr).toContain('Removed: 1 file');
  });

  it('keeps a clip that a storyboard names as its own footage', async () => {
    const at = await made();
    const names = await clipsOf(at);
    const [removed = ''] = names;
    const bytes = await readFile(at.path('.storycut/clips', removed));
    await at.write(file, filmOf(names.map((name, i) => `{ id: own-${i}, file: .storycut/clips/${name} }`)));
    expect((await at.call('gc', '--yes', '--paid')).stdout).toBe('There is nothing to remove.\n');

    const own = await at.read(file);
    await at.write(file, filmOf(['{ id: ship, prompt: A ship, duration: 1 }']));
    await at.call('gc', '--yes');
    expect(await clipsOf(at)).toEqual([]);
    for (const name of names) await at.write(`.storycut/clips/${name}`, bytes);
    await at.write(file, own);
    expect((await at.call('gc', '--yes', '--paid')).stdout).toBe('There is nothing to remove.\n');
    expect(await clipsOf(at)).toEqual(names);
  });

  it('takes a paid clip for paid also when it was removed once and came back', async () => {
    const at = await made();
    const paid = await pay(at, 'film', 'door');
    const free = await aClip(at);
    const bytes = { paid: await at.read(`.storycut/clips/${paid}`), free: await readFile(free) };
    await at.write(file, filmOf(['{ id: ship, prompt: A ship, duration: 1 }']));
    await at.call('gc', '--yes', '--paid');
    expect(await clipsOf(at)).toEqual([]);
    await at.write(`.storycut/clips/${paid}`, bytes.paid);
    await writeFile(free, bytes.free);
    await at.call('gc', '--yes');
    expect(await clipsOf(at)).toEqual([paid]);
    await at.call('gc', '--yes', '--paid');
    expect(await clipsOf(at)).toEqual([]);
  });

  it.each(['ferry.storyboard.yaml', 'ferry.yaml'])(
    'keeps what a storyboard needs that is %s now',
    async (name) => {
      const at = await made();
      await rename(at.path(file), at.path(name));
      expect((await at.call('gc', '--yes', '--paid')).stdout).toBe('There is nothing to remove.\n');
      expect((await at.call('run', name)).stderr).toContain('2 jobs in the store');
    },
  );

  it('keeps what the last run made with other choices', async () => {
    const at = await made({
      [file]: film.replace('A lamp is lit', '$what').replace('title:', 'vars: { what: A lamp }\ntitle:'),
    });
    expect(await at.call('run', '--set', 'what=A gate')).toMatchObject({ code: 0 });
    expect((await at.call('gc', '--yes')).stdout).toBe('There is nothing to remove.\n');
  });

  it('takes a clip that the journal does not name for paid, but not what is certainly useless', async () => {
    const at = await made();
    const stray = `.storycut/clips/${'a'.repeat(64)}.mp4`;
    const useless = [
      `.storycut/clips/${'b'.repeat(64)}.png`,
      '.storycut/journal.cut-12',
      '.storycut/journal.before-12',
      '.storycut/journal.anchor.new',
    ];
    for (const name of [stray, ...useless]) await at.write(name, 'x');
    const told = await at.call('verify');
    expect(told.code).toBe(3);
    expect(told.stderr).toContain('note[clips-stray]');
    expect(told.stderr).toContain('error[journal-damaged]');
    expect(await at.call('gc', '--yes', '--paid')).toMatchObject({ code: 3 });
    expect(await at.call('recover', '--yes', '--accept-loss')).toMatchObject({ code: 0 });
    await at.call('gc', '--yes');
    expect(await at.read(stray)).toBe('x');
    for (const name of useless) await expect(at.read(name)).rejects.toThrow('ENOENT');
    await at.call('gc', '--yes', '--paid');
    await expect(at.read(stray)).rejects.toThrow('ENOENT');
    expect(await at.call('verify')).toMatchObject({ code: 0 });
  });

  it('keeps nothing for a film that is gone for good once it is told so, paid footage only without --paid', async () => {
    const at = await made({ [file]: film, 'other.storyboard.yaml': filmOf([gull]) });
    const paid = await pay(at, 'film', 'door');
    await rm(at.path(file));
    expect((await at.call('gc', '--yes')).stdout).toContain(
      'if it is gone for good, `storycut gc --forget film`',
    );
    expect(await clipsOf(at)).toHaveLength(3);

    for (const [name, says] of [
      ['other', 'The storyboard of other is here, so its clips are still needed.'],
      ['flim', 'No clips are kept here for a film flim.'],
    ] as const) {
      const refused = await at.call('gc', '--yes', '--paid', '--forget', name);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(`error[film-not-lost]: ${says}`);
    }
    expect(await clipsOf(at)).toHaveLength(3);

    const told = await at.call('gc', '--yes', '--forget', 'film');
    expect(told.stdout).toContain('film: lamp, take 1');
    expect(told.stdout).toContain('Kept, because it was or may have been paid for');
    expect(await clipsOf(at)).toHaveLength(2);
    expect(await clipsOf(at)).toContain(paid);
    await at.call('gc', '--yes', '--paid', '--forget', 'film');
    expect(await clipsOf(at)).toHaveLength(1);
    expect(await at.call('verify')).toMatchObject({ code: 0 });
  });

  it('is a document for programs, which are not asked', async () => {
    const at = await made();
    await at.write(file, filmOf([gull]));
    const shown = JSON.parse((await at.call('gc', '--json')).stdout);
    expect(shown).toMatchObject({
      ...{ schemaVersion: 1, removed: false, kept: [], unplanned: [], lost: [] },
      files: [{ paid: false, what: { kind: 'clip', film: 'film', segment: 'lamp', cost: 0 } }],
    });
    expect(await clipsOf(at)).toHaveLength(2);
    expect(JSON.parse((await at.call('gc', '--json', '--yes')).stdout)).toMatchObject({ removed: true });
    expect(await clipsOf(at)).toHaveLength(1);
    const refused = await at.call('gc', 'none', '--json');
    expect(JSON.parse(refused.stdout)).toMatchObject({ diagnostics: [{ code: 'file-not-found' }] });
  });

  it('refuses a journal that is damaged', async () => {
    const at = await made();
    await rm(at.path('.storycut/journal.jsonl'));
    expect(await at.call('gc', '--yes', '--paid')).toMatchObject({ code: 3 });
    expect(await clipsOf(at)).toHaveLength(2);
  });
});

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

function flipped(bytes: Buffer): Buffer {
  const harmed = Buffer.from(bytes);
  harmed[500] = (harmed[500] ?? 0) ^ 1;
  return harmed;
}
