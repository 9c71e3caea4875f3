import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes git ignore the part of a film's state that can be regenerated. Its clips and its journal can't be, and belong to the
 * film. Written once, so that the user's changes to it stay.
 */
export async function leaveOutOfGit(state: string): Promise<void> {
  // They usually exist already. If the disk is full or read-only, more important writes report that.
  const write = (name: string, text: string) =>
    writeFile(join(state, name), text, { flag: 'wx' }).catch(() => undefined);
  await write('.gitignore', `${ignored.join('\n')}\n`);
  // Its line ends are never converted, and two versions of it are never merged.
  await write('.gitattributes', 'journal.jsonl binary\n');
}

/** Receipts are of this copy of the project: so that a journal that git has put back to an older state is noticed. */
const ignored = [
  ...['animatic/', 'cache/', 'receipts/', 'work/', 'lock', 'outputs.json', 'outputs.lock', 'studio-spool/'],
  ...['journal.anchor', 'journal.before-*', 'journal.cut-*', 'journal.rebuilt*'],
];
