import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { say, says } from '../core/sentence.ts';
import { shellWord } from '../core/shell-word.ts';
import type { FilmRequest } from '../project/film/film.ts';
import { areSegments } from '../project/naming/nameable.ts';
import { severalNamed, tellApart } from '../project/naming/tell-apart.ts';
import { type FilmFlags, filmRequest } from './flags.ts';

/** A verb that takes a storyboard, and segments only with --only, if at all. */
export interface FilmVerb {
  readonly verb: string;
  readonly takesOnly: boolean;
  /** Words that name its storyboard: one, or none. */
  readonly names: readonly string[];
}

/** The film that a verb is about. `--only` takes any number of names, so the storyboard may be the last of them. */
export async function filmNamed(
  cwd: string,
  verb: FilmVerb,
  flags: FilmFlags,
): Promise<Result<FilmRequest, Diagnostic>> {
  const { only } = flags;
  const named = await storyboardNamed(cwd, verb);
  if (!named.ok) return named;
  if (only === undefined) return ok(filmRequest(named.value, flags));
  const told = await tellApart(cwd, only, named.value);
  if (!told.ok) return told;
  const { storyboard, segments } = told.value;
  return segments.length === 0 ? err(onlyWhat) : ok(filmRequest(storyboard, { ...flags, only: segments }));
}

async function storyboardNamed(cwd: string, verb: FilmVerb): Promise<Result<string | undefined, Diagnostic>> {
  const [first, ...more] = verb.names;
  const alone = more.length === 0;
  if (first === undefined || (alone && (await isThere(resolve(cwd, first))))) return ok(first);
  const told = await tellApart(cwd, verb.names);
  if (!told.ok) return told;
  const { storyboard, segments } = told.value;
  if (segments.length === 0) return ok(storyboard);
  if (await areSegments(cwd, storyboard, segments)) return err(noStoryboard(verb, storyboard, segments));
  // It doesn't exist, and is reported missing as what it was meant to be.
  return alone ? ok(first) : err(severalNamed(verb.names));
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function noStoryboard(
  { verb, takesOnly }: FilmVerb,
  storyboard: string | undefined,
  segments: readonly string[],
): Diagnostic {
  const names = segments.map(shellWord).join(' ');
  const command = ['storycut', verb, ...(storyboard === undefined ? [] : [shellWord(storyboard)])].join(' ');
  const are = segments.length === 1 ? 'is' : 'are';
  return {
    severity: 'error',
    code: 'segment-not-storyboard',
    ...says(
      say`${{ segments }} ${are} part of the film, but \`${verb}\` expects a storyboard.`,
      takesOnly
        ? say`Name segments after --only: \`${command} --only ${names}\`.`
        : say`Run it on the whole film: \`${command}\`.`,
    ),
  };
}

const onlyWhat: Diagnostic = {
  severity: 'error',
  code: 'unknown-segment',
  message: '--only needs at least one segment.',
  help: 'It accepts segments, scenes and globs, as in `storycut run --only door arrival`.',
};
