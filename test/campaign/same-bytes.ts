import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { printedRandom } from '../rig/printed-random.ts';
import { type Project, project, type Running } from '../rig/project.ts';

const name = 'film.storyboard.yaml';

/** Joins, bridges, a trim, a card, music's place taken by loudness: all that is rendered of a film. */
const storyboard = `storyboard: 1
title: The Same Again
format: { size: 320x180, fps: 24 }
audio: { keep: true, loudness: -16 LUFS }
captions: { burn: true }
defaults: { duration: 1.5, transition: 0.5 }
scenes:
  - id: one
    segments:
      - { id: approach, prompt: Aerial push across black water }
      - { id: climb, prompt: The camera rises along the tower, caption: The tower }
      - { id: door, prompt: A man pushes the door open, transition: { type: wipe-left, duration: 0.4 } }
      - { id: lamp, prompt: The lamp turns, trim: { from: 0.2, to: 1.4 }, transition: cut }
      - { id: fin, card: { text: Fin }, transition: { type: fade-to-black, duration: 0.5 } }
`;

/** What a machine with one core is to the command and its children; only Linux can be told so. */
const onOneCore = process.platform === 'linux' ? ['taskset', '-c', '0'] : [];

/**
 * Makes the film undisturbed with what can be rendered ahead, then on one core with nothing ahead, then so that each cut is killed
 * so many times: always the same bytes.
 */
export async function holdSameBytes(kills: number): Promise<void> {
  const chance = printedRandom();
  const calm = await project({ [name]: storyboard });
  await finish(calm, 'run');
  const bytes = await hashOf(calm);

  const slow = await project({ [name]: storyboard }, { under: onOneCore });
  await finish(slow, 'run', '--no-stitch');
  const started = Date.now();
  await finish(slow, 'stitch');
  const whole = Date.now() - started;
  expect(await hashOf(slow)).toBe(bytes);

  const killed = await project({ [name]: storyboard });
  await finish(killed, 'run', '--no-stitch');
  for (let kill = 0; kill < kills; kill++) await cutShort(killed.start('stitch'), chance.next() * whole);
  await finish(killed, 'stitch');
  expect(await hashOf(killed)).toBe(bytes);
  expect((await readdir(killed.folder)).toSorted()).toEqual(['.storycut', 'film.mp4', name]);
}

async function finish(made: Project, ...args: readonly string[]): Promise<void> {
  const end = await made.run(...args);
  expect(end, end.stderr).toMatchObject({ code: 0 });
}

const hashOf = async (made: Project): Promise<string> =>
  createHash('sha256')
    .update(await readFile(made.path('film.mp4')))
    .digest('hex');

/** Kills the command and its ffmpeg after some milliseconds as a power cut would, unless it has ended by then. */
async function cutShort(running: Running, after: number): Promise<void> {
  const end = await Promise.race([running.ended, sleep(after)]);
  if (end) expect(end.code, end.stderr).toBe(0);
  else if (running.child.pid !== undefined) process.kill(-running.child.pid, 'SIGKILL');
  await running.ended;
}
