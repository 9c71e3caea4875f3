import { stat } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { say, says } from '../../core/sentence.ts';
import { allAssets } from '../../storyboard/assets.ts';
import type { Storyboard } from '../../storyboard/model.ts';
import type { LoadedFilm } from '../film/film.ts';
import { isAmongState } from '../naming/state-folder.ts';

/** Refuses a folder, existing or not, that is among a film's journal and clips, through whatever link it is `named`. */
export async function inState(
  { located }: LoadedFilm,
  folder: string,
  named: string,
): Promise<Diagnostic | undefined> {
  return (await isAmongState(located.folder, folder)) ? amongClips(named) : undefined;
}

/** Files that would overwrite each other. To some disks `Film.mp4` and `film.mp4` are the same. */
export function collisions(files: readonly string[]): readonly Diagnostic[] {
  const taken = new Set<string>();
  return files.filter(isTaken).map((file) => ({
    severity: 'error',
    code: 'outputs-collide',
    ...says(
      say`Two outputs would be written to ${{ file }}.`,
      say`Give one of them another name, or name another file with --output.`,
    ),
  }));

  function isTaken(file: string): boolean {
    const key = file.toLowerCase();
    return taken.has(key) || !taken.add(key);
  }
}

/** Files that would overwrite the storyboard, or a file that it names. */
export async function overwritten(
  files: readonly string[],
  storyboard: Storyboard,
): Promise<readonly Diagnostic[]> {
  const own = new Map<string, string>();
  const brought = allAssets(storyboard).map(({ absolute }) => absolute);
  for (const file of [storyboard.file, ...brought]) own.set(await identity(file), file);
  const problems: Diagnostic[] = [];
  for (const file of files) {
    const replaced = own.get(await identity(file));
    if (replaced !== undefined) problems.push(overwrites(file, replaced));
  }
  return problems;
}

/** The identity of a file on disk, whatever its name: a link, or a name in other case, is the same file. */
const identity = (file: string): Promise<string> =>
  stat(file, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => file,
  );

const amongClips = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'output-is-footage',
  ...says(
    say`"${{ file: named }}" is in the folder of the clips that films are made from.`,
    say`Name a file elsewhere with --output.`,
  ),
});

const overwrites = (output: string, replaced: string): Diagnostic => ({
  severity: 'error',
  code: 'output-is-footage',
  ...says(
    say`The output ${{ output }} would overwrite ${{ file: replaced }}, which the film is made from.`,
    say`Name another place with --output, or rename the file.`,
  ),
});
