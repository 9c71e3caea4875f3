import { describe, expect, it } from 'vitest';
import { tellApart } from '../../src/project/naming/tell-apart.ts';
import { film } from '../cli/film.ts';
import { project } from '../rig/project.ts';

const named = (...segments: readonly string[]) => ({ ok: true, value: { storyboard: undefined, segments } });
const of = (storyboard: string, ...segments: readonly string[]) => ({
  ok: true,
  value: { storyboard, segments },
});

describe('names of a storyboard and of segments are told apart', () => {
  it('wherever the storyboard stands', async () => {
    const { folder } = await project({ 'film.storyboard.yaml': film, 'v1.2/film.storyboard.yaml': film });
    const file = 'film.storyboard.yaml';
    for (const names of [
      [file, 'door', 'climb'],
      ['door', file, 'climb'],
      ['door', 'climb', file],
    ]) {
      expect(await tellApart(folder, names)).toEqual(of(file, 'door', 'climb'));
    }
    expect(await tellApart(folder, ['door'])).toEqual(named('door'));
    expect(await tellApart(folder, ['door', 'v1.2'])).toEqual(of('v1.2', 'door'));
    expect(await tellApart(folder, ['.', 'door'])).toEqual(of('.', 'door'));
    // Not there, and so to be missed as what it is.
    expect(await tellApart(folder, ['other.storyboard.yml', 'door'])).toEqual(
      of('other.storyboard.yml', 'door'),
    );
    // What looks like a job's id is none of a file.
    expect(await tellApart(folder, ['climb.2'])).toEqual(named('climb.2'));
  });

  it('a folder is one with a storyboard in it, and gives way to a segment or scene of its name', async () => {
    const { folder } = await project({
      'film.storyboard.yaml': film,
      'trailer/film.storyboard.yaml': film,
      'door/film.storyboard.yaml': film,
      'inside/film.storyboard.yaml': film,
      'lamp/light.mp4': '',
    });
    expect(await tellApart(folder, ['trailer', 'door'])).toEqual(of('trailer', 'door'));
    expect(await tellApart(folder, ['climb', 'trailer'])).toEqual(of('trailer', 'climb'));
    expect(await tellApart(folder, ['door', 'inside'])).toEqual(named('door', 'inside'));
    expect(await tellApart(folder, ['door/', 'door'])).toEqual(of('door/', 'door'));
    expect(await tellApart(folder, ['lamp'])).toEqual(named('lamp'));
  });

  it('without a storyboard here, or with several, a folder is meant', async () => {
    const { folder } = await project({ 'door/film.storyboard.yaml': film });
    expect(await tellApart(folder, ['door', 'climb'])).toEqual(of('door', 'climb'));
    const two = await project({
      'a.storyboard.yaml': film,
      'b.storyboard.yaml': film,
      'door/film.storyboard.yaml': film,
    });
    expect(await tellApart(two.folder, ['door', 'climb'])).toEqual(of('door', 'climb'));
  });

  it('beside a storyboard, a folder is called as a segment is; of two folders, the first is the storyboard', async () => {
    const { folder } = await project({
      'gull/gull.storyboard.yaml': film,
      'door/film.storyboard.yaml': film,
    });
    expect(await tellApart(folder, ['gull/gull.storyboard.yaml', 'gull'])).toEqual(
      of('gull/gull.storyboard.yaml', 'gull'),
    );
    expect(await tellApart(folder, ['gull', 'door'], 'door')).toEqual(of('door', 'gull', 'door'));
    expect(await tellApart(folder, ['gull', 'gull'])).toEqual(of('gull', 'gull'));
    expect(await tellApart(folder, ['gull', 'door'])).toEqual(of('gull', 'door'));
  });

  it('two are one too many', async () => {
    const { folder } = await project({ 'a/film.storyboard.yaml': film, 'act.mp4': '', 'act.png': '' });
    for (const names of [
      ['a/', 'door', 'b/film.storyboard.yaml'],
      ['act.mp4', 'act.png'],
    ]) {
      expect(await tellApart(folder, names)).toMatchObject({
        ok: false,
        error: { code: 'several-storyboards', help: expect.stringContaining('quotes around a glob') },
      });
    }
    expect(await tellApart(folder, ['a/'], 'b.yaml')).toMatchObject({
      error: { message: 'Several storyboards are named: b.yaml, a/.' },
    });
  });
});
