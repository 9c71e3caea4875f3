import type { Diagnostic } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';

/** The one message for a segment that was named on the command line and is not in the storyboard. */
export function unknownSegment(segment: string, known: readonly string[]): Diagnostic {
  const near = nearest(segment, known);
  return {
    severity: 'error',
    code: 'unknown-segment',
    message: `There is no segment ${segment} in this storyboard.`,
    help: near === undefined ? `It has: ${known.slice(0, 20).join(', ')}.` : `Did you mean ${near}?`,
  };
}
