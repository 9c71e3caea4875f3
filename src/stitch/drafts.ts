import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';

/** Milliseconds: what another machine has not written to for so long, it left behind. */
const LONG_AGO = 86_400_000;

/**
 * Where a file is written before it replaces `output`: beside it, under a name that no other process uses, for in a studio two may cut
 * one film at a time. What processes left there that died is removed.
 */
export async function newDraft(output: string): Promise<string> {
  const folder = dirname(output);
  const stem = `.${sha256(output).slice(0, 16)}`;
  const here = sha256(hostname()).slice(0, 8);
  const names = (await readdir(folder)).filter((name) => name.startsWith(stem) && name.endsWith('.part'));
  for (const name of names) {
    const file = join(folder, name);
    if (await isLeft(file, here)) await rm(file, { force: true });
  }
  return join(folder, `${stem}.${here}-${process.pid}-${randomBytes(6).toString('hex')}.part`);
}

/** Earlier versions had one name for all processes. */
async function isLeft(file: string, here: string): Promise<boolean> {
  const [, host, pid] = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.part$/.exec(basename(file)) ?? [];
  if (host === undefined) return true;
  if (host === here) return !isAlive(Number(pid));
  const facts = await stat(file).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs > LONG_AGO;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It may be somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
