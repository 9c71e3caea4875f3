import type { Size } from '../core/frames.ts';
import type { Options } from '../core/option-values.ts';
import type { Request } from '../core/request.ts';

/**
 * What a model can do, as data. The planner reads it, so it knows every refusal before anything is sent. Nothing else
 * in the program depends on which provider or model it is.
 */
export interface Capabilities {
  readonly model: string;
  /** Possible lengths of one generate job, in seconds. */
  readonly lengths: Lengths;
  /** Lengths of jobs of a tier, or with or without a first or last frame: the first that fits counts, and otherwise `lengths`. */
  readonly lengthRules?: readonly {
    readonly when: { readonly tier?: string; readonly frames?: boolean };
    readonly lengths: Lengths;
  }[];
  readonly extend: Extension;
  readonly edit: boolean;
  /** Most seconds of footage that it edits at once; absent: any. */
  readonly editLongest?: number;
  /** Possible sizes; `any` within limits, both sides even. */
  readonly sizes: Sizes;
  /** What its maker calls a size's resolution, by size: `1280x720: 720p`. Absent: it has no names for them. */
  readonly tiers?: Readonly<Record<string, string>>;
  /** `any` if a request can set the rate, `whole` if it can set whole ones; otherwise the model's own rate. */
  readonly fps: 'any' | 'whole' | number;
  readonly inputs: {
    /** An image as the first frame; `sized`: it must have exactly the requested size. */
    readonly firstFrame: 'none' | 'any' | 'sized';
    /** It makes nothing without one. */
    readonly needsFirst?: true;
    /**
     * An image as the last frame; absent: none. `needsFirst`: only together with a first frame. `tiers`: only at these.
     */
    readonly lastFrame?: {
      readonly fits: 'any' | 'sized';
      readonly needsFirst: boolean;
      readonly tiers?: readonly string[];
    };
    readonly references: ReferenceLimits;
    /** How many characters can go along. */
    readonly characters: number;
  };
  /** Whether its footage has sound; `choice`: as a request asks. */
  readonly sound: 'never' | 'always' | 'choice';
  /** Options that it knows. */
  readonly options: Options;
  /** Longest prompt, in characters; absent: its maker tells of none. */
  readonly promptLimit?: number;
  readonly price: Price;
  /**
   * Rough wall time of one job in seconds, to estimate how long a run takes: `base`, plus `perSecond` per requested
   * second and, if it depends on the size, `perMegapixel` per second and million pixels of a frame.
   */
  readonly pace: { readonly base: number; readonly perSecond: number; readonly perMegapixel?: number };
  /** Submissions per minute that the provider accepts for this model; absent: no limit. */
  readonly requestsPerMinute?: number;
  /** Jobs of this model that may run at once; absent: only the run's own limit applies. */
  readonly concurrency?: number;
  /** Date (YYYY-MM-DD) on which its maker switches or switched it off, with a note for the user. */
  readonly endOfLife?: { readonly date: string; readonly note: string };
}

/** How many references of each medium it accepts. */
export interface ReferenceLimits {
  readonly images: number;
  readonly videos?: number;
  readonly audio?: number;
  /** Most seconds of all videos together, and of all recordings. */
  readonly longest?: { readonly videos?: number; readonly audio?: number };
  /** They can't go along with a first or last frame. */
  readonly apart?: true;
  /** Only at these tiers; absent: at any. */
  readonly tiers?: readonly string[];
  /** Most seconds of a job that leans on any; absent: as without. */
  readonly jobSeconds?: number;
}

export type Lengths =
  | { readonly kind: 'set' /** Ascending. */; readonly seconds: readonly number[] }
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number };

export type Extension =
  /** The result contains the source and the new part. */
  | { readonly kind: 'native'; readonly lengths: Lengths; readonly most: number; readonly longest: number }
  /** A new generation begins with the source's last frame. Needs `inputs.firstFrame`. */
  | { readonly kind: 'last-frame' }
  | { readonly kind: 'none' };

export type Sizes =
  | { readonly kind: 'set'; readonly sizes: readonly Size[] }
  | { readonly kind: 'any'; readonly min: number; readonly max: number };

export type Price =
  | { readonly kind: 'free' }
  /** Nothing is ordered, since nobody could say what it costs. */
  | {
      readonly kind: 'unknown';
      readonly source: string;
      readonly date?: string;
      /** What its maker says of it that can't be read as a price. */
      readonly note?: string;
    }
  /**
   * US dollars per second of newly made footage, by size ("1280x720"), with the source of the figures and its date.
   * `any` is the price of all other sizes.
   */
  | {
      readonly kind: 'per-second';
      readonly bySize: Readonly<Record<string, number>>;
      readonly source: string;
      readonly date?: string;
      readonly note?: string;
    }
  /** The first rule that fits a request is its price. */
  | {
      readonly kind: 'rules';
      readonly rules: readonly PriceRule[];
      readonly source: string;
      /** YYYY-MM-DD */
      readonly date: string;
      readonly note?: string;
    };

/**
 * What a job costs, in US dollars: a sum of these. The figures are for requests that fit `when`, which is empty for all of
 * them.
 */
export interface PriceRule {
  readonly when?: {
    /** As in `tiers` of the model. */
    readonly tier?: string;
    readonly sound?: boolean;
    readonly kind?: Request['kind'];
    /** Whether footage is sent along: a source, or a reference video. */
    readonly footage?: boolean;
    /** Whether a first or last frame is sent. */
    readonly frames?: boolean;
    /** Whether references are. */
    readonly references?: boolean;
  };
  readonly perJob?: number;
  readonly perSecond?: number;
  /** Of a job's tokens: width × height × `fps` × seconds / 1024. */
  readonly perMillionTokens?: { readonly dollars: number; readonly fps: number };
  /** For each image that is sent, beyond those that are free. */
  readonly perImage?: { readonly dollars: number; readonly free: number };
  /** A job costs at least this. */
  readonly least?: number;
  /** Nobody published it. */
  readonly assumed?: true;
}

/** A provider as the planner sees it. */
export interface ProviderData {
  readonly name: string;
  readonly models: readonly Capabilities[];
  /** Used if the storyboard names no model. */
  readonly defaultModel: string;
  /**
   * Whether an unanswered submission may simply be repeated: `safe` if that costs and changes nothing. Otherwise, and
   * by default, a person is asked.
   */
  readonly resubmit?: 'safe' | 'ask';
  /**
   * Whether a job that it accepted and that failed is charged. By default it may be, and its price stays reserved until
   * somebody knows.
   */
  readonly failures?: 'free' | 'charged';
  /**
   * Present where it lists its jobs, so that one that it may have accepted can be looked for there. `within`: seconds
   * after which each job that it created is in the list, for certain. Absent: a job that is not in the list may exist
   * all the same, and a person is asked.
   */
  readonly lists?: { readonly within?: number };
  /**
   * Where its jobs are, as in `https://host/v1`: an id means nothing anywhere else. Absent if there is only one place.
   */
  readonly address?: string;
  /**
   * Its pictures stand in for footage that is still to be made, with the layout of `layoutOf`: a cut labels them, keeps
   * its text off theirs, and never overwrites a cut of real footage.
   */
  readonly standsIn?: true;
  /** When it told of these models itself: milliseconds since 1970. Absent where they are built in, or the user's own. */
  readonly told?: number;
  /** Why it can't be used, and what to do instead, if that is known without contacting it. */
  readonly unavailable?: { readonly reason: string; readonly help: string };
}
