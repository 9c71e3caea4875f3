import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { err, ok, type Result } from './result.ts';

/** Why a file was not read: it is a folder, a pipe or a device, or it has more bytes than it may have. */
export type Unread =
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large' /** Bytes, as far as known. */; readonly size: number };

const chunk = 1 << 20;

/**
 * Reads a file of at most `most` bytes. What its size says is not relied on: files grow, and some have none. What is not a
 * regular file is not even opened, since it may never end; nor does a pipe that takes its place meanwhile make this wait.
 * With `follow: false`, a symbolic link is an error of the file system (ELOOP). Other failures throw, too.
 */
export async function readBounded(
  path: string,
  most: number,
  { follow = true }: { readonly follow?: boolean } = {},
): Promise<Result<Buffer, Unread>> {
  if (!(await stat(path)).isFile()) return err({ kind: 'not-a-file' });
  // Windows has neither flag.
  const noWait = constants.O_NONBLOCK ?? 0;
  const noLink = follow ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = await open(path, constants.O_RDONLY | noWait | noLink);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return err({ kind: 'not-a-file' });
    if (facts.size > most) return err({ kind: 'too-large', size: facts.size });
    return await readUpTo(file, most, facts.size);
  } finally {
    await file.close();
  }
}

/** Most files are read at once: into their size, and a byte more to notice that they end there. */
async function readUpTo(file: FileHandle, most: number, size: number): Promise<Result<Buffer, Unread>> {
  const parts: Buffer[] = [];
  let read = 0;
  while (read <= most) {
    const part = Buffer.allocUnsafe(Math.max(size - read, 0) + 1 || chunk);
    const { bytesRead } = await file.read(part, 0, part.length);
    if (bytesRead === 0) return ok(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    read += bytesRead;
    parts.push(part.subarray(0, bytesRead));
  }
  return err({ kind: 'too-large', size: read });
}

/** Like `readBounded`, as text; undefined if it was not read. */
export async function textWithin(
  path: string,
  most: number,
  links?: { readonly follow: boolean },
): Promise<string | undefined> {
  const read = await readBounded(path, most, links);
  return read.ok ? read.value.toString('utf8') : undefined;
}
