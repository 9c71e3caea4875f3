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
 * What a person types to start this very program where it was started: `storycut` where it is on PATH, `npx storycut`
 * in a checkout and in a project that it is installed in.
 */
export function callName({ cwd, path, main }: Start): string {
  // npx and `npm run` put such folders on the PATH of what they start, not on the terminal's.
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder) && !folder.endsWith(localBin));
  if (firstLeadsTo(main, folders)) return 'storycut';
  const nearby = above(cwd).map((folder) => join(folder, localBin));
  if (firstLeadsTo(main, nearby)) return 'npx storycut';
  return nameInNpx(main) ?? `node ${shellWord(main)}`;
}

/** Whether what is found first in these folders under our name is this program. */
function firstLeadsTo(main: string, folders: readonly string[]): boolean {
  const names = process.platform === 'win32' ? ['storycut.cmd', 'storycut.exe'] : ['storycut'];
  for (const file of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const found = lstatSync(file, { throwIfNoEntry: false });
    // A script that starts another file doesn't say which; it is believed to start this one.
    if (found !== undefined) return !found.isSymbolicLink() || followed(file) === main;
  }
  return false;
}

/** Where a link leads; undefined where nothing is. */
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

/** npx notes beside what it keeps for itself how that was asked for: by a name, or by a packed file. */
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
