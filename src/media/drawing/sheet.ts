import type { Size } from '../../core/frames.ts';

/** A still picture as data: what stands where. Later items lie over earlier ones. */
export interface Sheet {
  readonly size: Size;
  /** `#rrggbb` or `#rrggbbaa`; transparent when absent. */
  readonly background?: string;
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

/** Text that is made as large as its box lets it be, and ends with an ellipsis where even the smallest is too large. */
export interface TextItem {
  readonly kind: 'text';
  readonly box: Box;
  readonly spans: readonly TextSpan[];
  /** Heights of the letters' em, in pixels: tried from `most` down to `least`. */
  readonly em: { readonly most: number; readonly least: number };
  /** Never more lines than this. */
  readonly lines?: number;
  /** Whether lines are made about equally long, for texts that are centred. */
  readonly balanced?: boolean;
  readonly align?: 'start' | 'center' | 'end';
  readonly stand?: 'top' | 'middle' | 'bottom';
  /** Behind its lines, as wide as the longest of them. */
  readonly backing?: Backing;
  /** Around its letters, so that they can be read on any picture. Later ones lie over earlier ones. */
  readonly outlines?: readonly LetterOutline[];
}

/** Widths in ems. */
export interface LetterOutline {
  readonly color: string;
  readonly width: number;
  /** How far its edge runs out; sharp when absent. */
  readonly blur?: number;
}

/** A plate behind a text. All but the colour in ems: how far it reaches beyond the lines, and how round its corners are. */
export interface Backing {
  readonly color: string;
  readonly beside: number;
  readonly above: number;
  readonly radius: number;
}

/** A run of untrusted text in one style, shown exactly as it is; `\n` begins a new line. */
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
  /** Of the corners, in pixels. */
  readonly radius?: number;
}

/** An encoded png, jpeg or webp, scaled to cover its box. */
export interface ImageItem {
  readonly kind: 'image';
  readonly box: Box;
  readonly bytes: Uint8Array;
  readonly radius?: number;
}
