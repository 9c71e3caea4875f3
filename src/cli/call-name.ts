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
    const found = lstatSync(file, { throwIfNoEntry: false });
    // A script that starts another file doesn't say which; assume that it starts this one.
    if (found !== undefined) return !found.isSymbolicLink() || followed(file) === main;
  }
  return false;
}

/** The target of a link; undefined if there is none. */
function followed(link: string): string | undefined {
  try {
    return realpathSync(link);
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
  const note: { _npx?: { packages?: readonly string[] } } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const [asked, ...others] = note._npx?.packages ?? [];
  if (asked === undefined || others.length > 0) return undefined;
  return /^storycut(@|$)/.test(asked) ? `npx ${asked}` : `npx --package ${shellWord(asked)} storycut`;
}
