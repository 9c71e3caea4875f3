import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { schemaFiles } from '../../core/package-files.ts';
import type { Storyboard } from '../model.ts';
import { Problems } from '../problems.ts';
import { readShaped } from '../read-shaped.ts';
import type { StoryboardFile } from '../schema.gen.ts';
import { shapeOf } from '../shape.ts';
import { lintedSegments } from './linted.ts';
import { castUnmarked, namesSpeltTwice } from './name-rules.ts';
import { actionsSeveral, movesSeveral, sizesEqual } from './shot-rules.ts';
import { askedInProse, changeVerb, textInPicture } from './word-rules.ts';

/**
 * What a storyboard without errors may not mean as it is written, as notes. Its file is read again, since the words are told of
 * in their places.
 */
export async function lint(storyboard: Storyboard): Promise<readonly Diagnostic[]> {
  const shaped = await readShaped(storyboard.file, await shapeOf(schemaFiles.storyboard));
  if (!shaped.ok || shaped.value.misshapen.length > 0) return [];
  const file = shaped.value.value as StoryboardFile;
  const cast = Object.keys(file.cast ?? {});
  const all = lintedSegments(file, storyboard.segments);
  const rules = [movesSeveral, actionsSeveral, askedInProse, textInPicture, changeVerb, castUnmarked(cast)];
  const off: ReadonlySet<Code> = new Set(storyboard.lintOff);
  const told = new Problems(shaped.value.places);
  for (const one of all)
    for (const rule of rules) for (const problem of rule(one)) if (!off.has(problem.code)) told.add(problem);
  for (const problem of [...sizesEqual(all), ...namesSpeltTwice(all, cast)])
    if (!off.has(problem.code)) told.add(problem);
  return told.diagnostics;
}
