import type { JudgedFigure } from '../core/figure-text.ts';
import type { Size } from '../core/frames.ts';

/** What footage, and the places where it meets, can have. */
export const findingKinds = [
  ...([
    'black',
    'frozen',
    'cut-inside',
    'bars',
    'silent',
    'clipped-sound',
    'length',
    'size',
    'rate',
  ] as const),
  ...(['repeated-frame', 'jump', 'light-step', 'colour-step', 'drift', 'loudness-step'] as const),
];

export type FindingKind = (typeof findingKinds)[number];

/** Something that a person should look at or listen to. It stops nothing. */
export interface Finding {
  readonly kind: FindingKind;
  readonly segment: string;
  /** Absent for the user's own footage, and where segments meet. */
  readonly take?: number;
  /** The segment before, where it is about two. */
  readonly after?: string;
  /** Where in the footage, in seconds. */
  readonly from?: number;
  readonly to?: number;
  readonly figure: JudgedFigure;
  /** One sentence. */
  readonly message: string;
  readonly correction?: Correction;
}

/** What can be written into the storyboard: `frames` of the film less at an end of a segment, or another volume. */
export type Correction =
  | { readonly kind: 'trim-start' | 'trim-end'; readonly segment: string; readonly frames: number }
  | { readonly kind: 'volume'; readonly segment: string; readonly decibels: number };

/** What was looked at. A film's footage, then where it meets. */
export interface Judgement {
  readonly schemaVersion: 1;
  /** Each take that is made, and the user's own footage; in film order. */
  readonly footage: readonly FootageJudgement[];
  /** Where one shot goes on in the next. */
  readonly seams: readonly SeamJudgement[];
  /** Shots that continue each other, with what each link looks like. */
  readonly chains: readonly ChainJudgement[];
  /** All of them, in film order. */
  readonly findings: readonly Finding[];
}

export interface FootageJudgement {
  readonly segment: string;
  readonly take?: number;
  /** The hash of its bytes. */
  readonly footage: string;
  readonly state: JudgedState;
  /** Means over the footage; absent until it is judged. */
  readonly figures?: FootageFigures;
}

/** `not-judged`: it was not looked at yet, or could not be: then `why`. That is not the same as without findings. */
export type JudgedState =
  | { readonly kind: 'judged' }
  | { readonly kind: 'not-judged'; readonly why?: string };

/** Brightness from 16 to 235, saturation from 0 to 128, and motion in the same steps. */
export interface FootageFigures {
  readonly seconds: number;
  readonly fps: number;
  readonly luma: number;
  readonly saturation: number;
  readonly sharpness: number;
  readonly motion: number;
  /** LUFS; absent: nothing is heard. */
  readonly loudness?: number;
}

export type SeamKind = 'chain' | 'extend' | 'previous' | 'next';

export interface SeamJudgement {
  readonly kind: SeamKind;
  readonly before: string;
  readonly after: string;
  /** Seconds of the film. */
  readonly at: number;
  readonly state: JudgedState;
  readonly figures?: SeamFigures;
}

/** Steps from the last picture before a seam to the first one after it, and what is usual around it. */
export interface SeamFigures {
  /** The difference of the pictures, brightness left out, in proportion to that of the pictures around: 1 goes on evenly. */
  readonly step: number;
  /** How many pictures are shown again. */
  readonly repeated: number;
  /** How badly pictures that are shown again fit, in proportion to an even continuation. */
  readonly misfit: number;
  readonly light: number;
  readonly usualLight: number;
  readonly colour: number;
  readonly usualColour: number;
}

export interface ChainJudgement {
  readonly links: readonly LinkFigures[];
}

export interface LinkFigures {
  readonly segment: string;
  readonly luma: number;
  readonly saturation: number;
  readonly sharpness: number;
}

/** What footage was asked for. */
export interface AskedFootage {
  readonly seconds: number;
  readonly size: Size;
  /** Pictures per second. */
  readonly fps?: number;
  /** Whether it should have sound. */
  readonly sound: boolean;
}
