import { basename } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Scan } from './scan.ts';

export function unusable(folder: string, error: unknown): Diagnostic {
  const name = basename(folder);
  const about = { severity: 'error', code: 'store-unusable' } as const;
  if (error instanceof Error && 'code' in error && fileInPlace.includes(String(error.code))) {
    return {
      ...about,
      message: `The folder ${name} can't be used: a file is in its place, or in that of a folder in it.`,
      help: `Remove the file, or move it elsewhere; \`storycut run\` makes ${name} anew.`,
    };
  }
  const why = error instanceof Error ? error.message : String(error);
  return {
    ...about,
    message: `The folder ${name} can't be used: ${why}`,
    help: 'Make sure that the disk has room and that you may write to the folder.',
  };
}

const fileInPlace = ['ENOTDIR', 'EEXIST'];

/** `holder` is what the other process wrote into the lock file; it may be on another machine, or half written. */
export function lockedBy(folder: string, holder: string): Diagnostic {
  return {
    severity: 'error',
    code: 'store-locked',
    message: `Another storycut works in ${basename(folder)}${describe(holder)}.`,
    help: 'Wait until it is done, or stop it; the lock ends with its process.',
  };
}

function describe(holder: string): string {
  try {
    const { pid, host, since } = JSON.parse(holder);
    return ` (process ${pid} on ${host}, since ${since})`;
  } catch {
    return '';
  }
}

export function refusal(folder: string, condition: Scan['condition']): Diagnostic {
  if (condition.kind === 'newer') {
    return {
      severity: 'error',
      code: 'journal-newer',
      message: `The journal in ${basename(folder)} holds a record "${condition.type}" of a later version of Storycut.`,
      help: 'Use that version here.',
    };
  }
  const where = condition.kind === 'damaged' ? ` from record ${condition.seq} on` : '';
  return {
    severity: 'error',
    code: 'journal-damaged',
    message: `The journal in ${basename(folder)} is damaged${where}, so what was paid can't be known.`,
    help: 'Put journal.jsonl back from a copy; until then only plan and status work.',
  };
}

export const writtenAround = (seq: number): Diagnostic => ({
  severity: 'warning',
  code: 'journal-damaged',
  message: `The journal is damaged from record ${seq} on: what is shown may be incomplete.`,
  help: 'Put journal.jsonl back from a copy before the next run.',
});

export const tornTail = (): Diagnostic => ({
  severity: 'note',
  code: 'journal-torn',
  message: 'The last run ended while it wrote to the journal; the unfinished line was cut off.',
});

/** `folder` is the store's. */
export const missingClips = (count: number, folder: string): Diagnostic => ({
  severity: 'warning',
  code: 'clip-missing',
  message: `${count === 1 ? 'A clip that was made is' : `${count} clips that were made are`} no longer in the store.`,
  help: `Put the files back into ${basename(folder)}/clips, or have them made again.`,
});
