import type { Rgb } from './palette.ts';

/** How far a picture's colours move towards the tone: enough to notice at once, but shapes stay visible. */
const share = 0.7;

/**
 * A filter that gives a picture in limited-range BT.709 another light: its colours move towards the tone's, and a dark tone
 * darkens it. One table look-up per plane, which costs next to nothing.
 */
export function toneFilter([red, green, blue]: Rgb): string {
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const chroma = (difference: number): string => (128 + (difference * 224) / 255).toFixed(3);
  const toward = (target: string): string => `val+${share}*(${target}-val)`;
  const light = (0.5 + (0.5 * luma) / 255).toFixed(3);
  return [
    `lutyuv=y=16+${light}*(val-16)`,
    `u=${toward(chroma((blue - luma) / 1.8556))}`,
    `v=${toward(chroma((red - luma) / 1.5748))}`,
  ].join(':');
}
