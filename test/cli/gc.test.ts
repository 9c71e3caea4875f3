import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { file, filmOf, gull } from '../advice/state.ts';
import { aClip, clipsOf, film, made, pay } from './kept.ts';

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
