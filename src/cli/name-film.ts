import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { FilmRequest } from '../project/film.ts';
import { tellApart } from '../project/tell-apart.ts';
import { type FilmFlags, filmRequest } from './flags.ts';

/** The film that a verb is about. `--only` takes any number of names, so the storyboard may be the last of them. */
export async function filmNamed(
  cwd: string,
  named: string | undefined,
  flags: FilmFlags,
): Promise<Result<FilmRequest, Diagnostic>> {
  const { only } = flags;
  if (only === undefined) return ok(filmRequest(named, flags));
  const told = await tellApart(cwd, only, named);
  if (!told.ok) return told;
  const { storyboard, segments } = told.value;
  return segments.length === 0 ? err(onlyWhat) : ok(filmRequest(storyboard, { ...flags, only: segments }));
}

const onlyWhat: Diagnostic = {
  severity: 'error',
  code: 'unknown-segment',
  message: '--only names no segment.',
  help: 'It takes segments, scenes and globs, as in `storycut run --only door arrival`.',
};
