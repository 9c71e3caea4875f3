import { nearest } from '../core/nearest.ts';
import type { Segment } from '../storyboard/model.ts';
import type { Findings } from './findings.ts';

/** The segments that jobs are wanted for: all, or those named. */
export function wantedSegments(
  segments: readonly Segment[],
  only: readonly string[] | undefined,
  findings: Findings,
): ReadonlySet<string> {
  const known = new Set(segments.map(({ id }) => id));
  if (only === undefined) return known;
  for (const name of only) {
    if (known.has(name)) continue;
    const near = nearest(name, known);
    findings.add({
      severity: 'error',
      code: 'unknown-segment',
      message: `There is no segment ${name} in this storyboard.`,
      help: near === undefined ? `It has ${[...known].slice(0, 20).join(', ')}.` : `Did you mean ${near}?`,
    });
  }
  return new Set(only);
}
