import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { hasEverWritten, isWritten, type Owner } from './written.ts';

/** Errors for outputs in whose place there is something that Storycut did not write, so that it would be lost. */
export async function notOurs(
  owner: Owner,
  files: readonly string[],
  { replace = false }: { readonly replace?: boolean | undefined },
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const file of files) {
    const facts = await lstat(file).catch(() => undefined);
    const why = facts && (notAFile(facts) ?? (replace ? undefined : await ofTheUser(owner, file, facts)));
    if (why) found.push(inTheWay(relative(owner.located.folder, file), why));
  }
  return found;
}

/** What is said of it, and how to go on. */
interface Why {
  readonly is: Sentence;
  readonly help: Sentence;
}

/** These are never replaced, whatever is told. */
function notAFile(facts: Stats): Why | undefined {
  if (facts.isFile() || facts.isSymbolicLink()) return undefined;
  return {
    is: facts.isDirectory()
      ? say`is a folder, but an output would be written there`
      : say`is not a regular file, but an output would be written there`,
    help: say`Rename it, or name another place with --output.`,
  };
}

async function ofTheUser(owner: Owner, file: string, facts: Stats): Promise<Why | undefined> {
  const help = say`Rename it, name another place with --output, or replace it with --replace.`;
  if (facts.isSymbolicLink()) return { is: say`is a symbolic link, which the output would replace`, help };
  if (facts.size === 0 || (await isWritten(owner, file))) return undefined;
  return {
    is: say`was not written by Storycut, or was changed since, and would be lost`,
    help: (await hasEverWritten(owner))
      ? help
      : say`No output has been written in this folder yet: if this one came with a clone of it, replace it with --replace. Otherwise rename it, or name another place with --output.`,
  };
}

const inTheWay = (file: string, { is, help }: Why): Diagnostic => ({
  severity: 'error',
  code: 'output-not-ours',
  ...says(say`${{ file }} ${is}.`, help),
});
