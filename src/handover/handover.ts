import type { SourceTimecode } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import type { Caption, Chapter, SoftTransition } from '../planner/plan.ts';
import type { Card, Fit, Move, Volume } from '../storyboard/model.ts';

/**
 * A film as editing software sees it: a row of shots that meet at cuts, transitions that extend over the cuts into further
 * frames, and rows of sound. All frame counts are at the film's rate, even for footage of another rate.
 */
export interface Handover {
  readonly title: string;
  /** Exactly: 30000/1001 for 29.97. */
  readonly fps: number;
  readonly size: Size;
  /** Of the whole film. */
  readonly frames: number;
  /** In order and without gaps, from the film's first frame to its last. */
  readonly shots: readonly HandoverShot[];
  readonly chapters: readonly Chapter[];
  readonly captions: readonly Caption[];
  readonly titles: readonly Caption[];
  /** What people noted and nobody has settled. */
  readonly notes: readonly Caption[];
  /** Whether the footage's own sound is heard. */
  readonly keepsSound: boolean;
  /** Music, narration and cues. Recordings in a row don't overlap, but there may be silence between them. */
  readonly rows: readonly (readonly Recording[])[];
}

/** What is visible from one cut to the next. */
export interface HandoverShot {
  readonly segment: string;
  readonly scene: string;
  readonly fit: Fit;
  /** Of its own sound; absent: unchanged. */
  readonly volume?: Volume;
  /** Its first frame in the film. */
  readonly start: number;
  readonly frames: number;
  /** The playback speed: 1 is unchanged. */
  readonly speed: number;
  /** Where in the material it begins, in frames at its playback speed. */
  readonly sourceStart: number;
  readonly material: HandoverMaterial;
  /** Candidates that are not in the cut. Each would be shown from the same frame on. */
  readonly others: readonly Candidate[];
  /** At its end: into the next shot, or out of the film for the last one. */
  readonly join?: CutOverlap;
}

/** A transition over a cut: `before` frames before it, in the shot that ends there, and `after` frames after it. */
export interface CutOverlap {
  readonly transition: SoftTransition;
  readonly before: number;
  readonly after: number;
}

export type HandoverMaterial =
  | HandoverVideo
  /** A picture, shown for the shot's length. `file` is absolute. */
  | { readonly kind: 'still'; readonly file: string; readonly size: Size; readonly move: Move }
  /** `frames` includes those under transitions. */
  | { readonly kind: 'card'; readonly card: Words; readonly frames: number; readonly behind?: BehindCard }
  /** Footage that has not been made yet. */
  | { readonly kind: 'missing' };

type Words = Pick<Card, 'text' | 'background' | 'color'>;

/** What fills the frame behind a card's text. */
interface BehindCard {
  /** Absolute. */
  readonly file: string;
  /** The frame of the footage behind the card with which the card begins. */
  readonly sourceStart: number;
  readonly move: Move;
}

export interface HandoverVideo {
  readonly kind: 'video';
  /** Absolute. */
  readonly file: string;
  readonly frames: number;
  /** The file's own rate. */
  readonly fps: number;
  readonly size: Size;
  readonly hasSound: boolean;
  /** Of its first frame, which editing software knows it by; absent: it begins at zero. */
  readonly timecode?: SourceTimecode;
}

export interface Candidate {
  readonly take: number;
  readonly video: HandoverVideo;
}

/** A stretch of a sound file. */
export interface Recording {
  readonly kind: 'music' | 'narration' | 'cue';
  /** Absolute. */
  readonly file: string;
  /** Of the whole file. */
  readonly available: number;
  /** Its first frame in the film. */
  readonly start: number;
  readonly frames: number;
  readonly sourceStart: number;
  /** dB */
  readonly volume: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Whether it makes room for speech. */
  readonly duck: boolean;
}

/** The timecode of a material's first frame, if it has one. */
export const timecodeOf = (material: HandoverMaterial): SourceTimecode | undefined =>
  material.kind === 'video' ? material.timecode : undefined;

/** The number of frames of a video at a playback speed. */
export const framesAt = (speed: number, { frames }: HandoverVideo): number => Math.floor(frames / speed);

/** The frame after a shot's or recording's last. */
export const endOf = ({ start, frames }: { readonly start: number; readonly frames: number }): number =>
  start + frames;

/** Whether it is a plain dissolve: from one shot into another, or from the last one to nothing. */
export const isDissolve = ({ transition: { type }, after }: CutOverlap): boolean =>
  type === 'dissolve' || (type === 'fade-to-black' && after === 0);

/** The storyboard's name of a transition; for one of ffmpeg's xfade, that name. */
export const transitionName = (transition: SoftTransition): string =>
  transition.type === 'xfade' ? transition.name : transition.type;
