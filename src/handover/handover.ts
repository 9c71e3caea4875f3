import type { Size } from '../core/frames.ts';
import type { Caption, Chapter, SoftTransition } from '../planner/plan.ts';
import type { Card, Fit, Move, Volume } from '../storyboard/model.ts';

/**
 * A film as an editor's program is told of it: a row of shots that meet at cuts, transitions that reach over the cuts
 * into frames beyond them, and rows of sound. Whatever counts frames counts those of the film's rate, also in footage
 * of another rate.
 */
export interface Handover {
  readonly title: string;
  readonly fps: number;
  readonly size: Size;
  /** Of the whole film. */
  readonly frames: number;
  /** One behind another without a gap, from the film's first frame to its last. */
  readonly shots: readonly HandoverShot[];
  readonly chapters: readonly Chapter[];
  readonly captions: readonly Caption[];
  readonly titles: readonly Caption[];
  /** Whether the footage's own sound is heard. */
  readonly keepsSound: boolean;
  /** Music, narration and cues. In a row one follows another, perhaps after silence. */
  readonly rows: readonly (readonly Recording[])[];
}

/** What is seen from one cut to the next. */
export interface HandoverShot {
  readonly segment: string;
  readonly scene: string;
  readonly fit: Fit;
  /** Of its own sound; absent: as it is. */
  readonly volume?: Volume;
  /** Its first frame in the film. */
  readonly start: number;
  readonly frames: number;
  /** How fast the material runs: 1 is as it is. */
  readonly speed: number;
  /** Where in the material it begins, in frames as fast as it runs. */
  readonly sourceStart: number;
  readonly material: HandoverMaterial;
  /** Candidates that are not in the cut; each would be shown from the same frame on. */
  readonly others: readonly Candidate[];
  /** At its end: into the next shot, or out of the film on the last one. */
  readonly join?: CutOverlap;
}

/** A transition over a cut: `before` frames of the shot that ends there, `after` of the one that begins. */
export interface CutOverlap {
  readonly transition: SoftTransition;
  readonly before: number;
  readonly after: number;
}

export type HandoverMaterial =
  | HandoverVideo
  /** A picture, for as long as the shot is. `file` is absolute. */
  | { readonly kind: 'still'; readonly file: string; readonly size: Size; readonly move: Move }
  /** `frames` with those under transitions. */
  | { readonly kind: 'card'; readonly card: Words; readonly frames: number; readonly behind?: BehindCard }
  /** Footage that nobody has made yet. */
  | { readonly kind: 'missing' };

type Words = Pick<Card, 'text' | 'background' | 'color'>;

/** What fills the frame behind a card's words. */
interface BehindCard {
  /** Absolute. */
  readonly file: string;
  /** In what runs there, the frame with which the card begins. */
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

/** Frames of a video as fast as it runs. */
export const framesAt = (speed: number, { frames }: HandoverVideo): number => Math.floor(frames / speed);

/** The frame after a shot's or recording's last. */
export const endOf = ({ start, frames }: { readonly start: number; readonly frames: number }): number =>
  start + frames;

/** Whether a plain dissolve is what was asked for: of one shot into another, or of the last one into nothing. */
export const isDissolve = ({ transition: { type }, after }: CutOverlap): boolean =>
  type === 'dissolve' || (type === 'fade-to-black' && after === 0);

/** As the language writes it; what ffmpeg's xfade knows, by that name. */
export const transitionName = (transition: SoftTransition): string =>
  transition.type === 'xfade' ? transition.name : transition.type;
