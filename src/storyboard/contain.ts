import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Code } from '../core/codes.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Said, say, says } from '../core/sentence.ts';
import { shown } from './wording.ts';

/** Why a file that a storyboard names can't be used. */
export interface FileProblem extends Said {
  readonly code: Code;
}

/** The real path of a file that a storyboard names, checked to be inside one of `folders`. */
export async function contain(
  name: string,
  folders: readonly string[],
): Promise<Result<string, FileProblem>> {
  const [home = '.'] = folders;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return err(address(name));
  const absolute = resolve(home, name);
  if (!folders.some((folder) => isInside(folder, absolute))) return err(outside(name, 'is not in'));
  try {
    const real = await realpath(absolute);
    const roots = await Promise.all(folders.map((folder) => realpath(folder)));
    if (!roots.some((root) => isInside(root, real)))
      return err(outside(name, 'is a symbolic link to a file outside'));
    // Reading anything else could block for ever, or never end.
    return (await stat(real)).isFile() ? ok(real) : err(notAFile(name));
  } catch (error) {
    return err(unreadable(name, error));
  }
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const address = (name: string): FileProblem => ({
  code: 'outside-folder',
  ...says(
    say`${shown({ file: name })} is a URL, but a storyboard can only use files in its own folder.`,
    say`Download the file and put it beside the storyboard.`,
  ),
});

const outside = (name: string, how: string): FileProblem => ({
  code: 'outside-folder',
  ...says(
    say`${shown({ file: name })} ${how} the storyboard's folder.`,
    say`Copy the file into that folder and use a path relative to the storyboard, or add its folder to \`folders\` in your config file.`,
  ),
});

const notAFile = (name: string): FileProblem => ({
  code: 'not-a-file',
  ...says(say`${shown({ file: name })} is not a file.`, say`Name a file, not a folder or a device.`),
});

function unreadable(name: string, error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ELOOP') {
    return {
      code: 'file-unreadable',
      ...says(
        say`${shown({ file: name })} is a symbolic link that leads back to itself.`,
        say`Replace the link with the file itself.`,
      ),
    };
  }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    return {
      code: 'file-unreadable',
      ...says(
        say`${shown({ file: name })} can't be read (${{ cause: String(code ?? error) }}).`,
        say`Change its permissions so that you can read it, or copy it to a place where you can.`,
      ),
    };
  }
  const help = say`Paths are relative to the storyboard's folder.`;
  return { code: 'missing-file', ...says(say`There is no file ${shown({ file: name })}.`, help) };
}

/** The names in the folder of a missing file, as the storyboard would write them. */
export async function namesBeside(name: string, folders: readonly string[]): Promise<readonly string[]> {
  const [home = '.'] = folders;
  const last = basename(name);
  try {
    const folder = await realpath(dirname(resolve(home, name)));
    const roots = await Promise.all(folders.map((root) => realpath(root)));
    // Otherwise, a link would reveal the names in a folder outside.
    if (!roots.some((root) => root === folder || isInside(root, folder))) return [];
    const names = await readdir(folder);
    return names.map((other) => name.slice(0, name.length - last.length) + other);
  } catch {
    return [];
  }
}

/** Limits on the search for a file below the storyboard's folder: levels of folders, and files. */
const deepest = 4;
const mostFiles = 5000;

/** Files anywhere below the storyboard's folder, as the storyboard would write them. Links are not followed. */
export async function namesBelow([home = '.']: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  const look = async (way: readonly string[]): Promise<void> => {
    const entries = await readdir(resolve(home, ...way), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (names.length >= mostFiles || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const own = [...way, entry.name];
      if (entry.isFile()) names.push(own.join('/'));
      else if (entry.isDirectory() && own.length <= deepest) await look(own);
    }
  };
  await look([]);
  return names;
}
