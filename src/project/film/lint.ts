import type { Diagnostic } from '../../core/diagnostic.ts';
import { lint } from '../../storyboard/lint/lint.ts';
import { type LoadedFilm, renamePlace } from './film.ts';

/** Remarks on the words of a film's storyboard, which nothing depends on. */
export async function lintOf({
  located,
  storyboard,
}: Pick<LoadedFilm, 'located' | 'storyboard'>): Promise<readonly Diagnostic[]> {
  const remarks = await lint(storyboard);
  return remarks.map((remark) => renamePlace(remark, located));
}
