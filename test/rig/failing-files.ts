import type { AppendFile, Files } from '../../src/store/files.ts';
import { nodeFiles } from '../../src/store/node-files.ts';

export interface FailingFiles {
  readonly files: Files;
  /** Operations that changed something, so far. */
  count(): number;
}

/**
 * This machine's files, which stop working at the n-th operation that would change something, and for good, as
 * for a process that is killed there. `when` says whether that operation is not done, done by half (an append
 * only), or done and never answered.
 */
export function failingFiles(n: number, when: 'before' | 'torn' | 'after'): FailingFiles {
  let count = 0;
  const dying = async (work: () => Promise<void>, tear?: () => Promise<void>): Promise<void> => {
    count += 1;
    if (count < n) return work();
    if (count === n && when === 'torn') await tear?.();
    if (count === n && when === 'after') await work();
    throw new Error('killed here');
  };
  const append = (file: AppendFile): AppendFile => ({
    append: (text) =>
      dying(
        () => file.append(text),
        () => file.append(text.slice(0, text.length >> 1)),
      ),
    sync: () => dying(() => file.sync()),
    cut: (length) => dying(() => file.cut(length)),
    takeBack: () => dying(() => file.takeBack()),
    close: () => file.close(),
  });
  return {
    count: () => count,
    files: {
      ...nodeFiles,
      append: async (path) => append(await nodeFiles.append(path)),
      create: async (path) => append(await nodeFiles.create(path)),
      sync: (path) => dying(() => nodeFiles.sync(path)),
      rename: (from, to) => dying(() => nodeFiles.rename(from, to)),
      emptyFolder: (path) => dying(() => nodeFiles.emptyFolder(path)),
      remove: (path) => dying(() => nodeFiles.remove(path)),
    },
  };
}
