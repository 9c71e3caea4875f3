import type { Code } from '../core/codes.ts';
import type { Place } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import type { Margins, Size } from '../core/frames.ts';
import type { MediumKind, ReferenceRole } from '../core/request.ts';

/**
 * A storyboard that has been parsed, checked and resolved: inheritance applied, variables and cast filled in,
 * prompts composed, files found and read. Nothing in it can be wrong any more, except what depends on a
 * provider's capabilities. All durations are in seconds.
 */
export interface Storyboard {
  /** Absolute path of the file. */
  readonly file: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** `film` of `film.storyboard.yaml`. */
  readonly name: string;
  readonly title: string;
  readonly logline?: string;
  readonly format: Format;
  /** Whether stand-ins are labelled in the picture, with the film's timecode. */
  readonly labels: boolean;
  /** Where it will be shown, if the storyboard says. */
  readonly platform?: Platform;
  readonly scenes: readonly Scene[];
  /** Of all scenes, in film order. */
  readonly segments: readonly Segment[];
  readonly audio: Audio;
  readonly captions: { readonly burn: boolean; readonly sidecar: readonly ('srt' | 'vtt')[] };
  /** US dollars over all runs, or undefined for no cap. */
  readonly maxCost?: number;
  /** Codes of remarks on its words that are not wanted. */
  readonly lintOff: readonly Code[];
  /** At least one. */
  readonly outputs: readonly Output[];
}

/** How a clip with another aspect is fitted into a frame; `blur` lays it over a blurred copy of itself that fills the frame. */
export type Fit = 'pad' | 'crop' | 'stretch' | 'blur';
export type Aspect = '16:9' | '9:16' | '1:1' | '4:3' | '3:4' | '21:9';
export type Resolution = '480p' | '720p' | '1080p' | '2160p';

export interface Format {
  /** The film's frame: from `size`, or from `aspect` and `resolution`. Both sides even. */
  readonly size: Size;
  /** Whether `size` was asked for exactly; otherwise a model's nearest size of that aspect will do. */
  readonly exact: boolean;
  /** Frames per second, exactly: 30000/1001 for 29.97. */
  readonly fps: number;
  readonly fit: Fit;
}

export interface Platform {
  /** As the storyboard writes it. */
  readonly name: string;
  readonly place: Place;
  /** Seconds of the longest film that it takes. */
  readonly longest?: number;
  /** What its texts and buttons cover; absent: nothing, as far as is known. */
  readonly covered?: Margins;
}

export interface Scene {
  readonly id: string;
  readonly title?: string;
  /** Ids, in film order. */
  readonly segments: readonly string[];
}

export interface Segment {
  readonly id: string;
  readonly scene: string;
  /** Where its mapping starts in the file, for diagnostics of later stages. */
  readonly place: Place;
  /** Where the file chooses its provider and its model, for itself or for many. */
  readonly chosenAt: { readonly provider?: Place; readonly model?: Place };
  readonly source: Source;
  readonly provider: string;
  /** Undefined: the provider's default model. */
  readonly model?: string;
  /** Beats per minute, if the storyboard sets a tempo. */
  readonly tempo?: number;
  /**
   * Length of footage asked for, in seconds: of an edit, the length of what it edits. Undefined for a `file` without a
   * `duration` (all of it).
   */
  readonly duration?: number;
  /** The part of the footage that the film uses; undefined: all of it. */
  readonly trim?: { readonly from: number; readonly to: number };
  /** Speed of the footage; absent: unchanged. */
  readonly speed?: number;
  /** Number of takes, 1 or more. */
  readonly takes: number;
  /** The take that the cut uses, if the storyboard sets it. */
  readonly pick?: number;
  /** Why that one; for people. */
  readonly why?: string;
  /** Present if its footage is final: once it is made, nothing makes it again. */
  readonly locked?: true;
  /** Maximum attempts for each job. */
  readonly attempts: number;
  /** Distinguishes requests that would otherwise be equal; 1 by default. */
  readonly variation: number;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Present if its footage is to be made without sound. */
  readonly soundOff?: true;
  readonly fit: Fit;
  /** Present if the storyboard sets the fit, so that it is intended. */
  readonly fitSaid?: true;
  /** Captions and titles, in the order in which they are written. Absent when there are none. */
  readonly words?: readonly Words[];
  /** Of its own sound; absent: unchanged. */
  readonly volume?: Volume;
  /** Into the next segment, or out of the film on the last one. */
  readonly transition: Transition;
}

/** dB, or no sound at all. */
export type Volume = number | 'mute';

export type Source =
  | ({ readonly kind: 'generate'; readonly lastImage?: LastImage } & Prompted)
  | ({ readonly kind: 'image'; readonly image: FirstImage; readonly lastImage?: LastImage } & Prompted)
  | ({ readonly kind: 'extend'; readonly of: string } & Prompted)
  | ({ readonly kind: 'edit'; readonly of: string } & Prompted)
  | { readonly kind: 'file'; readonly file: Asset }
  | ({ readonly kind: 'still' } & Still)
  | { readonly kind: 'card'; readonly card: Card };

/** What footage begins with: the user's picture, or the last one that the film shows of the segment before. */
export type FirstImage = Asset | 'previous';
/** What it ends with: the user's picture, or the first one that the film shows of the segment after. */
export type LastImage = Asset | 'next';

/** A picture of the user's that is shown for a while, perhaps with a camera move. */
export interface Still {
  readonly image: Asset;
  readonly move: Move;
}

/** A slow camera move over a still. */
export type Move = 'none' | 'push-in' | 'pull-out' | 'pan-left' | 'pan-right' | 'tilt-up' | 'tilt-down';

/** Prompts as they would be sent: composed, with variables and cast filled in. */
export interface Prompted {
  readonly prompt: string;
  /** Of the prompt, the segment's own words, if setting or style follow them. */
  readonly own?: string;
  /** Composed too, in the order in which they are tried. */
  readonly fallbacks: readonly string[];
  /** The cast members whose `@name` is in the prompt. */
  readonly cast: readonly CastMember[];
  /** What else it leans on; absent: nothing. */
  readonly references?: readonly OwnReference[];
  /** The lines of dialogue in the prompt. */
  readonly dialogue: readonly string[];
}

/** A file of the user's that footage leans on. */
export interface OwnReference {
  readonly medium: MediumKind;
  readonly file: Asset;
  readonly role?: ReferenceRole;
}

export interface CastMember {
  readonly name: string;
  readonly images?: readonly Asset[];
  /** What its pictures are for, if the storyboard says what it is. */
  readonly role?: ReferenceRole;
  /** The character's id at the provider. */
  readonly character?: string;
}

export interface Card {
  readonly text: string;
  /** `#rrggbb` */
  readonly background: string;
  readonly color: string;
  /** What fills the frame behind the text. */
  readonly behind?: Behind;
}

/** Footage is shown without its sound, starting at `from` seconds. */
export type Behind =
  | ({ readonly kind: 'still' } & Still)
  | { readonly kind: 'file'; readonly file: Asset; readonly from: number };

/** A text that is shown with a segment: captions can also be written to files, titles are only in the picture. */
export interface Words {
  readonly kind: 'caption' | 'title';
  readonly text: string;
  /** Seconds from the segment's first frame in the film. */
  readonly from: number;
  /** The same; undefined: until the segment ends. */
  readonly to?: number;
  readonly position: Position;
  readonly style: TextStyle;
}

export type Position = 'top' | 'middle' | 'bottom';

export interface TextStyle {
  readonly size: 'small' | 'medium' | 'large';
  /** `#rrggbb` */
  readonly color: string;
  /** `#rrggbb` of a plate behind it. */
  readonly background?: string;
  readonly face: 'sans' | 'serif';
}

export type Transition =
  | { readonly type: 'cut' }
  /** `type` as the language writes it, or `xfade: <name>` as `{type: 'xfade', name}`; `duration` > 0. */
  | {
      readonly type:
        | 'dissolve'
        | 'fade-to-black'
        | 'fade-to-white'
        | 'wipe-left'
        | 'wipe-right'
        | 'slide-left'
        | 'slide-right'
        | 'circle-open';
      readonly duration: number;
    }
  | { readonly type: 'xfade'; readonly name: string; readonly duration: number };

export interface Audio {
  /** Whether the film uses the clips' own sound. */
  readonly keep: boolean;
  readonly music?: {
    readonly file: Asset;
    readonly volume: number;
    readonly duck: boolean;
    readonly fadeIn: number;
    readonly fadeOut: number;
  };
  readonly narration: readonly {
    readonly file: Asset;
    readonly at: string;
    readonly offset: number;
    readonly volume: number;
    /** Where it says which segment it starts at. */
    readonly place: Place;
  }[];
  readonly cues: readonly Cue[];
  /** LUFS */
  readonly loudness?: number;
}

/** A piece of music, an effect or ambience that starts at its own time. Times in seconds. */
export interface Cue {
  readonly file: Asset;
  /** The segment that it starts with; absent: the film. */
  readonly at?: string;
  readonly offset: number;
  /** The part of the recording that is played; without `to`, up to its end. */
  readonly from: number;
  readonly to?: number;
  /** dB */
  readonly volume: number;
  readonly duck: boolean;
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Its place in the file. */
  readonly place: Place;
}

/** What can be made of a film; the first is the default. */
export const outputKinds = ['mp4', 'webm', 'gif', 'poster', 'contact-sheet'] as const;

/** A file that is made from the film. */
export interface Output {
  /** Absent for the one default output, `<storyboard's name>.mp4`. */
  readonly name?: string;
  /** The place of its name in the file. */
  readonly place?: Place;
  readonly size: Size;
  readonly fit: Fit;
  readonly as: (typeof outputKinds)[number];
  /** Of a poster only: seconds into the film. */
  readonly at?: number;
  /** Of a GIF or WebM only: frames per second, exactly, at most the film's. */
  readonly fps?: number;
}
