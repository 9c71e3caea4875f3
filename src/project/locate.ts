import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { listing } from '../core/listing.ts';
import { err, ok, type Result } from '../core/result.ts';

const ending = '.storyboard.yaml';
const endings = [ending, '.storyboard.yml', '.storyboard.json'];

export interface Located {
  /** As the user would name it from where they stand. */
  readonly named: string;
  readonly absolute: string;
  readonly folder: string;
  /** `film` of `film.storyboard.yaml`; of another name, what stands before its last dot. */
  readonly name: string;
}

/** Finds the storyboard that was named, in the named folder, or the one in `cwd` when nothing was named. */
export async function locateStoryboard(
  cwd: string,
  named: string | undefined,
): Promise<Result<Located, Diagnostic>> {
  const target = resolve(cwd, named ?? '.');
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) return locateIn(target, named);
  if (found && named !== undefined) return ok(locatedAt(target, named));
  return err({
    severity: 'error',
    code: 'file-not-found',
    message: `There is no storyboard ${named ?? target}.`,
    help: await nearby(cwd),
  });
}

async function locateIn(folder: string, named: string | undefined): Promise<Result<Located, Diagnostic>> {
  const names = await storyboardsIn(folder);
  const [only] = names;
  const where = named ?? 'this folder';
  if (only === undefined) {
    return err({
      severity: 'error',
      code: 'no-storyboard',
      message: `There is no *${ending} in ${where}.`,
      help: 'Write one with `storycut init`, or see a whole film made with `storycut demo`.',
    });
  }
  if (names.length > 1) {
    return err({
      severity: 'error',
      code: 'many-storyboards',
      message: `There are ${names.length} storyboards in ${where}: ${listing(names)}.`,
      help: `Name the one you mean, as in \`storycut plan ${only}\`.`,
    });
  }
  return ok(locatedAt(join(folder, only), named === undefined ? only : join(named, only)));
}

/** Names of the storyboards in a folder; none where it is no folder. */
export async function storyboardsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => endings.some((end) => name.endsWith(end) && name !== end)).sort();
}

async function nearby(cwd: string): Promise<string> {
  const names = await storyboardsIn(cwd);
  return names.length > 0
    ? `In this folder: ${listing(names)}.`
    : 'Write one with `storycut init`, or see a whole film made with `storycut demo`.';
}

function locatedAt(absolute: string, named: string): Located {
  const base = basename(absolute);
  const end = endings.find((one) => base.endsWith(one));
  const name = end ? base.slice(0, -end.length) : base.replace(/\.[^.]+$/, '');
  return { named, absolute, folder: dirname(absolute), name };
}
