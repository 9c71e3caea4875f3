import { stat } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Size } from '../../core/frames.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { shellWord } from '../../core/shell-word.ts';
import { aboutTilde } from '../../core/tilde.ts';
import type { Quality } from '../../media/encoding.ts';
import type { Output, Storyboard } from '../../storyboard/model.ts';
import type { FilmRequest, LoadedFilm } from '../film/film.ts';
import { type Apart, cutApart, namedApart } from '../naming/apart.ts';
import { takenByOthers } from '../naming/neighbours.ts';
import { outputName } from '../naming/output-names.ts';
import { finishedStays } from './finished-stays.ts';
import { notOurs } from './not-ours.ts';
import { collisions, inState, overwritten } from './safe-output.ts';

/** One output of a film and its file. All paths are absolute. */
export interface OutputFile {
  readonly output: Output;
  readonly file: string;
  readonly quality: Quality;
  /** Present if it is less than the finished film. */
  readonly apart?: Apart['kind'];
  /** Its captions, beside it. */
  readonly sidecars: readonly { readonly format: 'srt' | 'vtt'; readonly file: string }[];
}

/** All outputs of a film: at least one. */
export interface OutputFiles {
  readonly files: readonly OutputFile[];
  /** Present if they have other names than the finished film's. */
  readonly note?: Diagnostic;
}

export interface OutputRequest {
  /** Where the outputs go, as the user named it: a folder, or a file for the film itself. */
  readonly output?: string | undefined;
  /** One small version of the film instead of the storyboard's outputs. */
  readonly preview?: boolean | undefined;
  /** Put slates in place of missing footage. */
  readonly partial?: boolean | undefined;
  /** Replace also files that Storycut did not write. */
  readonly replace?: boolean | undefined;
}

/**
 * Where each output goes: beside the storyboard, or a rehearsal's with its clips, unless the user named another place.
 * What is less than the finished film, as with `standIns` in place of footage that was made before, has a name of its own.
 * Checked before anything is made: a mistake in `--output` must neither cost a run nor overwrite the storyboard, the
 * journal or somebody's footage.
 */
export async function outputFiles(
  cwd: string,
  film: LoadedFilm,
  request: OutputRequest & Pick<FilmRequest, 'draft' | 'stitch'>,
  standIns: readonly string[] = [],
): Promise<Result<OutputFiles, readonly Diagnostic[]>> {
  const place = await placeOf(cwd, film, request.output);
  if (!place.ok) return err([place.error]);
  const rehearsed = film.rehearsal && request.output !== undefined;
  const apart: Apart | undefined = rehearsed ? { kind: 'rehearsal' } : whyApart(request, standIns);
  const finished = filesAt(place.value, film.storyboard);
  const made = request.preview ? [smallVersionOf(finished)] : filesAt(place.value, film.storyboard, apart);
  const written = writtenFor(made);
  const named = place.value.first === undefined ? undefined : made.find(({ output }) => isMp4(output));
  const problems = [
    ...collisions(made.map(({ file }) => file)),
    ...(await overwritten(written, film.storyboard)),
    ...(await takenByOthers(film.located, film.state, written)),
    ...(named ? await finishedStays(named, film.storyboard) : []),
  ];
  if (problems.length > 0) return err(problems);
  const others = request.stitch === false ? [] : await notOurs(film, written, request);
  if (others.length > 0) return err(others);
  const renamed = made.findIndex(({ file }, index) => file !== finished[index]?.file);
  const [old, own] = [finished[renamed], made[renamed]];
  return ok({ files: made, ...(apart && old && own && { note: cutApart(apart, old.file, own.file) }) });
}

/** All files that these outputs are written to. */
export const writtenFor = (outputs: readonly OutputFile[]): readonly string[] =>
  outputs.flatMap(({ file, sidecars }) => [file, ...sidecars.map((sidecar) => sidecar.file)]);

function whyApart(
  { preview, partial, draft }: OutputRequest & Pick<FilmRequest, 'draft'>,
  segments: readonly string[],
): Apart | undefined {
  if (preview) return { kind: 'preview' };
  if (partial) return { kind: 'partial' };
  if (draft) return { kind: 'draft' };
  return segments.length > 0 ? { kind: 'animatic', segments } : undefined;
}

/** The folder of all outputs, and the file of the first MP4 if the user named it. */
interface Place {
  readonly folder: string;
  readonly first?: string;
}

async function placeOf(
  cwd: string,
  film: LoadedFilm,
  named: string | undefined,
): Promise<Result<Place, Diagnostic>> {
  if (named === undefined) return ok({ folder: film.rehearsal ? film.state : film.located.folder });
  const target = resolve(cwd, named);
  const tilde = aboutTilde(named);
  if (tilde && !(await stat(resolve(cwd, '~')).catch(() => undefined))) return err(noHome(named, tilde));
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() ?? false;
  if (!isFolder && !/\.(mp4|m4v)$/i.test(target)) return err(notMp4(named, film.storyboard));
  if (!isFolder && !film.storyboard.outputs.some(isMp4)) return err(noMp4(named));
  const place = isFolder ? { folder: target } : { folder: dirname(target), first: target };
  const problem = await inState(film, place.folder, named);
  return problem ? err(problem) : ok(place);
}

function filesAt({ folder, first }: Place, storyboard: Storyboard, apart?: Apart): readonly OutputFile[] {
  const chosen = first === undefined ? undefined : storyboard.outputs.find(isMp4);
  return storyboard.outputs.map((output) => {
    const file =
      output === chosen && first !== undefined
        ? first
        : join(folder, outputName(storyboard.name, output, apart));
    const { dir, name } = parse(file);
    const formats = isMp4(output) ? storyboard.captions.sidecar : [];
    return {
      ...{ output, file, quality: 'full' },
      ...(apart && { apart: apart.kind }),
      sidecars: formats.map((format) => ({ format, file: join(dir, `${name}.${format}`) })),
    };
  });
}

/** A small version of the first film beside it; it overwrites no other file. */
function smallVersionOf(files: readonly OutputFile[]): OutputFile {
  const shown = files.find(({ output }) => isMp4(output)) ?? files[0];
  if (shown === undefined) throw new Error('a storyboard has at least one output');
  const { dir, name } = parse(shown.file);
  const output: Output = { ...shown.output, as: 'mp4', size: smallSize(shown.output.size) };
  const file = join(dir, `${namedApart(name, { kind: 'preview' })}.mp4`);
  return { output, file, quality: 'quick', apart: 'preview', sidecars: [] };
}

const isMp4 = ({ as }: Output): boolean => as === 'mp4';

const noHome = (named: string, help: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  ...says(say`There is no folder \`~\` here for ${{ file: named }}.`, help),
});

const notMp4 = (named: string, storyboard: Storyboard): Diagnostic => ({
  severity: 'error',
  code: 'output-not-mp4',
  ...says(
    say`"${{ file: named }}" is not a valid name for the final cut, which is an MP4 file.`,
    say`Name a folder, or a file that ends in .mp4, as in \`--output ${shellWord(`${storyboard.name}.mp4`)}\`.`,
  ),
});

const noMp4 = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'output-not-mp4',
  ...says(
    say`"${{ file: named }}" would be an MP4 film, but the storyboard asks for none.`,
    say`Name a folder with --output, or add an output without \`as\`.`,
  ),
});

/** Pixels: enough to judge a cut, and a quarter of the pixels of 720p. */
const shortSide = 360;

/** A frame of the same shape whose short side is at most 360; both sides even. */
export function smallSize({ width, height }: Size): Size {
  const scale = Math.min(1, shortSide / Math.min(width, height));
  const even = (pixels: number): number => Math.max(2, Math.round((pixels * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}
