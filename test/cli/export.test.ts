import { readdir, symlink } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';

describe('export', () => {
  it('prints the timeline and nothing else, with what is made and room for what is not', async () => {
    const made = await project({ [file]: film });
    expect(await made.did('run', '--only', 'door', '--no-stitch')).toMatchObject({ code: 0 });
    const before = await readdir(made.folder, { recursive: true });

    const exported = await made.call('export');
    expect(exported.code, exported.stderr).toBe(0);
    expect(exported.stderr).toContain(
      'warning[footage-missing]: Segment approach has not been made yet: a gap is left for it in the film. The same applies to climb, lamp.',
    );
    const [picture] = JSON.parse(exported.stdout).tracks.children;
    const references = picture.children.map(
      (clip: { name: string; media_references: { DEFAULT_MEDIA: { OTIO_SCHEMA: string } } }) =>
        `${clip.name} ${clip.media_references.DEFAULT_MEDIA.OTIO_SCHEMA}`,
    );
    expect(references).toEqual([
      'approach MissingReference.1',
      'climb MissingReference.1',
      'lamp MissingReference.1',
      'door ExternalReference.1',
      'fin GeneratorReference.1',
    ]);
    const [, , , door] = picture.children;
    expect(door.media_references.DEFAULT_MEDIA.target_url).toMatch(
      /^file:\/\/\/.*\/\.storycut\/clips\/[0-9a-f]{64}\.mp4$/,
    );
    expect(door.media_references.DEFAULT_MEDIA.available_range.duration.value).toBe(24);
    expect(await readdir(made.folder, { recursive: true })).toEqual(before);
  });

  it('prints with `--output -`, as without any', async () => {
    const made = await project({ [file]: film });
    const printed = await made.call('export', '--format', 'edl');
    expect(printed.stdout).toMatch(/^TITLE: A Small Film\n/);
    expect(await made.call('export', '--format', 'edl', '--output', '-')).toEqual(printed);
    expect((await readdir(made.folder)).filter((name) => name !== '.storycut')).toEqual([file]);
  });

  it('writes a file that it may write, in the format of its name, in place of an earlier one', async () => {
    const made = await project({ [file]: film, 'cut/.keep': '' });
    for (const _ of ['the first', 'one in its place']) {
      expect(await made.call('export', '--output', 'film.edl')).toMatchObject({
        code: 0,
        stdout: 'film.edl\n',
      });
    }
    expect(await made.read('film.edl')).toMatch(/^TITLE: A Small Film\nFCM: NON-DROP FRAME\n/);
    expect(await made.call('export', '--format', 'fcpxml', '--output', 'cut')).toMatchObject({
      code: 0,
      stdout: 'cut/film.fcpxml\n',
    });
    expect((await readdir(made.folder)).sort()).toEqual(['.storycut', 'cut', 'film.edl', file]);
  });

  it('writes tables for spreadsheets: what is shown, and what it costs', async () => {
    const made = await project({ [file]: film, 'cut/.keep': '' });
    expect(await made.did('run', '--only', 'door', '--no-stitch')).toMatchObject({ code: 0 });
    const printed = await made.call('export', '--format', 'shot-list');
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const shots: Record<string, string>[] = parse(printed.stdout, { columns: true });
    expect(shots.map(({ shot, state, start }) => `${shot} ${state} ${start}`)).toEqual([
      ...['approach new 0', 'climb new 1', 'lamp new 2', 'door made 3', 'fin ready 4'],
    ]);
    expect(shots[2]).toMatchObject({
      'scene title': 'Arrival',
      source: 'extend',
      caption: 'The lamp',
      pick: '1',
    });

    // Excel reads a file as UTF-8 only with a mark at its beginning; what is printed is for other programs.
    expect(await made.call('export', '--output', 'shots.csv')).toMatchObject({ stdout: 'shots.csv\n' });
    expect(await made.read('shots.csv')).toBe(`\ufeff${printed.stdout.replaceAll('\n', '\r\n')}`);
    expect(await made.call('export', '--format', 'cost-sheet', '--output', 'cut')).toMatchObject({
      stdout: 'cut/film-cost-sheet.csv\n',
    });
    const costs: Record<string, string>[] = parse(await made.read('cut/film-cost-sheet.csv'), {
      ...{ bom: true, columns: true },
    });
    expect(costs.map(({ row, segment, state }) => `${row} ${segment} ${state}`.trim())).toEqual([
      ...['to make approach to make', 'to make climb to make', 'to make lamp to make'],
      ...['attempt door made'],
      ...['segment total approach', 'segment total climb', 'segment total lamp', 'segment total door'],
      ...['scene total', 'scene total', 'model total', 'film total'],
    ]);
  });

  it('refuses names that are another format’s, and files that the film is made from', async () => {
    const made = await project({ [file]: film });
    await symlink(file, made.path('link.otio'));
    expect((await made.call('export', '--output', file)).stderr).toContain('error[export-misnamed]');
    expect((await made.call('export', '--format', 'edl', '--output', 'film.otio')).stderr).toContain(
      'does not end in .edl',
    );
    const overStoryboard = await made.call('export', '--output', 'link.otio');
    expect(overStoryboard).toMatchObject({ code: 2, stdout: '' });
    expect(overStoryboard.stderr).toContain('error[output-is-footage]');
    expect(await made.call('export', '--output', '.storycut/film.otio')).toMatchObject({
      code: 2,
      stdout: '',
    });
    expect(await made.read(file)).toBe(film);
  });

  it('says why a file could not be written', async () => {
    const made = await project({ [file]: film });
    const lost = await made.call('export', '--output', `${file}/cuts/film.otio`);
    expect(lost).toMatchObject({ code: 3, stdout: '' });
    expect(lost.stderr).toMatch(
      /error\[export-not-written\]: .*film\.otio could not be written: ENOTDIR: not a directory\.\n/,
    );
  });
});
