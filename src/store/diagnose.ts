import { basename, dirname, relative } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { diskRefusal } from '../core/disk-refusal.ts';
import { unreachable } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { shellWord } from '../core/shell-word.ts';
import type { Scan } from './scan.ts';
import type { Stranger } from './stranger.ts';

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
  return {
    ...about,
    ...says(
      say`The folder ${{ folder }} can't be used: ${{ cause: diskRefusal(error) }}.`,
      say`Check that the disk has free space and that you can write to the folder.`,
    ),
  };
}

/** Storycut's own files are made by it alone: what it did not put there could lead it elsewhere. */
export function strange(folder: string, { path, kind }: Stranger): Diagnostic {
  const file = relative(dirname(folder), path);
  switch (kind) {
    case 'link':
      return linked(file);
    case 'special':
      return unusual(
        say`${{ file }} is not a regular file, but a pipe, socket or device.`,
        say`Delete it, then run the same command again.`,
      );
    case 'folder':
      return unusual(
        say`${{ file }} is a folder, but Storycut has a file of that name.`,
        say`Rename the folder, then run the same command again.`,
      );
    case 'file':
      return unusual(
        say`${{ file }} is a file, but Storycut has a folder of that name.`,
        say`Delete the file, or move it elsewhere, then run the same command again.`,
      );
    case 'second-name':
      return unusual(
        say`${{ file }} is a hard link: it is the same file as another, which would change with it.`,
        say`Replace it with a copy: \`cp ${shellWord(file)} ${shellWord(`${file}.copy`)}\`, then \`mv ${shellWord(`${file}.copy`)} ${shellWord(file)}\`.`,
      );
    default:
      return unreachable(kind);
  }
}

const unusual = (message: Sentence, help: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'store-unusable',
  ...says(message, help),
});

const linked = (link: string): Diagnostic => ({
  severity: 'error',
  code: 'store-linked',
  ...says(
    say`${{ link }} is a symbolic link. Storycut follows no links in its own folder: in a project copied from somebody else, they could lead anywhere.`,
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
  return {
    severity: 'error',
    code: 'journal-damaged',
    ...says(
      say`The journal in ${{ folder }} is damaged${whereDamaged(condition)}. What was paid is unknown, so nothing is spent.`,
      say`\`storycut recover\` shows what can be rebuilt from its receipts, and asks before it writes. A backup of journal.jsonl that has all records is as good. Until then only plan and status work.`,
    ),
  };
}

function whereDamaged(condition: Scan['condition']): Sentence {
  if (condition.kind !== 'damaged') return say``;
  const { seq: record, of: records, copy } = condition;
  if (copy !== undefined)
    return say`: ${{ copy }} beside it has records that it lacks, as from another machine of a folder that is synchronized`;
  return record === 1
    ? say`: it is missing or can't be read, and had ${{ records }} ${records === 1 ? 'record' : 'records'} or more`
    : say`: of ${{ records }} records, it is not what was written from record ${{ record }} on`;
}

export const writtenAround = (seq: number): Diagnostic => ({
  severity: 'warning',
  code: 'journal-damaged',
  ...says(
    say`The journal is damaged from record ${{ record: seq }} on: what is shown may be incomplete.`,
    say`\`storycut recover\` rebuilds it from its receipts.`,
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

/** `folder` is the store's. */
export function recordsLost(records: number, path: string): Diagnostic {
  const folder = basename(path);
  return {
    severity: 'error',
    code: 'records-lost',
    ...says(
      say`${{ records }} ${records === 1 ? 'record of the journal is' : 'records of the journal are'} in no file any more. If they were about a job that was paid for, it may be paid for again.`,
      say`Put back a copy of ${{ folder }}/journal.jsonl or ${folder}/receipts that has them, and run the command again. If there is none, \`storycut recover --accept-loss\` goes on without them.`,
    ),
  };
}
