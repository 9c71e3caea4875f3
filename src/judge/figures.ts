import type { Size } from '../core/frames.ts';

/** What was measured of footage, picture by picture: everything that findings are drawn from. */
export interface Figures {
  /** What the file's index says of it. */
  readonly made: MadeFacts;
  /** Pictures per second, and the time in the footage at which the first of them begins. */
  readonly fps: number;
  readonly begin: number;
  /** Of the pictures that were measured. */
  readonly size: Size;
  readonly pictures: PictureFigures;
  /** Absent: it has no sound. */
  readonly sound?: SoundFigures;
}

export interface MadeFacts {
  readonly seconds: number;
  readonly fps: number;
  readonly size: Size;
}

/** A column for each figure, with a number for each picture. Brightness and colours in steps of 8 bits. */
export interface PictureFigures {
  readonly count: number;
  /** Brightness, from 16 (black) to 235. */
  readonly luma: Float32Array;
  /** The share of pixels that are black. */
  readonly dark: Float32Array;
  /** The two colour differences, 0 for grey, and how far pixels are from grey. */
  readonly u: Float32Array;
  readonly v: Float32Array;
  readonly saturation: Float32Array;
  /** Fine contrast in proportion to coarse contrast: what is soft has less. */
  readonly sharpness: Float32Array;
  /** By how much the picture differs from the one before: in the mean, and where it differs most. */
  readonly motion: Float32Array;
  readonly peak: Float32Array;
  /** The greatest mean brightness that each row and each column ever had, in pictures that are not black. */
  readonly rows: Float32Array;
  readonly columns: Float32Array;
  /** Small pictures, one after the other: the sum of each cell's brightness. */
  readonly grid: Size;
  readonly cells: Uint16Array;
}

/** A column for each figure, with a number for each 100 ms. */
export interface SoundFigures {
  /** Power as it is heard (ITU-R BS.1770). */
  readonly power: Float32Array;
  /** The greatest sample, as a fraction of full scale. */
  readonly peak: Float32Array;
  /** Samples of both channels: at full scale, and shortly below it. */
  readonly full: Float32Array;
  readonly near: Float32Array;
}

/** Pixels of a cell's side. */
export const cellSide = 8;
/** Pixels of a cell. */
export const cellPixels = cellSide * cellSide;
/** How many numbers of sound there are for a second. */
export const soundSteps = 10;

/** The time in the footage at which a picture begins. */
export const secondsOf = ({ begin, fps }: Figures, picture: number): number =>
  Number((begin + picture / fps).toFixed(2));

/** Small picture number `n`. */
export const cellsOf = ({ grid, cells }: PictureFigures, n: number): Uint16Array =>
  cells.subarray(n * grid.width * grid.height, (n + 1) * grid.width * grid.height);
