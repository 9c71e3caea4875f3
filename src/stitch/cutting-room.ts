import type { Emit } from '../core/event.ts';
import type { Asset } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import type { Quality } from '../media/encoding.ts';
import type { Tools } from '../media/tools.ts';
import type { Timeline } from '../planner/plan.ts';

/** What is to be rendered. */
export interface Film {
  readonly timeline: Timeline;
  readonly size: Size;
  readonly sound: Soundtrack;
  /** Whether captions are drawn into the picture. */
  readonly burnCaptions: boolean;
  /** Whether stand-ins are labelled in the picture, with the film's timecode. */
  readonly labels: boolean;
  /** Of what is encoded for it. */
  readonly quality: Quality;
  readonly title: string;
  /** Said in its file, beside the title. */
  readonly comment?: string;
}

/** What is heard, besides the timeline's narration and cues. */
export interface Soundtrack {
  /** Whether the footage's own sound is. */
  readonly keep: boolean;
  readonly music?: {
    readonly file: Asset;
    /** dB */
    readonly volume: number;
    /** Whether it makes room for narration and dialogue. */
    readonly duck: boolean;
    /** Seconds. */
    readonly fadeIn: number;
    readonly fadeOut: number;
  };
  /** LUFS of the whole film; undefined: unchanged. */
  readonly loudness?: number;
}

/** Whether a film has a sound track at all. */
export const hasSound = ({ sound, timeline }: Film): boolean =>
  sound.keep || sound.music !== undefined || timeline.narration.length + timeline.cues.length > 0;

export type Replacing = (draft: string, output: string) => Promise<void>;

/** Where and with which tools it is rendered. Both folders are on one disk, and no other process writes to them. */
export interface CuttingRoom {
  readonly tools: Tools;
  /** The file of a clip, by the hash of its content. */
  clipPath(hash: string): string;
  /** For what is worth keeping: encoded pieces, sound, cards. All of it can be deleted at any time. */
  readonly cacheFolder: string;
  /** Files that were looked up in the cache, whether they existed or not. */
  readonly asked: Set<string>;
  /** For what is not. */
  readonly workFolder: string;
  readonly emit: Emit;
  /** Nothing more is rendered once it is aborted. */
  readonly signal: AbortSignal;
  /** Is told before the complete file `draft` replaces `output`, which is among the user's files. */
  readonly replacing?: Replacing;
  /** Gets how long a cut took, and how long an ordinary machine was expected to take; in seconds. */
  readonly timed?: (cut: { readonly took: number; readonly expected: number }) => Promise<void>;
}

/** What each step of a cut needs: the room, and the film that is rendered in it. */
export interface Cutting extends CuttingRoom {
  readonly film: Film;
}
