import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { film } from '../cli/film.ts';
import { printedRandom } from '../rig/printed-random.ts';
import { type Project, project, type Running } from '../rig/project.ts';

const file = 'film.storyboard.yaml';
const longer = film.replaceAll('duration: 1', 'duration: 3');

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Kills the command and its ffmpeg as a power cut would: no handler runs. */
function cut({ child }: Running): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Ended by itself already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** How often each fingerprint's clip was recorded as made, over all runs. */
async function timesMade(made: Project): Promise<Map<string, number>> {
  const wanted = new Map<string, string>();
  const times = new Map<string, number>();
  for (const line of (await made.read('.storycut/journal.jsonl')).trim().split('\n')) {
    const record = JSON.parse(line.slice(line.indexOf('{')));
    if (record.type === 'intent') wanted.set(record.attempt, record.fingerprint);
    if (record.type !== 'made') continue;
    const fingerprint = wanted.get(record.attempt) ?? 'made without an intent';
    times.set(fingerprint, (times.get(fingerprint) ?? 0) + 1);
  }
  return times;
}

/** Kills a run anywhere, so many times: each clip is made once, and the film is that of an undisturbed run. */
export async function holdKills(kills: number): Promise<void> {
  const chance = printedRandom();
  const calm = await project({ [file]: longer });
  const started = Date.now();
  expect(await calm.run('run')).toMatchObject({ code: 0 });
  const undisturbed = Date.now() - started;

  const made = await project({ [file]: longer });
  for (let kill = 0; kill < kills; kill++) {
    const running = made.start('run');
    // Anywhere in the run: each is killed earlier than the whole would take.
    const end = await Promise.race([running.ended, sleep(chance.next() * undisturbed * 0.8)]);
    if (end !== undefined) expect(end.code, end.stderr).toBe(0);
    cut(running);
    await running.ended;
  }
  const last = await made.run('run');
  expect(last, last.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });

  const times = await timesMade(made);
  expect(times.size).toBe(4);
  expect([...times.values()]).toEqual([1, 1, 1, 1]);
  expect(await sha256(made.path('film.mp4'))).toBe(await sha256(calm.path('film.mp4')));
  // Nothing half-made lies about.
  expect((await readdir(made.folder)).sort()).toEqual(['.storycut', 'film.mp4', file]);
  expect(await readdir(made.path('.storycut', 'clips'))).toHaveLength(4);
}
