import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Size } from '../../core/frames.ts';
import type { JobState } from '../../planner/plan.ts';
import type { FilmNote } from '../../storyboard/notes/note.ts';

/** What the page shows: the film, or what is wrong with its storyboard, in which case it keeps showing what it had. */
export interface ShownDocument {
  readonly film?: ShownFilm;
  readonly diagnostics: readonly ShownDiagnostic[];
}

/** Without the params, which are for programs. */
export type ShownDiagnostic = Pick<Diagnostic, 'severity' | 'code' | 'message' | 'help' | 'segment'> & {
  /** `film.storyboard.yaml:12:5` */
  readonly at?: string;
};

/** Times in frames of the film at `fps`, money in US dollars. */
export interface ShownFilm {
  readonly title: string;
  readonly logline?: string;
  /** The storyboard's file, as the user named it. */
  readonly storyboard: string;
  readonly fps: number;
  readonly size: Size;
  readonly frames: number;
  /** Whether the clips' own sound is in the film. */
  readonly keepsSound: boolean;
  readonly scenes: readonly ShownScene[];
  readonly segments: readonly ShownSegment[];
  readonly entries: readonly ShownEntry[];
  /** What is heard beside the clips' own sound. */
  readonly sound: readonly ShownPassage[];
  readonly captions: readonly ShownCaption[];
  readonly money: ShownMoney;
  readonly notes: readonly ShownNote[];
  readonly judgement: ShownJudgement;
}

/** What `judge` has found so far. */
export interface ShownJudgement {
  readonly findings: readonly ShownFinding[];
  /** Where one shot is to go on in the next. */
  readonly seams: readonly ShownSeam[];
  /** How many clips and seams nobody looked at yet. */
  readonly waiting: number;
  /** Footage that can't be judged. */
  readonly unjudged: readonly UnjudgedFootage[];
}

interface UnjudgedFootage {
  readonly segment: string;
  readonly take?: number;
  readonly why: string;
}

export interface ShownFinding {
  /** By which the page asks for its correction. */
  readonly id: string;
  readonly segment: string;
  readonly take?: number;
  /** The segment before, where it is about two. */
  readonly after?: string;
  /** Seconds in the footage. */
  readonly from?: number;
  readonly to?: number;
  readonly message: string;
  /** Beside its threshold. */
  readonly figure: string;
  /** What can be written into a segment of the storyboard, for it to be gone. */
  readonly mends?: { readonly segment: string; readonly write: string };
}

export interface ShownSeam {
  readonly before: string;
  readonly after: string;
  /** Seconds of the film. */
  readonly at: number;
  /** Why it can't be judged. */
  readonly why?: string;
  /** Names, and what was measured beside its threshold; none: it was not judged. */
  readonly figures: readonly (readonly [name: string, value: string])[];
}

interface ShownScene {
  readonly id: string;
  readonly title?: string;
  readonly segments: readonly string[];
}

/** A recording that is heard from one moment of the film to another. Times in seconds. */
export interface ShownPassage {
  readonly hash: string;
  readonly start: number;
  readonly end: number;
  /** What of the recording is heard at `start`. */
  readonly from: number;
  /** Moments of the film, and the factor of loudness there; between them it changes evenly. */
  readonly gains: readonly (readonly [at: number, gain: number])[];
}

export interface ShownMoney {
  readonly needed: number;
  readonly spent: number;
  readonly reserved: number;
  /** The storyboard's budget, and what is left under it. */
  readonly cap?: number;
  readonly left?: number;
}

interface ShownCaption {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What the film shows from one frame to another. */
export interface ShownEntry {
  readonly segment: string;
  readonly start: number;
  readonly frames: number;
  /** In frames of the film, at the speed that it is shown. */
  readonly sourceStart: number;
  readonly speed: number;
  readonly footage: ShownFootage;
  readonly fit: 'pad' | 'crop' | 'stretch' | 'blur';
  readonly muted: boolean;
  /** The factor of loudness of its own sound. */
  readonly gain: number;
  /** Into the next entry: how, and for how many frames both are seen. */
  readonly transition: string;
  readonly overlap: number;
}

export type ShownFootage =
  | { readonly kind: 'clip'; readonly hash?: string; readonly take?: number }
  | { readonly kind: 'video'; readonly hash: string }
  | { readonly kind: 'picture'; readonly hash: string }
  | {
      readonly kind: 'card';
      readonly text: string;
      readonly background: string;
      readonly color: string;
      readonly behind?: string;
    };

export interface ShownSegment {
  readonly id: string;
  readonly scene: string;
  /** The storyboard's line. */
  readonly line: number;
  readonly source: 'generate' | 'image' | 'extend' | 'edit' | 'file' | 'still' | 'card';
  readonly state: JobState | 'local';
  /** Why it is to be made, or what is to be known of it. */
  readonly reason: string;
  /** As it would be sent. */
  readonly prompt?: string;
  /** As the storyboard writes it, if that is one text. */
  readonly written?: string;
  /** Seconds of footage that are asked for. */
  readonly seconds?: number;
  readonly pick?: number;
  readonly why?: string;
  readonly locked: boolean;
  readonly takes: readonly ShownTake[];
  readonly next: NextStep;
}

/** One candidate: a take, or footage that was made for what the segment asked for before. */
export interface ShownTake {
  /** Absent for earlier footage, which can't be picked. */
  readonly take?: number;
  readonly picked: boolean;
  readonly state: JobState;
  readonly reason: string;
  /** The clip's hash, and its length in seconds. */
  readonly hash?: string;
  readonly seconds?: number;
  /** What it was made with, or would be. */
  readonly prompt: string;
  readonly fallback: boolean;
  readonly provider: string;
  readonly model: string;
  readonly seed?: string;
  readonly size: string;
  /** What was paid, and what making it now costs. */
  readonly paid: number;
  readonly price: number;
  readonly attempts: readonly ShownAttempt[];
}

export interface ShownAttempt {
  readonly state: string;
  readonly submitted: string;
  readonly price: number;
  readonly message?: string;
}

/** What a person would do next with a segment; `price` in US dollars, roughly: it is asked again before anything is spent. */
export type NextStep =
  | { readonly kind: 'make'; readonly price: number }
  | { readonly kind: 'pick'; readonly take: number }
  /** Only a person who has looked at the provider can say: by this command. */
  | { readonly kind: 'answer'; readonly command: string }
  | { readonly kind: 'none' };

/** A note, with the name by which the page asks for something about it. */
export interface ShownNote extends FilmNote {
  readonly id: string;
}
