import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import { shellWord } from '../../core/shell-word.ts';
import { aboutTilde } from '../../core/tilde.ts';
import { almostStoryboards } from './almost-storyboard.ts';

const ending = '.storyboard.yaml';
const endings = [ending, '.storyboard.yml', '.storyboard.json'];

export interface LocatedStoryboard {
  /** As the user would name it from the working folder. */
  readonly named: string;
  readonly absolute: string;
  readonly folder: string;
  /** `film` of `film.storyboard.yaml`; of another name, the part before its last dot. */
  readonly name: string;
}

/** Finds the storyboard that was named, in the named folder, or the one in `cwd` when nothing was named. */
export async function locateStoryboard(
  cwd: string,
  named: string | undefined,
): Promise<Result<LocatedStoryboard, Diagnostic>> {
  const target = resolve(cwd, named ?? '.');
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) return locateIn(target, named);
  if (found && named !== undefined) return ok(locatedAt(target, named));
  return err({
    severity: 'error',
    code: 'file-not-found',
    ...says(say`There is no storyboard ${{ file: named ?? target }}.`, await nearby(cwd, named ?? '.')),
  });
}

async function locateIn(
  folder: string,
  named: string | undefined,
): Promise<Result<LocatedStoryboard, Diagnostic>> {
  const names = await storyboardsIn(folder);
  const [only] = names;
  const where = named === undefined ? 'this folder' : say`${{ folder: named }}`;
  const fromHere = (name: string): string => (named === undefined ? name : join(named, name));
  if (only === undefined) {
    return err({
      severity: 'error',
      code: 'no-storyboard',
      ...says(
        say`There is no *${ending} in ${where}.`,
        (await almost(folder, named ?? '')) ?? (await around(folder, named ?? '')) ?? beginning,
      ),
    });
  }
  if (names.length > 1) {
    return err({
      severity: 'error',
      code: 'many-storyboards',
      ...says(
        say`There are ${{ count: names.length }} storyboards in ${where}: ${listed({ known: names })}.`,
        say`Name one, as in \`storycut plan ${shellWord(fromHere(only))}\`.`,
      ),
    });
  }
  return ok(locatedAt(join(folder, only), fromHere(only)));
}

/** Names of the storyboards in a folder; none if it is not a folder. */
export async function storyboardsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(isCalledStoryboard).sort();
}

export const isCalledStoryboard = (name: string): boolean =>
  endings.some((end) => name.endsWith(end) && name !== end);

/** The storyboard that is most likely meant, or what else there is in the folder where the named file was looked for. */
async function nearby(cwd: string, named: string): Promise<Sentence> {
  const tilde = aboutTilde(named);
  if (tilde) return tilde;
  const beside = dirname(named);
  const folder = resolve(cwd, beside);
  const names = await storyboardsIn(folder);
  const stem = stemOf(basename(named));
  const meant = names.find((name) => stemOf(name) === stem) ?? nearest(basename(named), names);
  if (meant !== undefined) return say`Did you mean \`${{ nearest: join(beside, meant) }}\`?`;
  if (names.length > 0) {
    const where = beside === '.' ? 'this folder' : say`${{ folder: beside }}`;
    return say`Use one of those in ${where}: ${listed({ known: names })}.`;
  }
  return (await almost(folder, beside)) ?? beginning;
}

const beginning = say`Create one with \`storycut init\`, or watch a whole film being made with \`storycut demo\`.`;

/** `film` of `film.storyboard.yaml`, `film.yml` and `film`. */
const stemOf = (name: string): string => name.toLowerCase().replace(/(\.storyboards?)?(\.[a-z]+)?$/, '');

/** Says which file with another ending is a storyboard, and how to use it as it is. */
async function almost(folder: string, beside: string): Promise<Sentence | undefined> {
  const [name] = await almostStoryboards(folder, await readdir(folder).catch(() => []));
  if (name === undefined) return undefined;
  const path = join(beside, name);
  const better = `${stemOf(name) || 'film'}${ending}`;
  return say`\`${{ nearest: path }}\` looks like one: name it, as in \`storycut plan ${shellWord(path)}\`, or rename it to ${better}.`;
}

/** Says where the nearest storyboard is, in a folder within this one or in one above it. */
async function around(folder: string, beside: string): Promise<Sentence | undefined> {
  const within = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = within
    .filter((one) => one.isDirectory() && !one.name.startsWith('.') && one.name !== 'node_modules')
    .slice(0, mostFolders)
    .map(({ name }) => name);
  for (const way of [...below, '..', join('..', '..')]) {
    const [name] = await storyboardsIn(join(folder, way));
    if (name === undefined) continue;
    const path = join(beside, way, name);
    return say`The nearest is \`${{ nearest: path }}\`: name it, as in \`storycut plan ${shellWord(path)}\`, or go to its folder.`;
  }
  return undefined;
}

/** A folder with more folders in it, such as one for all of a person's work, is not that of a film. */
const mostFolders = 30;

function locatedAt(absolute: string, named: string): LocatedStoryboard {
  return { named, absolute, folder: dirname(absolute), name: filmName(basename(absolute)) };
}

/** The name of the film whose storyboard has this file name. */
export function filmName(base: string): string {
  const end = endings.find((one) => base.endsWith(one));
  return end ? base.slice(0, -end.length) : base.replace(/\.[^.]+$/, '');
}
