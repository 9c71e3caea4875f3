import { copyFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { cutFilm, file, good, gullFilm, refusedFor } from './gull.ts';

const film = (more?: string): string => gullFilm('A gull', more);

/** A film that is cut already, into film.mp4 and where else it is told. */
async function cut(more?: string, ...outputs: readonly string[]): Promise<Project> {
  const made = await cutFilm(film(more));
  for (const output of outputs) await good(made, 'stitch', '--output', output);
  return made;
}

const refused = (made: Project, ...args: readonly string[]) => refusedFor('finished-cut-stays', made, args);

const draft = ['run', '--draft', '--output'] as const;

describe('a finished film', () => {
  it('stays where a draft or a partial cut is told to go, before anything is made', async () => {
    const made = await cut('', 'cuts/final.mp4', 'other.m4v');
    const before = await made.read('film.mp4');
    for (const output of ['film.mp4', './film.mp4', 'cuts/final.mp4', 'other.m4v']) {
      await refused(made, ...draft, output);
      await refused(made, 'stitch', '--partial', '--output', output);
    }
    expect(await refused(made, ...draft, 'film.mp4')).toContain(
      "film.mp4 is a finished film, or not one of Storycut's: the cut of a draft never overwrites it.",
    );
    await refused(made, 'stitch', '--partial', '--output', 'film.mp4');
    await rm(made.path('.storycut'), { recursive: true });
    await refused(made, ...draft, 'film.mp4');
    expect(await made.read('film.mp4')).toBe(before);
  });

  it('is told from what is less, whatever that is called and where it was moved', async () => {
    const made = await cut();
    await good(made, ...draft, 'rough.mp4');
    await good(made, ...draft, 'rough.mp4');
    await copyFile(made.path('rough.mp4'), made.path('moved.mp4'));
    await good(made, 'stitch', '--partial', '--output', 'moved.mp4', '--replace');
    // A finished film takes the place of a draft, and then has that place.
    await good(made, 'run', '--output', 'moved.mp4');
    await refused(made, ...draft, 'moved.mp4');
    await good(made, ...draft, 'rough.mp4');
  });

  it('stays with its captions', async () => {
    const made = await cut('captions: { sidecar: [srt] }\n');
    expect(await refused(made, ...draft, 'film.m4v')).toContain('film.mp4 is a finished film');
    await good(made, ...draft, 'film-2.m4v');
  });

  it('is refused a name by which a draft of it goes, since it would not last', async () => {
    const made = await cut();
    expect(await refused(made, 'stitch', '--output', 'Film.draft.mp4')).toContain(
      'Film.draft.mp4 would be lost: the cut of a draft of this film has the same name',
    );
    await good(made, ...draft, 'film.draft.mp4');
    await good(made, ...draft, 'film.draft.mp4');
  });

  it('stays where the preview of a file is called like it', async () => {
    const made = await cut('', 'cut.preview.mp4');
    await refused(made, 'stitch', '--preview', '--output', 'cut.mp4');
    await good(made, 'stitch', '--preview', '--output', 'film.mp4');
    await good(made, 'stitch', '--preview', '--output', 'small.mp4');
    await good(made, 'stitch', '--preview', '--output', 'small.mp4');
  });

  it('stays where a rehearsal is told to go', async () => {
    const made = await cut();
    const rehearsed = await made.run('sandbox', '--', 'storycut', 'run', '--output', 'film.mp4');
    expect(rehearsed.stderr).toContain('error[finished-cut-stays]');
  });

  it('and what Storycut did not make are one to a draft; an empty file is nothing', async () => {
    const made = await project({ [file]: film(), 'holiday.mp4': 'not even a film', 'empty.mp4': '' });
    await refused(made, ...draft, 'holiday.mp4');
    expect(await made.read('holiday.mp4')).toBe('not even a film');
    await good(made, ...draft, 'empty.mp4');
  });
});
