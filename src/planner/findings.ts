import type { Diagnostic } from '../core/diagnostic.ts';
import type { Segment } from '../storyboard/model.ts';

/** Collects what a plan has to say, so that one pass reports everything that is wrong. */
export interface Findings {
  readonly all: readonly Diagnostic[];
  add(diagnostic: Diagnostic): void;
  /** For what is as true of a thousand segments as of one: said at the first of them. */
  once(key: string, diagnostic: () => Diagnostic): void;
}

export function collectFindings(): Findings {
  const all: Diagnostic[] = [];
  const said = new Set<string>();
  return {
    all,
    add: (diagnostic) => void all.push(diagnostic),
    once: (key, diagnostic) => {
      if (said.has(key)) return;
      said.add(key);
      all.push(diagnostic());
    },
  };
}

/** The members that all diagnostics of a segment share. */
export const about = (
  { id, place }: Segment,
  severity: Diagnostic['severity'],
  code: Diagnostic['code'],
): Pick<Diagnostic, 'segment' | 'place' | 'severity' | 'code'> => ({ severity, code, segment: id, place });

/** The same, at the line that chooses the segment's provider or model, which may be one for the whole film. */
export const aboutChoice = (
  segment: Segment,
  choice: keyof Segment['chosenAt'],
  severity: Diagnostic['severity'],
  code: Diagnostic['code'],
): ReturnType<typeof about> => ({
  ...about(segment, severity, code),
  place: segment.chosenAt[choice] ?? segment.chosenAt.provider ?? segment.place,
});
