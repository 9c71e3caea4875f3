import { basename, dirname, relative } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { Scan } from './scan.ts';

export function unusable(path: string, error: unknown): Diagnostic {
  const folder = basename(path);
  const about = { severity: 'error', code: 'store-unusable' } as const;
  if (error instanceof Error && 'code' in error && fileInPlace.includes(String(error.code))) {
    return {
      ...about,
      ...says(
        say`The folder ${{ folder }} can't be used: a file has its name, or the name of a folder in it.`,
        say`Remove the file, or move it elsewhere; \`storycut run\` creates ${folder} again.`,
      ),
    };
  }
  const cause = error instanceof Error ? error.message : String(error);
  return {
    ...about,
    ...says(
      say`The folder ${{ folder }} can't be used: ${{ cause }}`,
      say`Check that the disk has free space and that you can write to the folder.`,
    ),
  };
}

/** `link`: an absolute path in the folder, or the folder itself. */
export const linked = (folder: string, link: string): Diagnostic => ({
  severity: 'error',
  code: 'store-linked',
  ...says(
    say`${{ link: relative(dirname(folder), link) }} is a symbolic link. Storycut follows no links in its own folder: in a project copied from somebody else, they could lead anywhere.`,
    say`Remove the link; \`storycut run\` creates what it needs. To keep clips on another disk, move the whole project there.`,
  ),
});

const fileInPlace = ['ENOTDIR', 'EEXIST'];

/** `holder` is what the other process wrote into the lock file; it may be on another machine, or half written. */
export function lockedBy(folder: string, holder: string): Diagnostic {
  return {
    severity: 'error',
    code: 'store-locked',
    ...says(
      say`Another storycut process is using ${{ folder: basename(folder) }}${describe(holder)}.`,
      say`Wait for it to finish, or stop it; the lock is released when its process ends.`,
    ),
  };
}

function describe(holder: string): Sentence {
  try {
    const { pid, host, since } = JSON.parse(holder);
    return say` (process ${{ process: Number(pid) }} on ${{ host: String(host) }}, since ${{ since: String(since) }})`;
  } catch {
    return say``;
  }
}

export function refusal(path: string, condition: Scan['condition']): Diagnostic {
  const folder = basename(path);
  if (condition.kind === 'newer') {
    return {
      severity: 'error',
      code: 'journal-newer',
      ...says(
        say`The journal in ${{ folder }} has a record "${{ type: condition.type }}" of a later version of Storycut.`,
        say`Use that version here.`,
      ),
    };
  }
  const where =
    condition.kind === 'damaged'
      ? say`: of ${{ records: condition.of }} records, it can't be read from record ${{ record: condition.seq }} on`
      : say``;
  return {
    severity: 'error',
    code: 'journal-damaged',
    ...says(
      say`The journal in ${{ folder }} is damaged${where}. What was paid is unknown, so nothing is spent.`,
      say`Restore journal.jsonl from a backup; until then only plan and status work. If no copy has all records, move journal.anchor elsewhere, and journal.jsonl too if it can't be read: Storycut then no longer knows all that was paid, and may pay for it again.`,
    ),
  };
}

export const writtenAround = (seq: number): Diagnostic => ({
  severity: 'warning',
  code: 'journal-damaged',
  ...says(
    say`The journal is damaged from record ${{ record: seq }} on: what is shown may be incomplete.`,
    say`Restore journal.jsonl from a backup before the next run.`,
  ),
});

export const tornTail = (): Diagnostic => ({
  severity: 'note',
  code: 'journal-torn',
  message: 'The last run ended while writing to the journal; the unfinished line was dropped.',
});

const clips = (count: number): Sentence => ({
  text: count === 1 ? '1 clip that was made is' : `${count} clips that were made are`,
  params: { count },
});

/** `folder` is the store's. */
export const missingClips = (count: number, folder: string): Diagnostic => ({
  severity: 'warning',
  code: 'clip-missing',
  ...says(
    say`${clips(count)} no longer in the store.`,
    say`Put the files back into ${{ folder: basename(folder) }}/clips, or run again: what its provider still has is downloaded again; the rest is regenerated, which can cost money.`,
  ),
});
