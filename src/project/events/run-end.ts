import type { Diagnostic } from '../../core/diagnostic.ts';

/** Why nothing was done. */
export interface Refusal {
  readonly why: 'input' | 'environment';
  readonly diagnostics: readonly Diagnostic[];
}

/** How a run or a cut ended. */
export type RunEnd =
  /** Nothing was made: the user's input is wrong, or this machine lacks something. */
  | { readonly kind: 'refused'; readonly why: Refusal['why']; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'declined' }
  /** The footage is made and kept, but the film could not be cut, because of the user's files or of this machine. */
  | { readonly kind: 'uncut'; readonly why: Refusal['why']; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'interrupted' }
  /** A segment failed or is waiting for an answer, and so is the cut. `environment`: the failure is this machine's fault. */
  | {
      readonly kind: 'unfinished';
      readonly diagnostics: readonly Diagnostic[];
      readonly environment?: boolean;
      /** Whether the user has to answer before a run can continue those segments. */
      readonly asks?: 'some' | 'all' | undefined;
    }
  /** `cuts`: absolute paths; empty if no stitching was requested. */
  | { readonly kind: 'finished'; readonly cuts: readonly string[] };
