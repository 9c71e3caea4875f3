import type { Size } from '../../core/frames.ts';
import { cellPixels, cellSide, type PictureFigures } from '../figures.ts';

/** Below this, a pixel is black: a tenth of the way from black to white, less the noise of dark footage. */
const black = 26;
/** A picture with more black pixels says nothing about bars. */
const mostlyBlack = 0.98;

/** Measures pictures, one after the other. */
export class PictureMeter {
  readonly #size: Size;
  readonly #grid: Size;
  readonly #columns: Record<Column, number[]> = {
    ...{ luma: [], dark: [], u: [], v: [], saturation: [], sharpness: [], motion: [], peak: [] },
  };
  readonly #rows: Float32Array;
  readonly #widths: Float32Array;
  readonly #cells: Uint16Array[] = [];

  constructor(size: Size) {
    this.#size = size;
    this.#grid = {
      width: Math.floor(size.width / cellSide),
      height: Math.floor(size.height / cellSide),
    };
    this.#rows = new Float32Array(size.height);
    this.#widths = new Float32Array(size.width);
  }

  /** The planes of a YUV 4:2:0 picture. */
  see(picture: Uint8Array): void {
    const { width, height } = this.#size;
    const rows = new Float32Array(height);
    const widths = new Float32Array(width);
    const cells = new Uint16Array(this.#grid.width * this.#grid.height);
    let sum = 0;
    let dark = 0;
    for (let y = 0; y < height; y++) {
      let row = 0;
      const inGrid = y < this.#grid.height * cellSide;
      const cellRow = Math.floor(y / cellSide) * this.#grid.width;
      for (let x = 0, at = y * width; x < width; x++, at++) {
        const value = picture[at] ?? 0;
        row += value;
        widths[x] = (widths[x] ?? 0) + value;
        if (value < black) dark++;
        const column = x >> 3;
        if (inGrid && column < this.#grid.width)
          cells[cellRow + column] = (cells[cellRow + column] ?? 0) + value;
      }
      sum += row;
      rows[y] = row / width;
    }
    const pixels = width * height;
    const share = dark / pixels;
    if (share < mostlyBlack) {
      raise(this.#rows, rows, 1);
      raise(this.#widths, widths, height);
    }
    this.#note({
      ...{ luma: sum / pixels, dark: share, sharpness: sharpnessOf(picture, this.#size) },
      ...colourOf(picture, this.#size),
      ...differenceOf(this.#cells.at(-1), cells),
    });
    this.#cells.push(cells);
  }

  #note(figures: Readonly<Record<Column, number>>): void {
    for (const column of columns) this.#columns[column].push(figures[column]);
  }

  figures(): PictureFigures {
    const { width, height } = this.#grid;
    const cells = new Uint16Array(width * height * this.#cells.length);
    for (const [n, one] of this.#cells.entries()) cells.set(one, n * width * height);
    const { luma, dark, u, v, saturation, sharpness, motion, peak } = this.#columns;
    return {
      count: this.#cells.length,
      luma: Float32Array.from(luma),
      dark: Float32Array.from(dark),
      u: Float32Array.from(u),
      v: Float32Array.from(v),
      saturation: Float32Array.from(saturation),
      sharpness: Float32Array.from(sharpness),
      motion: Float32Array.from(motion),
      peak: Float32Array.from(peak),
      rows: this.#rows,
      columns: this.#widths,
      grid: this.#grid,
      cells,
    };
  }
}

const columns = ['luma', 'dark', 'u', 'v', 'saturation', 'sharpness', 'motion', 'peak'] as const;
type Column = (typeof columns)[number];

function raise(most: Float32Array, now: Float32Array, of: number): void {
  for (let i = 0; i < most.length; i++) most[i] = Math.max(most[i] ?? 0, (now[i] ?? 0) / of);
}

/**
 * Differences between neighbouring pixels in proportion to those over twice the distance: 1 where only single pixels differ, and
 * less where edges are soft. Every other row will do.
 */
function sharpnessOf(picture: Uint8Array, { width, height }: Size): number {
  let fine = 0;
  let coarse = 0;
  for (let y = 0; y < height; y += 2) {
    let a = picture[y * width] ?? 0;
    let b = picture[y * width + 1] ?? 0;
    for (let at = y * width + 2, end = (y + 1) * width; at < end; at++) {
      const c = picture[at] ?? 0;
      fine += Math.abs(a - 2 * b + c);
      coarse += Math.abs(c - a);
      a = b;
      b = c;
    }
  }
  return coarse === 0 ? 0 : fine / coarse;
}

function colourOf(picture: Uint8Array, { width, height }: Size) {
  const luma = width * height;
  const chroma = luma / 4;
  let u = 0;
  let v = 0;
  let saturation = 0;
  for (let i = 0; i < chroma; i++) {
    const blue = (picture[luma + i] ?? 128) - 128;
    const red = (picture[luma + chroma + i] ?? 128) - 128;
    u += blue;
    v += red;
    saturation += Math.sqrt(blue * blue + red * red);
  }
  return { u: u / chroma, v: v / chroma, saturation: saturation / chroma };
}

function differenceOf(before: Uint16Array | undefined, now: Uint16Array) {
  if (before === undefined) return { motion: 0, peak: 0 };
  let sum = 0;
  let peak = 0;
  for (let i = 0; i < now.length; i++) {
    const difference = Math.abs((now[i] ?? 0) - (before[i] ?? 0));
    sum += difference;
    if (difference > peak) peak = difference;
  }
  return { motion: sum / now.length / cellPixels, peak: peak / cellPixels };
}
