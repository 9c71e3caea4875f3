import { stat } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { shellWord } from '../../core/shell-word.ts';
import { readMovie } from '../../media/read-movie.ts';
import type { Storyboard } from '../../storyboard/model.ts';
import { type Apart, isMarked, kindsApart, namedApart } from '../naming/apart.ts';
import { outputName } from '../naming/output-names.ts';

/** A film whose file a person named. */
interface NamedCut {
  readonly file: string;
  /** Where it is less than the finished film. */
  readonly apart?: Apart['kind'];
  readonly sidecars: readonly unknown[];
}

/**
 * Errors for such a film: where it is less than the finished film and would take the place of what
 * is not known to be so itself, and where it is the finished film and the next draft or the like would take its place.
 */
export async function finishedStays(
  { file, apart, sidecars }: NamedCut,
  storyboard: Pick<Storyboard, 'name' | 'outputs'>,
): Promise<readonly Diagnostic[]> {
  const kind = ownNames(storyboard).get(basename(file).toLowerCase());
  if (apart === undefined) return kind === undefined ? [] : [ownName(file, kind, storyboard.name)];
  // By that name it goes when nobody names another, and there nothing finished can be.
  const places = [...(kind === undefined ? [file] : []), ...(sidecars.length > 0 ? sameCaptions(file) : [])];
  for (const place of places) if (!(await isLesser(place))) return [stays(place, file, apart)];
  return [];
}

/** What its cuts are called that are less than the finished film, in lower case. */
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

/** Whether nothing is lost with a file: it is not there, holds nothing, or says itself that it is no finished film. */
async function isLesser(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined || facts.size === 0) return true;
  const movie = await readMovie(file).catch(() => undefined);
  return isMarked(movie?.comment);
}

const stays = (place: string, file: string, apart: Apart['kind']): Diagnostic => ({
  severity: 'error',
  code: 'finished-cut-stays',
  message: `${basename(place)} is a finished film, or not Storycut's own: ${lesser[apart]} never takes its place.`,
  help: `Name another file, as in \`--output ${shellWord(`${namedApart(parse(file).name, { kind: apart })}.mp4`)}\`, or leave \`--output\` out.`,
});

const ownName = (file: string, kind: Apart['kind'], name: string): Diagnostic => ({
  severity: 'error',
  code: 'finished-cut-stays',
  message: `${basename(file)} would not last: ${lesser[kind]} of this film goes by that name, and would take its place.`,
  help: `Name another file, as in \`--output ${shellWord(`${name}-final.mp4`)}\`, or leave \`--output\` out.`,
});

const lesser = {
  preview: 'a preview',
  partial: 'a cut with slates for what is missing',
  draft: 'the cut of a draft',
  rehearsal: 'the cut of a rehearsal',
  animatic: 'a cut in which animatics stand in for real footage',
} as const satisfies Record<Apart['kind'], string>;
