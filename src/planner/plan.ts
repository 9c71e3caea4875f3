import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import type { FramePlace, Input, Request } from '../core/request.ts';
import type { Card, Cue, Fit, Position, Still, Transition, Volume, Words } from '../storyboard/model.ts';

/**
 * What a run would do and why: a value, made without effects, printable, comparable. A run executes exactly
 * these jobs.
 */
export interface Plan {
  readonly schemaVersion: 1;
  /** The storyboard's file, as the user named it. */
  readonly storyboard: string;
  /** In an order in which each job comes after what it needs. */
  readonly jobs: readonly Job[];
  readonly timeline: Timeline;
  /** Every take of every segment that needs jobs, in film order, with its jobs, which segments may share. */
  readonly takes: readonly PlannedTake[];
  readonly cost: Cost;
  /** Every user's file that a job sends, with the hash of its bytes when the plan was made. */
  readonly files: readonly Asset[];
  /** Rough wall time of a run, in seconds: of making footage at the requested concurrency, and of the cut. */
  readonly seconds: number;
  /** How much of that is the cut, after the last clip. */
  readonly cutSeconds: number;
  /** Warnings and notes: every adjustment is reported. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlannedTake {
  readonly segment: string;
  readonly take: number;
  readonly picked: boolean;
  /** What `redo` orders another take of: the same for all takes of the segment. */
  readonly requestClass: string;
  /** Ids of the jobs of its chain, in order; the last one's clip is the take's. */
  readonly jobs: readonly string[];
}

/**
 * A job's id is for people and unique in the plan: `climb`, `climb.2` (second link of its chain),
 * `door#3` (third take), `door#3.2`, `still.frame` (a last frame), `still.first-frame`, `still.frame-2.5` (the one
 * after 2.5 s).
 */
export type Job = ProviderJob | FrameJob;

interface JobBase {
  readonly id: string;
  readonly segment: string;
  readonly take: number;
  /** Position in the segment's chain, from 1. */
  readonly link: number;
  /** Ids of jobs that must be done first. */
  readonly needs: readonly string[];
  readonly fingerprint: string;
  readonly state: JobState;
  /** A clause for people: "never made", "a new take", "prompt changed". */
  readonly reason: string;
  /** The price of making it now, in US dollars; 0 if cached. */
  readonly cost: number;
  /** Rough wall time of making it, in seconds, from its model's data and from how long such jobs took here. */
  readonly pace: number;
  readonly outstanding?: Outstanding;
}

/**
 * Footage that was ordered and is not in the store. `unanswered`: it is not known whether it was created. `missing`: it was
 * in the store.
 */
export interface Outstanding {
  readonly kind: 'in-flight' | 'missing' | 'unanswered' | 'lost';
  /** Present if it takes far longer than usual: what the server last told of it, if anything. */
  readonly overdue?: string;
  /** US dollars: reserved, or spent if it is missing or lost. */
  readonly price: number;
}

export interface ProviderJob extends JobBase {
  readonly kind: 'generate' | 'extend' | 'edit';
  readonly request: Request;
  /** Prompts to try in turn when the request's is refused. */
  readonly fallbacks: readonly string[];
  readonly attempts: number;
  /** Seconds of footage that the clip will hold: for an extend, the source and the new part. */
  readonly holds: number;
}

/** Takes a frame of a clip or of the user's footage, on this machine, as a PNG. */
export interface FrameJob extends JobBase {
  readonly kind: 'frame';
  readonly source: Exclude<Input, { kind: 'last-frame' | 'frame' }>;
  /** Absent: the last frame. */
  readonly at?: FramePlace;
}

export type JobState = 'cached' | 'new' | 'changed' | 'failed' | 'in-flight' | 'unknown';

export interface Cost {
  /** The price of what is to be made, in US dollars. */
  readonly needed: number;
  /** US dollars spent on this film in all runs: by the providers' own figures where they tell them. */
  readonly spent: number;
  /** The same by price alone. */
  readonly planned: number;
  /** Of what is spent: what yielded no footage. */
  readonly lost: number;
  /** US dollars that what is in flight or may have been accepted may yet come to. */
  readonly reserved: number;
  /** US dollars that jobs which failed may have been charged. */
  readonly maybeCharged: number;
  readonly currency: 'USD';
  /** Whether a figure is an assumption rather than a published price. */
  readonly estimated: boolean;
}

/** The film: exact frames at `fps`, which is exact, too: 30000/1001 for 29.97. */
export interface Timeline {
  readonly fps: number;
  readonly entries: readonly TimelineEntry[];
  /** Frames of the whole film. */
  readonly frames: number;
  /** The scenes, in film order. */
  readonly chapters: readonly Chapter[];
  /** In order of appearance. No two are shown at one position at the same time. */
  readonly captions: readonly Caption[];
  /** In order of appearance, while their segments are shown. */
  readonly titles: readonly Caption[];
  /** Recordings, each heard from a frame of the film on; a start below 0 is before the film. */
  readonly narration: readonly Narration[];
  /** Music, effects and ambience, in the order of the storyboard, like narration. */
  readonly cues: readonly TimelineCue[];
}

export interface Chapter {
  readonly title: string;
  /** Its first frame in the film. */
  readonly start: number;
}

export interface Caption {
  readonly text: string;
  /** In frames of the film; `end` is exclusive. Segments that overlap share the overlap. */
  readonly start: number;
  readonly end: number;
  /** Absent for the bottom. */
  readonly position?: Exclude<Position, 'bottom'>;
}

/** Words that are shown with an entry, from one of its frames to another, exclusive. */
export type ShownWords = Omit<Words, 'from' | 'to'> & { readonly from: number; readonly to: number };

interface Narration {
  readonly file: Asset;
  readonly start: number;
  /** dB */
  readonly volume: number;
}

/** Part of a recording, from a frame of the film on. All other times in seconds. */
export interface TimelineCue extends Omit<Cue, 'at' | 'offset' | 'place'> {
  readonly start: number;
}

/** A transition that takes time. */
export type SoftTransition = Exclude<Transition, { readonly type: 'cut' }>;

export interface TimelineEntry {
  readonly segment: string;
  readonly scene: string;
  readonly footage: Footage;
  /** First frame in the film; with a transition before it, inside the segment before. */
  readonly start: number;
  /** How many frames of it the film shows, transitions included. */
  readonly frames: number;
  /** How fast the footage runs; absent: unchanged. */
  readonly speed?: number;
  /** Where in the footage it begins, in frames at the film's rate, at the speed that it is shown. */
  readonly sourceStart: number;
  /**
   * Into the next entry, or out of the film on the last one. `overlap` in frames, 0 for a cut: how many of its last
   * frames the transition takes, which on the last entry overlap nothing.
   */
  readonly transition: Transition;
  readonly overlap: number;
  readonly fit: Fit;
  /** Absent when there are none. */
  readonly words?: readonly ShownWords[];
  /** Of its own sound; absent: unchanged. */
  readonly volume?: Volume;
  /** Whether it has dialogue, for which music steps back. */
  readonly speaks: boolean;
}

export type Footage =
  | {
      readonly kind: 'clip';
      readonly job: string;
      readonly fingerprint: string;
      /** The content hash, once it is made. */
      readonly clip?: string;
      /** Present if it stands in for footage that is still to be made; with its take if the segment has several. */
      readonly standIn?: { readonly take?: number };
    }
  | { readonly kind: 'file'; readonly file: Asset }
  | ({ readonly kind: 'still' } & Still)
  | { readonly kind: 'card'; readonly card: Card };

/** The jobs of a plan that a run has to do: all whose clips are not in the store. */
export const jobsToMake = ({ jobs }: Pick<Plan, 'jobs'>): readonly Job[] =>
  jobs.filter(({ state }) => state !== 'cached');

/** Made, in flight or unknown: it is already paid for or reserved, and its source is no longer needed. */
export const isSettled = (state: JobState): boolean =>
  state === 'cached' || state === 'in-flight' || state === 'unknown';

/** Whether its pictures are laid out as `layoutOf` says, with words of their own. */
export const isStandIn = (footage: Footage): boolean =>
  footage.kind === 'clip' && footage.standIn !== undefined;
