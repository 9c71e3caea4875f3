import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Film } from './film.ts';

/**
 * Where the final cut goes, absolute: where the user named it, else beside the storyboard, or a rehearsal's with its
 * clips. Asked before anything
 * is made, since a slip of `--output` must neither cost a run nor replace the storyboard or the journal.
 */
export async function cutFile(
  cwd: string,
  film: Film,
  named: string | undefined,
): Promise<Result<string, Diagnostic>> {
  const own = ownName(film);
  if (named === undefined) return ok(join(film.rehearsal ? film.state : film.located.folder, own));
  const target = resolve(cwd, named);
  const file = (await isFolder(target)) ? join(target, own) : target;
  if (!/\.(mp4|m4v)$/i.test(file)) return err(notMp4(named, own));
  if (isInside(film.state, file)) return err(inState(named));
  return ok(file);
}

/** `<storyboard>.mp4`, or `<storyboard>-<output>.mp4` where the first output has a name. */
function ownName({ located, storyboard }: Film): string {
  const named = storyboard.outputs[0]?.name;
  return `${named === undefined ? located.name : `${located.name}-${named}`}.mp4`;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && resolve(folder, way) === path;
}

const notMp4 = (named: string, own: string): Diagnostic => ({
  severity: 'error',
  code: 'output-not-mp4',
  message: `The final cut is an MP4 file and can't be called "${named}".`,
  help: `Name a folder, or a file that ends in .mp4, as in \`--output ${own}\`.`,
});

const inState = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'output-is-footage',
  message: `"${named}" lies among the clips that films are made from.`,
  help: 'Name a file elsewhere with --output.',
});
