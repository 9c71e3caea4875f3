import type { Size } from '../core/frames.ts';

/**
 * What a model can do, as data. The planner reads it and so knows every refusal before anything is sent.
 * Nothing else in the program asks which provider or model it is.
 */
export interface Capabilities {
  readonly model: string;
  /** Seconds that one generate job can be asked for. */
  readonly lengths: Lengths;
  readonly extend: Extension;
  readonly edit: boolean;
  /** Sizes it makes; `any` within bounds, both sides even. */
  readonly sizes: Sizes;
  /** Whether `fps` can be asked for; otherwise the model's own rate. */
  readonly fps: 'any' | number;
  readonly inputs: {
    /** An image as the first frame; `sized`: it must have exactly the pixels asked for. */
    readonly firstFrame: 'none' | 'any' | 'sized';
    /** How many reference images of cast members can go along. */
    readonly references: number;
    /** How many characters can go along. */
    readonly characters: number;
  };
  readonly audio: boolean;
  /** Names of options it knows. */
  readonly options: readonly string[];
  /** Longest prompt, in characters. */
  readonly promptLimit: number;
  readonly price: Price;
  /**
   * Rough wall time of one job in seconds, to say how long a run will take: `base`, and for each second asked for
   * `perSecond` and, where it depends on the size, `perMegapixel` for each million pixels of a frame.
   */
  readonly pace: { readonly base: number; readonly perSecond: number; readonly perMegapixel?: number };
  /** Submissions a minute that the provider takes for this model; absent: as many as come. */
  readonly requestsPerMinute?: number;
  /** Jobs of this model that may be under way at once; absent: only the run's own bound holds. */
  readonly concurrency?: number;
  /** Date (YYYY-MM-DD) on which its maker switches it off, or did, with what to tell the user. */
  readonly endOfLife?: { readonly date: string; readonly note: string };
}

export type Lengths =
  | { readonly kind: 'set' /** Ascending. */; readonly seconds: readonly number[] }
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number };

export type Extension =
  /** The answer holds source and new part. */
  | { readonly kind: 'native'; readonly lengths: Lengths; readonly most: number; readonly longest: number }
  /** A new generation begins with the source's last frame. Needs `inputs.firstFrame`. */
  | { readonly kind: 'last-frame' }
  | { readonly kind: 'none' };

export type Sizes =
  | { readonly kind: 'set'; readonly sizes: readonly Size[] }
  | { readonly kind: 'any'; readonly min: number; readonly max: number };

export type Price =
  | { readonly kind: 'free' }
  /** US dollars a second of newly made footage, by size ("1280x720"); with where the figures are from, and when. `any` is the price of all sizes that are not named. */
  | {
      readonly kind: 'per-second';
      readonly bySize: Readonly<Record<string, number>>;
      readonly source: string;
      readonly date?: string;
      readonly note?: string;
    };

/** A provider as the planner sees it. */
export interface ProviderData {
  readonly name: string;
  readonly models: readonly Capabilities[];
  /** Used where the storyboard names no model. */
  readonly defaultModel: string;
  /**
   * Whether a submission that was never answered may simply be repeated: `safe` where that costs and changes
   * nothing. Otherwise, and when not said, a person is asked.
   */
  readonly resubmit?: 'safe' | 'ask';
  /**
   * Present where it lists its jobs, so that one that was never answered can be looked for there. `within`: seconds
   * after which each job that it created is in the list, for certain. Absent: a job that is not in the list may exist
   * all the same, and a person is asked.
   */
  readonly lists?: { readonly within?: number };
  /** Where its jobs are, as in `https://host/v1`: an id means nothing anywhere else. Absent where there is only one place. */
  readonly address?: string;
  /**
   * Its pictures stand in for footage that is still to be made, and are laid out by `layoutOf`: a cut names them, keeps
   * its words off theirs, and never takes the place of a cut of what others made.
   */
  readonly standsIn?: true;
  /** Why it can't be used, with what to do instead, known without asking it. */
  readonly unavailable?: { readonly reason: string; readonly help: string };
}
