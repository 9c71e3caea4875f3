import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';
const cutHash = async (made: Project): Promise<string> =>
  createHash('sha256')
    .update(await readFile(made.path('film.mp4')))
    .digest('hex');

/** A project whose film is made. */
async function madeFilm(text = film): Promise<Project> {
  const made = await project({ [file]: text });
  const first = await made.did('run');
  expect(first.stderr).toContain('4 made, 0 already in the store.');
  expect(first).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
  return made;
}

/** Which jobs a run made, from its own lines. */
async function madeBy(made: Project): Promise<string[]> {
  const run = await made.call('run', '--json');
  expect(run.code, run.stderr).toBe(0);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; job?: string })
    .filter((event) => event.type === 'job-finished')
    .map((event) => event.job ?? '');
}

describe('running again', () => {
  it('makes nothing when nothing changed, and leaves the film as it is', async () => {
    const made = await madeFilm();
    const before = await cutHash(made);
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).toBe(before);
  });

  it('makes a changed job in the middle of a chain and the ones after it, and nothing else', async () => {
    const made = await madeFilm();
    await made.write(file, film.replace('rises along the tower', 'sinks along the tower'));
    const plan = JSON.parse((await made.call('plan', '--json')).stdout);
    expect(
      plan.jobs.map((job: { id: string; state: string; reason: string }) => [job.id, job.state, job.reason]),
    ).toEqual([
      ['approach', 'cached', 'made'],
      ['climb', 'changed', 'prompt changed'],
      ['lamp', 'changed', 'its source climb will be regenerated'],
      ['door', 'cached', 'made'],
    ]);
    expect(await madeBy(made)).toEqual(['climb', 'lamp']);
  });

  it('makes nothing when segments are renamed or moved', async () => {
    const made = await madeFilm();
    const renamed = film.replaceAll('approach', 'far-off').replace('id: door', 'id: entrance');
    await made.write(file, renamed);
    expect(await madeBy(made)).toEqual([]);

    const before = await cutHash(made);
    const [head, arrival, inside] = renamed.split(/(?= {2}- id: (?:arrival|inside)\n)/);
    await made.write(file, `${head}${inside}${arrival}`);
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).not.toBe(before);
  });

  it('makes nothing when a caption, a trim, a title or a card changes, and cuts the film anew', async () => {
    const made = await madeFilm();
    const before = await cutHash(made);
    await made.write(
      file,
      film.replace('caption: The lamp', 'caption: The light').replace('A Small Film', 'Small'),
    );
    expect(await madeBy(made)).toEqual([]);

    await made.write(file, film.replace('caption: The lamp', 'trim: { from: 0.25, to: 0.75 }'));
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).not.toBe(before);
    const trimmed = await cutHash(made);

    await made.write(file, film.replace('text: Fin', 'text: The End'));
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).not.toBe(before);
    expect(await cutHash(made)).not.toBe(trimmed);

    await made.write(file, film);
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).toBe(before);
  });

  it('changes the film and makes nothing when another take is picked', async () => {
    const made = await project({
      [file]: film.replace('        prompt: A man', '        takes: 2\n        prompt: A man'),
    });
    expect((await made.call('run')).stderr).toContain('5 made');
    const before = await cutHash(made);
    expect(await made.call('pick', 'door', '2')).toMatchObject({ code: 0 });
    expect(await made.read(file)).toContain('        takes: 2\n        pick: 2\n');
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).not.toBe(before);
    expect(await made.call('pick', 'door', '1')).toMatchObject({ code: 0 });
    expect(await madeBy(made)).toEqual([]);
    expect(await cutHash(made)).toBe(before);
  });

  it('makes a new take with redo and keeps the old one', async () => {
    const made = await madeFilm();
    const redo = await made.call('redo', 'door');
    expect(redo.stderr).toContain('1 made, 4 already in the store.');
    const { segments } = JSON.parse((await made.call('status', '--json')).stdout);
    const door = segments.find((segment: { id: string }) => segment.id === 'door');
    expect(door.takes).toMatchObject([
      { take: 1, state: 'cached', picked: false },
      { take: 2, state: 'cached', picked: true },
    ]);
    expect(door.takes[0].clip).not.toBe(door.takes[1].clip);
    expect(await madeBy(made)).toEqual([]);

    // The new take can be picked though the storyboard asks for one only, and nothing complains of it.
    expect(await made.call('pick', 'door', '2')).toMatchObject({ code: 0 });
    expect(await made.call('plan')).toMatchObject({ code: 0, stderr: '' });
  });

  it('makes only what is named with --only, with what that needs', async () => {
    const made = await project({ [file]: film });
    const run = await made.call('run', '--only', 'climb', '--no-stitch');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('2 made');
    const { segments } = JSON.parse((await made.call('status', '--json')).stdout);
    expect(segments.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      ['approach', 'cached'],
      ['climb', 'cached'],
      ['lamp', 'new'],
      ['door', 'new'],
      ['fin', 'local'],
    ]);
  });
});
