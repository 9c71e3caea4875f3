import { stat } from 'node:fs/promises';

/** Notices when any of some files is written, removed or replaced. */
export interface Changes {
  /** Whether one was since the last look. */
  look(): Promise<boolean>;
}

export function changesOf(files: readonly string[]): Changes {
  let before: string | undefined;
  return {
    async look() {
      const now = (await Promise.all(files.map(stampOf))).join('\n');
      const changed = before !== undefined && before !== now;
      before = now;
      return changed;
    },
  };
}

const stampOf = (file: string): Promise<string> =>
  stat(file).then(
    ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
    () => 'none',
  );
