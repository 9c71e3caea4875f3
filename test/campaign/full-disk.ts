import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { jobs, paidFilm, trouble, undisturbed } from './paid-film.ts';

/** Why no small disk can be made here; undefined: it can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root of a Linux machine can mount one';
  try {
    const probe = mkdtempSync(join(tmpdir(), 'storycut-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'pipe' });
    execFileSync('umount', [probe]);
    rmdirSync(probe);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/**
 * Makes a film on disks of each size, in KiB: where it does not fit, the run says so; once there is room, the same command
 * goes on. Each job is paid for at most once at any moment, and once in the end.
 */
export async function holdFullDisks(sizes: readonly number[]): Promise<string> {
  const whole = await undisturbed();
  const wrong: string[] = [];
  let full = 0;
  for (const size of sizes) {
    const disk = await mkdtemp(join(tmpdir(), 'storycut-disk-'));
    const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
    mount(`size=${size}k`);
    try {
      const made = await paidFilm(undefined, disk);
      const { code, said } = await made.live().ended;
      if (code !== 0) full += 1;
      const paid = made.served.ledger.paid.length;
      if (paid > jobs || ![0, 1, 3, 4].includes(code ?? -1))
        wrong.push(`${size} KiB: paid ${paid}, exit ${code}: ${said}`);
      mount('remount,size=64m');
      const found = await trouble(made, whole);
      if (found !== undefined) wrong.push(`${size} KiB: ${found}`);
    } catch (error) {
      // Not even the storyboard had room.
      if (!/ENOSPC/.test(String(error))) throw error;
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true, force: true });
    }
  }
  expect(wrong).toEqual([]);
  return `${sizes.length} disks of ${sizes[0]} to ${sizes.at(-1)} KiB, ${full} of them too small: none paid twice, none lost a clip, all went on with room`;
}
