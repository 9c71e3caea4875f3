import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listed, say, says } from '../../core/sentence.ts';
import { readOutline } from '../../storyboard/outline.ts';
import { storyboardsIn } from './locate.ts';

/** Names of a command line, told apart. */
export interface ToldApart {
  /** Undefined: the one in the working folder. */
  readonly storyboard: string | undefined;
  /** Segments, scenes, globs and lists of these, as typed. */
  readonly segments: readonly string[];
}

/**
 * Finds the storyboard among names of segments: it may come before, after or between them. A path is a storyboard: a name
 * that has a slash or ends in .yaml, .yml or .json, and any other name with a dot that is an existing file or folder. If
 * there is no path, it is the first name of a folder that contains a storyboard, unless the storyboard in the working folder
 * has a segment or scene of that name. `named` is a storyboard that was named elsewhere.
 */
export async function tellApart(
  cwd: string,
  names: readonly string[],
  named?: string,
): Promise<Result<ToldApart, Diagnostic>> {
  const kinds = await Promise.all(names.map((name) => kindOf(cwd, name)));
  const paths = names.filter((_, i) => kinds[i] === 'path');
  const plain = [...(named === undefined ? [] : [named]), ...paths];
  if (plain.length > 1) return err(severalNamed(plain));
  const storyboard =
    plain[0] ??
    (await folderAmong(
      names.filter((_, i) => kinds[i] === 'folder'),
      cwd,
    ));
  const at = storyboard === named ? -1 : names.indexOf(storyboard ?? '');
  return ok({ storyboard, segments: names.filter((_, i) => i !== at) });
}

async function folderAmong(folders: readonly string[], cwd: string): Promise<string | undefined> {
  if (folders.length === 0) return undefined;
  const own = await ownNames(cwd);
  return folders.find((name) => !own.has(name));
}

/** `folder`: it contains a storyboard, but its name might be a segment's, too. */
type Kind = 'path' | 'folder' | 'other';

async function kindOf(cwd: string, name: string): Promise<Kind> {
  if (/[/\\]|^\.{1,2}$|\.(ya?ml|json)$/i.test(name)) return 'path';
  const path = resolve(cwd, name);
  if (name.includes('.')) return (await stat(path).catch(() => undefined)) ? 'path' : 'other';
  return name !== '' && (await storyboardsIn(path)).length > 0 ? 'folder' : 'other';
}

/** Of the storyboard in the working folder, if there is exactly one. */
async function ownNames(cwd: string): Promise<ReadonlySet<string>> {
  const [own, ...more] = await storyboardsIn(cwd);
  const outline = own !== undefined && more.length === 0 ? await readOutline(join(cwd, own)) : undefined;
  const scenes = outline?.scenes ?? [];
  return new Set(scenes.flatMap(({ id, segments }) => [id, ...segments.map((segment) => segment.id)]));
}

export const severalNamed = (storyboards: readonly string[]): Diagnostic => ({
  severity: 'error',
  code: 'several-storyboards',
  ...says(
    say`Several storyboards are named: ${listed({ files: storyboards })}.`,
    say`Name only one. Put quotes around a glob, or the shell replaces it with file names.`,
  ),
});
