import type { Sketch } from '../../sketch/sketch.ts';
import type { Cast } from './figures/group.ts';
import { type Palette, paletteOf } from './palette.ts';

/** Everything that decides how a world looks; what a prompt does not say is neutral. */
export interface PaintedWorld extends Cast, Pick<Sketch, 'time' | 'weather' | 'whereabouts'> {
  readonly seed: number;
  /** How far to the right a camera took the figures along, in picture heights. */
  readonly carried: number;
  readonly palette: Palette;
}

export function worldOf(sketch: Sketch, prompt: string, seed: number): PaintedWorld {
  const { size, angle, scenery, motion, time, weather, whereabouts, figures } = sketch;
  return {
    ...{ seed, carried: 0 },
    palette: paletteOf(sketch, prompt, seed),
    figures: figures.slice(0, 6).map(({ form, count }) => ({ form, count })),
    ...(size && { size }),
    ...(angle && { angle }),
    ...(scenery && { scenery }),
    ...(motion && { motion }),
    ...(time && { time }),
    ...(weather && { weather }),
    ...(whereabouts && { whereabouts }),
  };
}
