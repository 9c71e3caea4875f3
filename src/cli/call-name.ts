import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, normalize } from 'node:path';
import { shellWord } from '../core/shell-word.ts';

export interface Start {
  /** Where it was started. */
  readonly cwd: string;
  /** PATH, as the system writes it. */
  readonly path: string;
  /** The program's file, links followed. */
  readonly main: string;
}

const localBin = normalize('node_modules/.bin');

/**
 * What a person types to start this program here: `storycut` if it is on PATH, `npx storycut` in a checkout or in a
 * project that has it installed.
 */
export function callName({ cwd, path, main }: Start): string {
  // npx and `npm run` add such folders to the PATH of what they start, not to the terminal's.
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder) && !folder.endsWith(localBin));
  if (firstLeadsTo(main, folders)) return 'storycut';
  const nearby = above(cwd).map((folder) => join(folder, localBin));
  if (firstLeadsTo(main, nearby)) return 'npx storycut';
  return nameInNpx(main) ?? `node ${shellWord(main)}`;
}

/** Whether the first program of our name in these folders is this one. */
function firstLeadsTo(main: string, folders: readonly string[]): boolean {
  const names = process.platform === 'win32' ? ['storycut.cmd', 'storycut.exe'] : ['storycut'];
  for (const file of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const found = tried(() => lstatSync(file));
    // A script that starts another file doesn't say which; assume that it starts this one.
    if (found !== undefined) return !found.isSymbolicLink() || tried(() => realpathSync(file)) === main;
  }
  return false;
}

/** What is not there, or not to be read, is no program of ours: a PATH may name folders of others. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

/** npx records how its cached package was requested: by name, or by packed file. */
function nameInNpx(main: string): string | undefined {
  const [, folder] = /^(.*[\\/]_npx[\\/][^\\/]+)[\\/]node_modules[\\/]/.exec(main) ?? [];
  if (folder === undefined) return undefined;
  const [asked, ...others] = tried(() => askedPackages(join(folder, 'package.json'))) ?? [];
  if (asked === undefined || others.length > 0) return undefined;
  return /^storycut(@|$)/.test(asked) ? `npx ${asked}` : `npx --package ${shellWord(asked)} storycut`;
}

function askedPackages(file: string): readonly string[] | undefined {
  const note: { _npx?: { packages?: readonly string[] } } = JSON.parse(readFileSync(file, 'utf8'));
  return note._npx?.packages;
}
