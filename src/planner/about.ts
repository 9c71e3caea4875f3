import type { Diagnostic } from '../core/diagnostic.ts';
import type { Segment } from '../storyboard/model.ts';

/** The members that all diagnostics of a segment share. */
export const about = (
  { id, place }: Segment,
  severity: Diagnostic['severity'],
  code: Diagnostic['code'],
): Pick<Diagnostic, 'segment' | 'place' | 'severity' | 'code'> => ({ severity, code, segment: id, place });
