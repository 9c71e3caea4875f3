import { randomBytes } from 'node:crypto';
import { chmod, link, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { diskRefusal } from '../../core/disk-refusal.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Replaces a file's text at once. A link stays a link, and the file keeps its permissions. The error says why it can't be, as a clause. */
export const replaceText = (file: string, text: string): Promise<Result<void, string>> =>
  orWhyNot(async () => {
    const target = await realpath(file);
    const { mode } = await stat(target);
    await throughDraft(target, text, async (draft) => {
      await chmod(draft, mode);
      await rename(draft, target);
    });
  });

/**
 * Writes a new file at once. False if something has its name already, even a link that leads nowhere: it is left alone. The error says
 * why it can't be, as a clause.
 */
export const createText = (file: string, text: string): Promise<Result<boolean, string>> =>
  orWhyNot(() =>
    throughDraft(file, text, (draft) =>
      link(draft, file).then(
        () => true,
        async (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return false;
          // A disk without hard links: a name that nobody has is at least not written through.
          await writeFile(file, text, { flag: 'wx' });
          return true;
        },
      ),
    ),
  );

async function orWhyNot<T>(write: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await write());
  } catch (error) {
    // Only of a link, since it was looked for or created just before.
    return err(codeOf(error) === 'ENOENT' ? 'it leads to no file' : diskRefusal(error));
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

async function throughDraft<T>(file: string, text: string, use: (draft: string) => Promise<T>): Promise<T> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // Whatever has that name already, a link for example, is not written through.
    await writeFile(draft, text, { flag: 'wx' });
    return await use(draft);
  } finally {
    await rm(draft, { force: true });
  }
}
