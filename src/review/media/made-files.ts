import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { workQueue } from '../../core/work-queue.ts';

/** Files that are made when somebody looks, each once, a few at a time. */
export interface MadeFiles {
  /** The file of a name, made into a draft by `make` if it is not there yet. Undefined if it could not be made. */
  of(name: string, make: (draft: string) => Promise<boolean>): Promise<string | undefined>;
}

/** How many are made at once: the page asks for those that are seen. */
const mostAtOnce = 2;
const mostWaiting = 400;

/** `folder` is ours alone, and is kept: what is made of the same bytes is the same. */
export function madeFiles(folder: string, signal: AbortSignal): MadeFiles {
  const making = new Map<string, Promise<string | undefined>>();
  const queue = workQueue(mostAtOnce);

  async function made(file: string, make: (draft: string) => Promise<boolean>): Promise<string | undefined> {
    if (signal.aborted) return undefined;
    const draft = `${file}.${process.pid}.tmp`;
    try {
      await mkdir(folder, { recursive: true });
      if (!(await make(draft))) return undefined;
      await rename(draft, file);
      return file;
    } finally {
      await rm(draft, { force: true });
    }
  }

  return {
    async of(name, make) {
      const before = making.get(name);
      if (before) return await before;
      const file = join(folder, name);
      if (await isFile(file)) return file;
      if (queue.waiting() >= mostWaiting) return undefined;
      const now = making.get(name) ?? queue.add(() => made(file, make)).finally(() => making.delete(name));
      making.set(name, now);
      return await now;
    },
  };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
