import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

/** Where Linux has files in memory. */
const memory = '/dev/shm';

/** Bytes: several times what tests hold at once. */
const room = 4 * 2 ** 30;

/** Puts tests' folders into memory, where the machine has enough: nothing waits for a disk there. */
export default function inMemory(): void {
  if (process.env.TMPDIR === undefined && isRoomy() && runsPrograms()) process.env.TMPDIR = memory;
}

function isRoomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) > room;
  } catch {
    return false;
  }
}

/** Containers may forbid it. */
function runsPrograms(): boolean {
  const folder = mkdtempSync(join(memory, 'storycut-runs-'));
  try {
    const program = join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n');
    chmodSync(program, 0o755);
    execFileSync(program);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
