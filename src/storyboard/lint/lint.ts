import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Storyboard } from '../model.ts';
import { Problems } from '../problems.ts';
import type { WrittenFile } from '../read.ts';
import { lintedSegments } from './linted.ts';
import { castUnmarked, namesSpeltTwice } from './name-rules.ts';
import { actionsSeveral, movesSeveral, sizesEqual } from './shot-rules.ts';
import { askedInProse, changeVerb, textInPicture } from './word-rules.ts';

/** What a storyboard without errors may not mean as it is written, as notes in the places of its words. */
export function lint(
  { segments, lintOff }: Pick<Storyboard, 'segments' | 'lintOff'>,
  { value: file, places }: WrittenFile,
): readonly Diagnostic[] {
  const cast = Object.keys(file.cast ?? {});
  const all = lintedSegments(file, segments);
  const rules = [movesSeveral, actionsSeveral, askedInProse, textInPicture, changeVerb, castUnmarked(cast)];
  const off: ReadonlySet<Code> = new Set(lintOff);
  const told = new Problems(places);
  for (const one of all)
    for (const rule of rules) for (const problem of rule(one)) if (!off.has(problem.code)) told.add(problem);
  for (const problem of [...sizesEqual(all), ...namesSpeltTwice(all, cast)])
    if (!off.has(problem.code)) told.add(problem);
  return told.diagnostics;
}
