import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: Film
scenes:
  - id: tower
    segments:
      - { id: door, prompt: The door opens, duration: 2 }
`;

/** The command that a help advises in backticks, as words. */
const advised = (help: string): readonly string[] =>
  /`storycut ([^`]+)`/
    .exec(help)?.[1]
    ?.match(/"[^"]*"|\S+/g)
    ?.map((word) => word.replaceAll('"', '')) ?? [];

describe('a storyboard under another name', () => {
  it.each(['film.yaml', 'film.yml', 'storyboard.yaml', 'film.storyboards.yaml', 'my film.json'])(
    '%s is hinted at, and the command that is advised works',
    async (name) => {
      const text = name.endsWith('json')
        ? '{ "storyboard": 1, "title": "Film", "scenes": [{ "id": "a", "segments": [{ "id": "b", "prompt": "B" }] }] }'
        : film;
      const { run } = await project({ [name]: text, 'compose.yaml': 'services: {}\n' });
      const { code, stderr } = await run('check');
      expect(code).toBe(2);
      expect(stderr).toContain('error[no-storyboard]: There is no *.storyboard.yaml in this folder.');
      expect(stderr).toContain(`\`${name}\` looks like one`);
      expect(await run(...advised(stderr))).toMatchObject({ code: 0 });
    },
  );

  it('is hinted at when another file was named, in a folder of its own, too', async () => {
    const { run } = await project({ 'trailer/trailer.yaml': film });
    const { code, stderr } = await run('check', 'trailer/film.storyboard.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('looks like one');
    expect(await run(...advised(stderr))).toMatchObject({ code: 0 });
    expect((await run('check', 'trailer')).stderr).toContain('looks like one');
  });

  it('is what the named one most likely means, if it is called nearly so', async () => {
    const { run } = await project({ 'film.storyboard.yaml': film, 'other.storyboard.yaml': film });
    for (const named of ['film', 'film.yaml', 'film.storybord.yaml'])
      expect((await run('check', named)).stderr).toContain('Did you mean `film.storyboard.yaml`?');
    expect((await run('check', 'quite-another.yaml')).stderr).toContain(
      'Use one of those in this folder: film.storyboard.yaml, other.storyboard.yaml.',
    );
  });

  it.skipIf(process.platform === 'win32')(
    'is not waited for in a pipe, nor taken from other files',
    async () => {
      const { run, path } = await project({
        'compose.yaml': 'services:\n  scenes-db: {}\n',
        'a.yaml': '\0\0',
      });
      execFileSync('mkfifo', [path('film.yaml')]);
      expect((await run('check')).stderr).toContain('Create one with `storycut init`');
    },
  );
});
