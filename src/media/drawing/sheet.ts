import type { Size } from '../../core/frames.ts';
import type { Region } from './east-asian.ts';

/** A still picture as data: items and their places. Later items cover earlier ones. */
export interface Sheet {
  readonly size: Size;
  /** `#rrggbb` or `#rrggbbaa`; transparent when absent. */
  readonly background?: string;
  /** Whose shapes ideographs have in a text without letters of one region alone; absent: the region of the other texts. */
  readonly region?: Region;
  readonly items: readonly Item[];
}

export type Item = TextItem | FillItem | ImageItem;

/** Pixels from the sheet's top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Text that is drawn as large as its box allows. It ends with an ellipsis if it doesn't fit even at the smallest size. */
export interface TextItem {
  readonly kind: 'text';
  readonly box: Box;
  readonly spans: readonly TextSpan[];
  /** The range of em sizes in pixels, tried from `most` down to `least`. */
  readonly em: { readonly most: number; readonly least: number };
  /** The maximum number of lines. */
  readonly lines?: number;
  /** Whether lines should be about equally long, for centred text. */
  readonly balanced?: boolean;
  readonly align?: 'start' | 'center' | 'end';
  readonly stand?: 'top' | 'middle' | 'bottom';
  /** Behind the lines, as wide as the longest. */
  readonly backing?: Backing;
  /** Around the letters, to keep them legible on any picture. Later outlines cover earlier ones. */
  readonly outlines?: readonly LetterOutline[];
}

/** Widths in ems. */
export interface LetterOutline {
  readonly color: string;
  readonly width: number;
  /** How far its edge is blurred; sharp if absent. */
  readonly blur?: number;
}

/** A plate behind a text. Lengths in ems: how far it extends beyond the lines, and the radius of its corners. */
export interface Backing {
  readonly color: string;
  readonly beside: number;
  readonly above: number;
  readonly radius: number;
}

/** A run of untrusted text in one style, shown literally. `\n` begins a new line. */
export interface TextSpan {
  readonly text: string;
  readonly color: string;
  readonly face?: Face;
  readonly bold?: boolean;
  /** Relative to the item's em; 1 when absent. */
  readonly scale?: number;
}

export type Face = 'sans' | 'mono' | 'serif';

export interface FillItem {
  readonly kind: 'fill';
  readonly box: Box;
  readonly color: string;
  /** Radius of the corners, in pixels. */
  readonly radius?: number;
}

/** An encoded PNG, JPEG or WebP, scaled to cover its box. */
export interface ImageItem {
  readonly kind: 'image';
  readonly box: Box;
  readonly bytes: Uint8Array;
  readonly radius?: number;
}
