import type { Figures } from '../figures.ts';
import type { Indexes } from '../fold.ts';
import type { Finding } from '../judgement.ts';

/** Footage that findings are drawn from: what was measured, and the pictures of it that are the segment's own. */
export interface SeenFootage {
  readonly figures: Figures;
  readonly own: Indexes;
}

/** A finding before it is known of which segment and take. */
export type FootageFinding = Omit<Finding, 'segment' | 'take'>;
