import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFilm } from '../../src/project/film/film.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { outputFiles } from '../../src/project/outputs/output-files.ts';
import { project } from '../rig/project.ts';

const cards = (outputs = ''): string =>
  `storyboard: 1\ntitle: Film\nscenes:\n  - id: s\n    segments:\n      - { id: fin, card: { text: Fin }, duration: 1 }\n${outputs}`;

/** What is told of a storyboard beside another one, and what running it would be refused for. */
async function told(own: string, other: string, { draft = false, outputs = ['', ''] } = {}) {
  const at = await project({ [own]: cards(outputs[0]), [other]: cards(outputs[1]) });
  const film = await loadFilm(machine({ cwd: at.folder }), { storyboard: own, overrides: { vars: {} } });
  if (!film.ok) return { loading: film.error, writing: [] };
  const files = await outputFiles(at.folder, film.value, { draft });
  return { loading: film.value.diagnostics, writing: files.ok ? [] : files.error };
}

const collides = { code: 'storyboards-collide' };

describe('two storyboards in a folder', () => {
  it.each(['film.storyboard.yml', 'film.storyboard.json', 'Film.storyboard.yml'])(
    'that are the same film are refused: film.storyboard.yaml and %s',
    async (other) => {
      const [error, ...more] = (await told('film.storyboard.yaml', other)).loading;
      expect(more).toEqual([]);
      expect(error).toMatchObject({ ...collides, severity: 'error' });
      expect(error?.message).toContain(`film.storyboard.yaml and ${other} would both be`);
    },
  );

  it.each([
    ['film.yaml', 'film.yml'],
    ['film.yaml', 'film.storyboard.yaml'],
    ['film.storyboard.yaml', 'Film.json'],
    ['film.txt', 'film.yaml'],
  ])('are the same film whatever their files are called: %s and %s', async (own, other) => {
    expect((await told(own, other)).loading).toMatchObject([{ ...collides, severity: 'error' }]);
  });

  it('are told of what they share whatever their files are called', async () => {
    const [film, other] = ['film.yml', 'film.draft.yaml'];
    expect(await told(film, other)).toMatchObject({ loading: [{ ...collides, severity: 'warning' }] });
    const { writing } = await told(film, other, { draft: true });
    expect(writing).toMatchObject([{ ...collides, severity: 'error' }]);
  });

  it('are not taken for what is no storyboard', async () => {
    const at = await project({
      'film.yaml': cards(),
      'film.yml': 'scenes: [ { name: Evening } ]\n',
      'film.json': '{}',
      'film.md': cards(),
    });
    expect((await at.call('plan', 'film.yaml')).code).toBe(0);
  });

  it('are told that a draft of the one is the film of the other, and the draft is refused', async () => {
    const [film, other] = ['film.storyboard.yaml', 'film.draft.storyboard.yaml'];
    const warning = { ...collides, severity: 'warning' };
    expect(await told(film, other)).toMatchObject({ loading: [warning], writing: [] });
    const draft = await told(film, other, { draft: true });
    expect(draft.writing).toMatchObject([{ ...collides, severity: 'error' }]);
    expect(draft.writing[0]?.message).toContain(
      'film.draft.mp4 is also an output of film.draft.storyboard.yaml',
    );
    // A draft is less than a film, and no film waits for it.
    expect(await told(other, film)).toMatchObject({ loading: [warning], writing: [] });
  });

  it('whose outputs have the same name are told so, and neither takes the place of the other', async () => {
    const outputs = ['outputs: [ { name: teaser }, { name: sheet, as: contact-sheet } ]\n', ''];
    const names = ['film.storyboard.yaml', 'film-teaser.storyboard.yaml'] as const;
    for (const [own, other, written] of [
      [...names, outputs],
      [...names.toReversed(), outputs.toReversed()],
    ] as [string, string, string[]][]) {
      const { loading, writing } = await told(own, other, { outputs: written });
      expect(loading).toMatchObject([{ ...collides, severity: 'warning' }]);
      expect(writing).toMatchObject([{ ...collides, severity: 'error' }]);
      expect(writing[0]?.message).toContain(`film-teaser.mp4 is also an output of ${other}`);
    }
  });

  it.each([
    ['film.storyboard.yaml', 'film-2.storyboard.yaml', ''],
    ['film.storyboard.yaml', 'filmdraft.storyboard.yaml', ''],
    ['film.storyboard.yaml', 'film-teaser.storyboard.yaml', 'outputs: [ { name: teaser, as: gif } ]\n'],
  ])('have nothing to do with each other: %s, %s', async (own, other, outputs) => {
    expect(await told(own, other, { outputs: [outputs, ''] })).toEqual({ loading: [], writing: [] });
    expect(await told(own, other, { draft: true, outputs: [outputs, ''] })).toEqual({
      loading: [],
      writing: [],
    });
  });

  it('do not take the place of each other where --output says so, either', async () => {
    const at = await project({
      'a.storyboard.yaml': cards(),
      'b.storyboard.yaml': cards(),
      'other/c.storyboard.yaml': cards('outputs: [ { name: teaser } ]\n'),
      'other/d.yaml': cards(),
    });
    await symlink(at.folder, join(at.folder, 'link'));
    const film = await loadFilm(machine({ cwd: at.folder }), {
      storyboard: 'a.storyboard.yaml',
      overrides: { vars: {} },
    });
    if (!film.ok) throw new Error('not loaded');
    const refused = async (output: string) => !(await outputFiles(at.folder, film.value, { output })).ok;
    for (const output of ['b.mp4', 'B.mp4', 'link/b.mp4', 'other/c-teaser.mp4', 'other/d.mp4'])
      expect([output, await refused(output)]).toEqual([output, true]);
    for (const output of ['a.mp4', 'link/a.mp4', 'link', 'other', 'b2.mp4', 'other/c.mp4', 'other/b.mp4'])
      expect([output, await refused(output)]).toEqual([output, false]);
  });
});
