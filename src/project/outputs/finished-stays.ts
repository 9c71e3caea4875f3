import { stat } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { shellWord } from '../../core/shell-word.ts';
import { readMovie } from '../../media/read-movie.ts';
import type { Storyboard } from '../../storyboard/model.ts';
import { type Apart, isMarked, kindsApart, namedApart } from '../naming/apart.ts';
import { outputName } from '../naming/output-names.ts';

/** A film whose file the user named. */
interface NamedCut {
  readonly file: string;
  /** Present if it is less than the finished film. */
  readonly apart?: Apart['kind'];
  readonly sidecars: readonly unknown[];
}

/**
 * Errors for such a film: if it is less than the finished film and would overwrite what is not marked as such itself, and
 * if it is the finished film and the next draft or the like would overwrite it.
 */
export async function finishedStays(
  { file, apart, sidecars }: NamedCut,
  storyboard: Pick<Storyboard, 'name' | 'outputs'>,
): Promise<readonly Diagnostic[]> {
  const kind = ownNames(storyboard).get(basename(file).toLowerCase());
  if (apart === undefined) return kind === undefined ? [] : [ownName(file, kind, storyboard.name)];
  // Its usual name is never that of a finished film.
  const places = [...(kind === undefined ? [file] : []), ...(sidecars.length > 0 ? sameCaptions(file) : [])];
  for (const place of places) if (!(await isLesser(place))) return [stays(place, file, apart)];
  return [];
}

/** Names of its cuts that are less than the finished film, in lower case. */
function ownNames({
  name,
  outputs,
}: Pick<Storyboard, 'name' | 'outputs'>): ReadonlyMap<string, Apart['kind']> {
  const names = outputs.flatMap((output) =>
    kindsApart.map((kind) => [outputName(name, output, { kind }).toLowerCase(), kind] as const),
  );
  return new Map(names);
}

/** Films whose captions are in the same files. */
function sameCaptions(file: string): readonly string[] {
  const { dir, name, ext } = parse(file);
  return ['.mp4', '.m4v'].filter((one) => one !== ext.toLowerCase()).map((one) => join(dir, name + one));
}

/** Whether nothing is lost with a file: it does not exist, is empty, or is marked as not the finished film. */
async function isLesser(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined || facts.size === 0) return true;
  const movie = await readMovie(file).catch(() => undefined);
  return isMarked(movie?.comment);
}

const stays = (place: string, file: string, apart: Apart['kind']): Diagnostic => ({
  severity: 'error',
  code: 'finished-cut-stays',
  ...says(
    say`${{ file: basename(place) }} is a finished film, or not one of Storycut's: ${lesser[apart]} never overwrites it.`,
    elsewhere(`${namedApart(parse(file).name, { kind: apart })}.mp4`),
  ),
});

const ownName = (file: string, kind: Apart['kind'], name: string): Diagnostic => ({
  severity: 'error',
  code: 'finished-cut-stays',
  ...says(
    say`${{ file: basename(file) }} would be lost: ${lesser[kind]} of this film has the same name and would overwrite it.`,
    elsewhere(`${name}-final.mp4`),
  ),
});

const elsewhere = (file: string): Sentence =>
  say`Name another file, as in \`--output ${shellWord(file)}\`, or omit \`--output\`.`;

const lesser = {
  preview: 'a preview',
  partial: 'a cut that may have slates for missing footage',
  draft: 'the cut of a draft',
  rehearsal: 'the cut of a rehearsal',
  animatic: 'a cut in which animatics stand in for real footage',
} as const satisfies Record<Apart['kind'], string>;
