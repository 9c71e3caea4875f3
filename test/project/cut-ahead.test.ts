import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Told } from '../../src/project/events/film-event.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { stitchFilm } from '../../src/project/run/cut.ts';
import { cutAhead } from '../../src/project/run/cut-ahead.ts';
import { atWorkbench } from '../../src/project/run/workbench.ts';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: Cards
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: one, card: { text: One }, duration: 1, transition: 0.25 }
      - { id: two, card: { text: Two }, duration: 1, transition: { type: fade-to-black, duration: 0.5 } }
`;

const request = { overrides: { vars: {} }, concurrency: 1 };

it('renders what is there while the rest is made, and leaves it to the cut', async () => {
  const at = await project({ 'film.storyboard.yaml': film });
  const events: Told[] = [];
  const world = machine({ cwd: at.folder, emit: (event) => void events.push(event) });
  const never = new AbortController().signal;
  const pieces = async (): Promise<number> =>
    (await readdir(at.path('.storycut', 'cache', 'pieces')).catch(() => [])).length;
  await atWorkbench({ world, request, signal: never }, async (work) => {
    const ahead = cutAhead(work);
    // What the encoder writes ahead of all, both cards, the join with the bridge behind it, and the end.
    while ((await pieces()) < 5) await sleep(20);
    await ahead.end();
    return { kind: 'finished', cuts: [] };
  });
  expect(events.map(({ type }) => type)).toEqual(['ended']);
  expect(await stitchFilm(world, request, never)).toMatchObject({ kind: 'finished' });
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'stitch-started', pieces: 4, encode: 0, frames: 42 }),
  );
});

it('stops at once, and leaves nothing half made', async () => {
  const at = await project({ 'film.storyboard.yaml': film });
  const world = machine({ cwd: at.folder });
  await atWorkbench({ world, request, signal: new AbortController().signal }, async (work) => {
    const ahead = cutAhead(work);
    ahead.clipCame('a clip that nobody knows');
    await ahead.end();
    return { kind: 'finished', cuts: [] };
  });
  expect(await readdir(at.path('.storycut', 'work'))).toEqual([]);
  expect(await stitchFilm(world, request, new AbortController().signal)).toMatchObject({ kind: 'finished' });
});

const unknownLetter = film.replace('text: One', 'text: "\u{30000}"');

it('tells what is amiss with what it renders', async () => {
  const at = await project({ 'film.storyboard.yaml': unknownLetter });
  const told: Told[] = [];
  const world = machine({ cwd: at.folder, emit: (event) => void told.push(event) });
  const never = new AbortController().signal;
  await atWorkbench({ world, request, signal: never }, async (work) => {
    const ahead = cutAhead(work);
    while (told.length === 0) await sleep(20);
    await ahead.end();
    return { kind: 'finished', cuts: [] };
  });
  expect(told).toMatchObject([
    { type: 'notice', diagnostic: { code: 'letters-missing', segment: 'one' } },
    { type: 'ended', kind: 'finished' },
  ]);
});

it('is told once, however many outputs have it', async () => {
  const outputs = 'outputs: [ { name: wide }, { name: tall, size: 96x160 } ]\n';
  const at = await project({ 'film.storyboard.yaml': `${unknownLetter}${outputs}` });
  const { stderr } = await at.call('stitch');
  expect(stderr.match(/letters-missing/g)).toHaveLength(1);
});

it('a cut that is interrupted says what is kept, and what goes on with it', async () => {
  const at = await project({ 'film.storyboard.yaml': film });
  const stop = new AbortController();
  const told: string[] = [];
  const world = machine({
    cwd: at.folder,
    emit(event) {
      if (event.type === 'stitch-started') stop.abort();
      if (event.type === 'notice') told.push(event.diagnostic.message);
    },
  });
  expect(await stitchFilm(world, request, stop.signal)).toEqual({ kind: 'interrupted' });
  expect(told).toEqual(['The cut was interrupted. All footage is kept: `storycut stitch` resumes the cut.']);
  expect(await stitchFilm(world, request, new AbortController().signal)).toMatchObject({ kind: 'finished' });
});
