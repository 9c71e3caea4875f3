import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { say, says } from '../../core/sentence.ts';
import type { Storyboard } from '../../storyboard/model.ts';
import { readOutline } from '../../storyboard/outline.ts';
import { isStoryboardText, saysStoryboard } from './almost-storyboard.ts';
import { kindsApart } from './apart.ts';
import { filmName, isCalledStoryboard, type LocatedStoryboard } from './locate.ts';
import { outputName } from './output-names.ts';

/** Another storyboard in a film's folder, and the names of its outputs. */
interface Neighbour {
  readonly file: string;
  readonly finished: ReadonlySet<string>;
  /** Drafts and other cuts that are less than the finished film. */
  readonly apart: ReadonlySet<string>;
}

/** Files of the other storyboards in a folder whose film's name begins with this film's name, or the other way round. */
export async function neighboursOf({
  folder,
  absolute,
  name,
}: LocatedStoryboard): Promise<readonly string[]> {
  const alike = await storyboardsCalled(
    folder,
    (film) => same(film, name) || continues(film, name) || continues(name, film),
  );
  return alike.filter((file) => file !== basename(absolute));
}

/** An error if a neighbour makes a film of the same name: they would share a journal and all outputs. */
export function twinOf(
  { absolute, name }: LocatedStoryboard,
  neighbours: readonly string[],
): Diagnostic | undefined {
  const own = basename(absolute);
  const twin = neighbours.find((file) => same(filmName(file), name));
  if (twin === undefined) return undefined;
  return {
    severity: 'error',
    code: 'storyboards-collide',
    ...says(
      say`${{ file: own }} and ${{ other: twin }} would both be the film "${{ name }}": they would share a journal and overwrite each other's film.`,
      say`Rename one of them, as in \`${otherName(twin, name)}\`, or delete the one that you don't need.`,
    ),
  };
}

const otherName = (file: string, name: string): string => `${name}-2${file.slice(name.length)}`;

/** Warnings for outputs, of any kind, that the neighbours have, too. */
export async function sharedOutputs(
  { folder }: LocatedStoryboard,
  { name, outputs }: Storyboard,
  neighbours: readonly string[],
): Promise<readonly Diagnostic[]> {
  const own = namesOf(name, outputs);
  const known = await Promise.all(neighbours.map((file) => neighbourAt(folder, file)));
  return known.flatMap((neighbour): Diagnostic[] => {
    const shared = [
      ...meeting(own.finished, neighbour.finished),
      ...meeting(own.finished, neighbour.apart),
      ...meeting(own.apart, neighbour.finished),
    ];
    const [first] = shared;
    return first === undefined ? [] : [sharing(first, neighbour.file)];
  });
}

/**
 * Errors for files about to be written that are finished outputs of other storyboards in the target folder.
 * `state` has the film's journal, and the rehearsals of all storyboards of its folder. All paths are absolute.
 */
export async function takenByOthers(
  { folder, absolute }: LocatedStoryboard,
  state: string,
  files: readonly string[],
): Promise<readonly Diagnostic[]> {
  const own = await real(folder);
  const folders = [...new Set(files.map((file) => dirname(file)))];
  const found = folders.map(async (target): Promise<readonly Diagnostic[]> => {
    const of = target === state ? folder : target;
    const written = new Set(
      files.filter((file) => dirname(file) === target).map((file) => basename(file).toLowerCase()),
    );
    const others = await storyboardsCalled(of, (film) => [...written].some((name) => continues(name, film)));
    const isOwn = (await real(of)) === own;
    const neighbours = await Promise.all(
      others.filter((file) => !isOwn || file !== basename(absolute)).map((file) => neighbourAt(of, file)),
    );
    return neighbours.flatMap(({ file, finished }) =>
      meeting(written, finished).map((name) => ({ ...sharing(name, file), severity: 'error' })),
    );
  });
  return (await Promise.all(found)).flat();
}

const real = (folder: string): Promise<string> => realpath(folder).catch(() => folder);

/** Which of these films have a storyboard in the folder, whatever its file's ending is and wherever it says what it is. */
export async function filmsIn(folder: string, films: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  const called = names.filter((name) => films.has(filmName(name)));
  const present = await Promise.all(
    called.map(async (name) => isCalledStoryboard(name) || (await isStoryboardText(folder, name))),
  );
  return new Set(called.filter((_, i) => present[i]).map(filmName));
}

/** Storyboards in a folder, whatever their files are named, whose films have such a name. */
async function storyboardsCalled(
  folder: string,
  isMeant: (film: string) => boolean,
): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const looked = names
    .filter((name) => isMeant(filmName(name)))
    .map(async (name) => (isCalledStoryboard(name) || (await saysStoryboard(folder, name)) ? [name] : []));
  return (await Promise.all(looked)).flat().sort();
}

async function neighbourAt(folder: string, file: string): Promise<Neighbour> {
  const outline = await readOutline(join(folder, file));
  return { file, ...namesOf(filmName(file), outline?.outputs ?? []) };
}

const continues = (name: string, start: string): boolean =>
  /^[-.]/.test(name.slice(start.length)) && same(name.slice(0, start.length), start);

/** The names of a storyboard's outputs, in lower case: to some disks `Film.mp4` and `film.mp4` are the same. */
function namesOf(name: string, outputs: readonly Pick<Storyboard['outputs'][number], 'name' | 'as'>[]) {
  const all = (kinds: readonly (typeof kindsApart)[number][]) =>
    outputs.flatMap((output) => kinds.map((kind) => outputName(name, output, { kind }).toLowerCase()));
  const finished = outputs.map((output) => outputName(name, output, undefined).toLowerCase());
  return { finished: new Set(finished), apart: new Set(all(kindsApart)) };
}

const meeting = (one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] =>
  [...one].filter((name) => other.has(name));

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const sharing = (output: string, other: string): Diagnostic => ({
  severity: 'warning',
  code: 'storyboards-collide',
  ...says(
    say`${{ output }} is also an output of ${{ other }}: one would overwrite the other.`,
    say`Rename one of the storyboards, or its output; or name another file with --output.`,
  ),
});
