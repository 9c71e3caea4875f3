import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { editSegment } from '../../src/project/film/edit-storyboard.ts';
import { loadFilm } from '../../src/project/film/film.ts';
import { machine } from '../../src/project/machine/machine.ts';

const film = (...ids: readonly string[]): string => `storyboard: 1
title: F
scenes:
  - id: s
    segments:
${ids.map((id) => `      - { id: ${id}, prompt: "${id} happens" }\n`).join('')}`;

it('a segment that was moved since the storyboard was read gets nothing that was meant for another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-edit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'f.storyboard.yaml');
  await writeFile(file, film('door', 'lamp'));
  const loaded = await loadFilm(machine({ cwd: folder }), {});
  if (!loaded.ok) throw new Error('it is no film');
  expect(await editSegment(loaded.value, 'door', [['lock', true]])).toEqual({ ok: true });
  expect(await readFile(file, 'utf8')).toContain('{ id: door, prompt: "door happens", lock: true }');

  await writeFile(file, film('lamp', 'door'));
  expect(await editSegment(loaded.value, 'door', [['lock', true]])).toMatchObject({ ok: false });
  expect(await readFile(file, 'utf8')).toBe(film('lamp', 'door'));
});
