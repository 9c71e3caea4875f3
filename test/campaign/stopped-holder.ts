import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';
import { expect } from 'vitest';
import { printedRandom } from '../rig/printed-random.ts';
import { jobs, killGroup, type Life, paidFilm, trouble, undisturbed } from './paid-film.ts';

/** The records of a journal by who wrote them: no two lives may write at once. */
async function recorded(folder: string): Promise<number> {
  return (await readFile(join(folder, '.storycut/journal.jsonl'), 'utf8').catch(() => '')).split('\n').length;
}

/** Asked of the kernel: what is written in the file may be an earlier holder's. */
async function isHeld(folder: string): Promise<boolean> {
  const file = await open(join(folder, '.storycut/lock'), 'r+').catch(() => undefined);
  if (file === undefined) return false;
  try {
    return !tryLock(file.fd, 0, 0, { exclusive: true });
  } finally {
    await file.close();
  }
}

/**
 * Two processes on one project: the one that holds it is stopped, for longer than it would wait for anything, killed, or
 * let go on, at random. While it is stopped, the other is refused and writes nothing; each job is paid for once.
 */
export async function holdStoppedHolder(rounds: number, stoppedFor: number): Promise<string> {
  const chance = printedRandom();
  const whole = await undisturbed();
  const wrong: string[] = [];
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const made = await paidFilm();
    for (let turn = 0; turn < 2; turn++) {
      const holder: Life = made.live();
      const early = await Promise.race([holder.ended, sleep(800 + chance.next() * 3000)]);
      if (early !== undefined) break;
      holder.child.kill('SIGSTOP');
      const held = await isHeld(made.folder);
      const before = await recorded(made.folder);
      const [other] = await Promise.all([made.live().ended, sleep(stoppedFor)]);
      if (held && other.code !== 3) wrong.push(`a second holder: ${other.code} ${other.said}`);
      if (held && before !== (await recorded(made.folder)))
        wrong.push('the journal grew while its holder was stopped');
      if (other.code === 3) refused += 1;
      if (chance.next() < 0.5) killGroup(holder.child);
      else holder.child.kill('SIGCONT');
      await holder.ended;
    }
    const found = await trouble(made, whole);
    if (found !== undefined) wrong.push(found);
    await made.remove();
  }
  expect(wrong).toEqual([]);
  return `${rounds} projects with a stopped holder: ${refused} others refused, never two holders, paid ${rounds * jobs} of ${rounds * jobs} expected`;
}
