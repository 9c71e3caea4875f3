import { readdir, rm, stat, symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createText } from '../../src/project/film/replace-text.ts';
import { notesText } from '../../src/storyboard/notes/notes-file.ts';
import { project } from '../rig/project.ts';
import { file, film, reviewed } from './reviewed.ts';

const notesName = 'film.notes.yaml';
const dark = { segment: 'door', frame: 6, text: 'It is too dark', who: 'ana', when: '2026-11-28T10:00:00Z' };
const odd = {
  segment: 'hall',
  frame: 1,
  to: 3,
  text: 'A "wide"\nshot, # please \u202E }',
  when: '2026-11-28T11:00:00Z',
};
const done = { ...dark, frame: 2, text: 'The lock', done: '2026-11-28T12:00:00Z' };

/** A film that is made, with notes on it. */
async function noted() {
  const made = await project({ [file]: film });
  expect((await made.did('run', '--no-stitch')).code).toBe(0);
  await made.write(notesName, notesText([odd, dark, done], file));
  return made;
}

describe('notes', () => {
  it('are a line each, in one order, and read as they were written', () => {
    const text = notesText([odd, dark, done], file);
    expect(text).toBe(notesText([done, odd, dark], file));
    expect(text.split('\n')).toHaveLength(6);
    expect(text).not.toContain('\u202E');
    expect(parse(text).notes).toEqual([done, dark, odd]);
    expect(parse(notesText([], file)).notes).toEqual([]);
  });

  it('are counted by status, and shown by plan with their segments', async () => {
    const made = await noted();
    const status = await made.call('status');
    expect(status.stdout).toContain('2 notes open: `storycut plan` shows them.');
    expect((await made.call('status', 'door')).stdout).toContain('1 note open: `storycut plan` shows it.');
    expect(JSON.parse((await made.call('status', '--json')).stdout).notes).toEqual([dark, odd]);
    const plan = await made.call('plan');
    expect(plan.stdout).toMatch(
      /\nNotes\n +door +1 +0\.25 s +It is too dark +ana, 2026-11-28\n +hall +1 +0\.04–0\.17 s +A "wide" shot, # please/,
    );
    expect(plan.stdout).not.toContain('\u202E');
    expect(JSON.parse((await made.call('plan', '--json')).stdout).notes).toHaveLength(2);
  });

  it('are markers of each format for editors, at their frames in the film', async () => {
    const made = await noted();
    const otio = JSON.parse((await made.call('export')).stdout);
    const red = otio.tracks.markers.filter(({ color }: { color: string }) => color === 'RED');
    expect(
      red.map(({ name, marked_range: { start_time, duration } }: never) => [
        name,
        (start_time as { value: number }).value,
        (duration as { value: number }).value,
      ]),
    ).toEqual([
      ['ana: It is too dark', 6, 1],
      [odd.text, 13, 3],
    ]);
    expect((await made.call('export', '--format', 'edl')).stdout).toContain(
      '* LOC: 01:00:00:06 RED     ana: It is too dark\n',
    );
    expect((await made.call('export', '--format', 'fcpxml')).stdout).toContain('value="ana: It is too dark"');
  });

  it('go into the prompt by redo --note, and the storyboard says so', async () => {
    const made = await noted();
    const redo = await made.call('redo', 'door', '--note', '--no-stitch');
    expect(redo.code, redo.stderr).toBe(0);
    expect(redo.stderr).toContain('1 made, 0 already in the store.');
    expect(await made.read(file)).toBe(film.replace('A door', 'A door. It is too dark'));
    for (const [args, says] of [
      [['door', '--note', '2'], 'door has 1 open notes, and it is not clear which is meant'],
      [['only', '--note'], 'expected'],
      [['door', 'hall', '--note'], 'redo with --note expects one segment'],
    ] as const) {
      const refused = await made.call('redo', ...args);
      expect(refused.code, refused.text).toBe(2);
      expect(refused.text).toContain(says);
    }
    await made.write(notesName, notesText([], file));
    expect((await made.call('redo', 'door', '--note')).stderr).toContain(
      'error[note-unusable]: There is no open note on door.',
    );
  });

  it('leave the storyboard as it was where nothing is made', async () => {
    const made = await noted();
    const locked = film.replace('        prompt: A door', '        lock: true\n        prompt: A door');
    await made.write(file, locked);
    const redo = await made.call('redo', 'door', '--note');
    expect(redo).toMatchObject({ code: 2, stderr: expect.stringContaining('error[segment-locked]') });
    expect(redo.stderr).toContain('Nothing was made: the storyboard is as it was.');
    expect(await made.read(file)).toBe(locked);
  });

  it('that can’t be read are told of, and stop nothing', async () => {
    const made = await noted();
    const wrong = [
      'notes: [',
      'notes: [{ segment: door, frame: x, text: a, when: now }]',
      `notes: ${'[[[['.repeat(200)}`,
      'nots: []',
      '- 1',
      '\u0000',
    ];
    for (const text of wrong) {
      await made.write(notesName, text);
      const status = await made.call('status');
      expect(status.code, text).toBe(0);
      expect(status.stderr, text).toMatch(/film\.notes\.yaml.* warning\[/);
      expect((await made.call('export')).code).toBe(0);
    }
  });
});

it('a new file of notes is there whole or not at all, and is never written through a link', async () => {
  const made = await project({});
  const text = 'x'.repeat(64 << 20);
  const seen = new Set<number>();
  let over = false;
  const looking = (async () => {
    while (!over) {
      await stat(made.path('new')).then(
        ({ size }) => seen.add(size),
        () => undefined,
      );
    }
  })();
  const [first, second] = await Promise.all([
    createText(made.path('new'), text),
    createText(made.path('new'), text),
  ]);
  over = true;
  await looking;
  expect([first, second].map((one) => one.ok && one.value).toSorted()).toEqual([false, true]);
  expect([...seen].filter((size) => size !== text.length)).toEqual([]);
  expect(await readdir(made.folder)).toEqual(['new']);

  await symlink(made.path('nowhere'), made.path('link'));
  expect(await createText(made.path('link'), 'text')).toEqual({ ok: true, value: false });
  expect((await readdir(made.folder)).toSorted()).toEqual(['link', 'new']);
});

it('that can not be written say why, and where: note-not-written', async () => {
  const { made, ask } = await reviewed(film);
  await symlink(made.path('nowhere'), made.path(notesName));
  const note = { segment: 'door', frame: 1, text: 'Darker' };
  const first = await ask('note', note);
  expect([first.status, first.value.message]).toEqual([
    expect.any(Number),
    expect.stringMatching(/^The note could not be written into .*film\.notes\.yaml: it leads to no file\./),
  ]);
  expect(first.status).toBeLessThan(500);
  await rm(made.path(notesName));
  expect((await ask('note', note)).status).toBe(200);
  expect((await made.call('status')).stdout).toContain('1 note open');
});
