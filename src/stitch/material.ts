import type { Size } from '../core/frames.ts';
import type { Box } from '../media/drawing/sheet.ts';
import type { FootageFacts, HighRange } from '../media/footage-facts.ts';
import type { ClearPictures } from '../media/told-picture.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';

/** Footage as an existing file, checked and named by us. */
export type Material = Video | DrawnStill | Photo;

export interface Video {
  readonly kind: 'video';
  /** Identifies its content: equal only for equal bytes. */
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly facts: FootageFacts;
  /** Present if it needs tone mapping for an ordinary screen. */
  readonly highRange?: HighRange;
  /** Present if its pictures may be transparent: they are shown on black. */
  readonly clear?: ClearPictures;
}

/** A picture that Storycut drew. */
export interface DrawnStill {
  readonly kind: 'still';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly format: 'png';
  /** A camera that moves over it, and the size of what it sees. */
  readonly moving?: { readonly way: Way; readonly window: Size };
}

/** The user's picture. Which part of it is shown depends on the shot. */
export interface Photo {
  readonly kind: 'photo';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly move: Extract<Footage, { kind: 'still' }>['move'];
  /** `#rrggbb`, behind transparent parts. */
  readonly ground: string;
}

/** An entry of the timeline with its footage. */
export interface Shot {
  readonly entry: TimelineEntry;
  readonly material: Material;
}

/** A camera move over a still, seen through a window. */
export interface Way {
  /** The part of the still that is ever visible, in whole pixels, and the size at which it is drawn. */
  readonly region: Box;
  readonly canvas: Size;
  /** The view in the first and the last frame, in pixels of the canvas. */
  readonly from: View;
  readonly to: View;
}

/** A view around a centre. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
