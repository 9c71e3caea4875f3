import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Compiled } from './parts.ts';

/** What a file of compiled code begins with: the hash of everything behind it, and the length of its list. */
const hashBytes = 32;
const headBytes = hashBytes + 8;

/** V8 reads code in place if it begins at such an address. */
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/**
 * Reads compiled code. Empty where there is none, where it is damaged, or where anybody else could have written it: V8 runs
 * what it is given, and doesn't look what that is.
 */
export function readCode(file: string): Compiled {
  try {
    if (!isOurs(lstatSync(dirname(file)), 'folder')) return new Map();
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return isOurs(fstatSync(handle), 'file') ? unpacked(readFileSync(handle)) : new Map();
    } finally {
      closeSync(handle);
    }
  } catch {
    return new Map();
  }
}

/** Writes compiled code as a whole, and removes what was written long ago. Where that is impossible, it does nothing. */
export function writeCode(file: string, code: Compiled, now: number): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(lstatSync(folder), 'folder')) return;
    replace(file, packed(code));
    for (const name of readdirSync(folder)) {
      const old = join(folder, name);
      if (now - lstatSync(old).mtimeMs > longAgo) rmSync(old, { force: true });
    }
  } catch {
    // The next start compiles again.
  }
}

function replace(file: string, content: Buffer): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

const longAgo = 30 * 24 * 60 * 60 * 1000;

/** Nobody but this user (and whoever may do everything) can have written it. On Windows, the folder's place says so. */
function isOurs(stats: Stats, kind: 'file' | 'folder'): boolean {
  if (kind === 'file' ? !stats.isFile() : !stats.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}

function packed(code: Compiled): Buffer {
  const list = Buffer.from(JSON.stringify([...code].map(([name, { length }]) => [name, length])));
  const parts = [list, ...code.values()];
  const body = Buffer.alloc(8 + parts.reduce((sum, { length }) => sum + aligned(length), 0));
  body.writeUInt32LE(list.length);
  let at = 8;
  for (const part of parts) {
    part.copy(body, at);
    at += aligned(part.length);
  }
  return Buffer.concat([hashOf(body), body]);
}

function unpacked(file: Buffer): Compiled {
  const body = file.subarray(hashBytes);
  if (!file.subarray(0, hashBytes).equals(hashOf(body))) return new Map();
  const listBytes = body.readUInt32LE();
  const list: [string, number][] = JSON.parse(body.toString('utf8', 8, 8 + listBytes));
  const code = new Map<string, Buffer>();
  let at = headBytes + aligned(listBytes);
  for (const [name, length] of list) {
    code.set(name, file.subarray(at, at + length));
    at += aligned(length);
  }
  return code;
}

const hashOf = (body: Buffer): Buffer => createHash('sha256').update(body).digest();
