import type { Diagnostic } from '../core/diagnostic.ts';
import type { Emit } from '../core/event.ts';
import type { Asset } from '../core/footage.ts';
import type { Margins, Size } from '../core/frames.ts';
import type { Result } from '../core/result.ts';
import type { Region } from '../media/drawing/east-asian.ts';
import type { Quality } from '../media/encoding.ts';
import type { AssetReader } from '../media/known-assets.ts';
import type { Tools } from '../media/tools.ts';
import type { Timeline } from '../planner/plan.ts';
import type { Farm } from './farm.ts';

/** What is to be rendered. */
export interface Film {
  readonly timeline: Timeline;
  readonly size: Size;
  readonly sound: Soundtrack;
  /** Whether captions are drawn into the picture. */
  readonly burnCaptions: boolean;
  /** Whether stand-ins are labelled in the picture, with the film's timecode. */
  readonly labels: boolean;
  /** What will be covered where it is shown: its safe zone is outlined on stand-ins, and in a preview. */
  readonly covered?: Margins;
  /** Of what is encoded. */
  readonly quality: Quality;
  readonly title: string;
  /** Whose shapes ideographs have in texts that don't tell; absent: none of the film's texts does. */
  readonly region?: Region;
  /** Written into the file, beside the title. */
  readonly comment?: string;
}

/** What is heard besides the timeline's narration and cues. */
export interface Soundtrack {
  /** Whether the footage's own sound is heard. */
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

/** Where and with which tools it is rendered. Both folders are on the same disk, and no other process writes to them. */
export interface CuttingRoom {
  readonly tools: Tools;
  /** The file of a clip, by the hash of its content; it may have to be fetched to this machine. */
  bring(hash: string): Promise<Result<string, Diagnostic>>;
  /** For what is worth keeping: encoded pieces, sound, cards. It can all be deleted at any time. */
  readonly cacheFolder: string;
  /** Reads one of the user's files, to see whether it is still the same. */
  readonly readAsset: AssetReader;
  /** The user's files that are used, by their path. */
  readonly used: Map<string, Asset>;
  /** Files that were looked up in the cache, whether they existed or not. */
  readonly asked: Set<string>;
  /** For everything else. */
  readonly workFolder: string;
  readonly emit: Emit;
  /** Other machines that may encode pieces. */
  readonly farm?: Farm;
  /** Once it is aborted, nothing more is rendered. */
  readonly signal: AbortSignal;
  /** Called before the complete file `draft` replaces `output`, which is one of the user's files. */
  readonly replacing?: Replacing;
  /** Called with the duration of a cut, and the duration expected on an ordinary machine; in seconds. */
  readonly timed?: (cut: { readonly took: number; readonly expected: number }) => Promise<void>;
}

/** What each step of a cut needs: the room, and the film to render in it. */
export interface Cutting extends CuttingRoom {
  readonly film: Film;
}
