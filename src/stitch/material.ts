import type { Size } from '../core/frames.ts';
import type { Box } from '../media/drawing/sheet.ts';
import type { FootageFacts, HighRange } from '../media/footage-facts.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';

/** Footage as a file that is there, checked and named by us. */
export type Material = Video | DrawnStill | Photo;

export interface Video {
  readonly kind: 'video';
  /** Says what it shows: equal for equal bytes only. */
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly facts: FootageFacts;
  /** Present where it is to be brought to what an ordinary screen shows. */
  readonly highRange?: HighRange;
}

/** A picture that was drawn here. */
export interface DrawnStill {
  readonly kind: 'still';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly format: 'png';
  /** A camera that moves over it, and the size of what it sees. */
  readonly moving?: { readonly way: Way; readonly window: Size };
}

/** A picture of the user's; what is shown of it depends on the shot. */
export interface Photo {
  readonly kind: 'photo';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly move: Extract<Footage, { kind: 'still' }>['move'];
  /** `#rrggbb`, under what is transparent. */
  readonly ground: string;
}

/** An entry of the timeline with its footage. */
export interface Shot {
  readonly entry: TimelineEntry;
  readonly material: Material;
}

/** A camera's way over a still, seen through a window. */
export interface Way {
  /** The part of the still that is ever seen, in whole pixels of it, and how large that is drawn. */
  readonly region: Box;
  readonly canvas: Size;
  /** What is seen in the first frame and in the last, in pixels of the canvas. */
  readonly from: View;
  readonly to: View;
}

/** Around a middle. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
