import { constants, copyFile, open, rename, rm, unlink } from 'node:fs/promises';

/**
 * Gives a file, whose bytes are durable, another name; what has that name is replaced. To another disk, as where a folder in the store is
 * a mount of its own, it is copied first: there, too, it has its name only once all its bytes are durable.
 */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await carry(from, to);
  }
}

async function carry(from: string, to: string): Promise<void> {
  const draft = `${to}.new`;
  await rm(draft, { force: true });
  try {
    await copyFile(from, draft, constants.COPYFILE_EXCL);
    const copy = await open(draft, 'r+');
    await copy.sync().finally(() => copy.close());
    await rename(draft, to);
  } finally {
    await rm(draft, { force: true });
  }
  await unlink(from);
}
