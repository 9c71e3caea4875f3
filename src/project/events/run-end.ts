import type { Diagnostic } from '../../core/diagnostic.ts';

/** Why nothing could be done, before anything was. */
export interface Refusal {
  readonly why: 'input' | 'environment';
  readonly diagnostics: readonly Diagnostic[];
}

/** How a run or a cut ended. */
export type RunEnd =
  /** Nothing was made: what the user gave is wrong, or this machine lacks something. */
  | ({ readonly kind: 'refused' } & Refusal)
  | { readonly kind: 'declined' }
  /** The footage is there and is kept, and the film could not be cut: by what the user brought, or by this machine. */
  | ({ readonly kind: 'uncut' } & Refusal)
  | { readonly kind: 'interrupted' }
  /** Some segment failed or waits for an answer; the cut waits with it. `environment`: what failed is this machine's fault. */
  | {
      readonly kind: 'unfinished';
      readonly diagnostics: readonly Diagnostic[];
      readonly environment?: boolean;
    }
  /** `cuts`: absolute paths, empty where no stitching was asked for. */
  | { readonly kind: 'finished'; readonly cuts: readonly string[] };
