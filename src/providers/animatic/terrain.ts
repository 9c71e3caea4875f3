import type { Scenery } from '../../sketch/sketch.ts';
import { chance, rolling } from './chance.ts';

/** Surroundings that consist of layers, each with a crest. `open`: only ground, for words that name no place. */
export type Terrain =
  | Exclude<Scenery, 'room' | 'corridor' | 'stairs' | 'cabin' | 'space' | 'underwater'>
  | 'open';

export const horizon = 0.06;
/** Numbered from the farthest to the nearest. */
export const layers = 6;

/** 0 for the farthest layer, 1 for the nearest. */
export const nearness = (layer: number): number => layer / (layers - 1);

/** Where a flat layer would end, in picture heights below the middle. */
export const footOf = (layer: number): number => horizon - 0.03 + 0.5 * nearness(layer) ** 1.5;

/** The height of a layer at a point. */
export function crestAt(terrain: Terrain, seed: number, layer: number, x: number): number {
  const near = nearness(layer);
  const own = seed + 31 * layer;
  const foot = footOf(layer);
  switch (terrain) {
    case 'open':
      return layer === 0 ? horizon : 9;
    case 'sky':
      return 9;
    case 'hills':
    case 'road':
    case 'fields': {
      const height = terrain === 'hills' ? 1 : 0.32;
      const pace = 1.9 - 0.9 * near;
      const waves = rolling(own, x * pace) + 0.35 * rolling(own + 7, x * pace * 2.9);
      return foot - height * (0.05 + 0.07 * near) * waves;
    }
    case 'desert':
      return foot - 0.03 - (0.06 + 0.05 * near) * Math.abs(rolling(own, x * (1.1 - 0.5 * near))) ** 0.8;
    case 'mountains': {
      if (layer > 3) return foot - 0.04 * rolling(own, x * 1.4);
      const pace = 1.5 + 0.5 * near;
      const ridge = 1 - Math.abs(rolling(own, x * pace));
      const rough =
        0.25 * (1 - Math.abs(rolling(own + 7, x * pace * 3.7))) + 0.08 * rolling(own + 13, x * pace * 11);
      return foot + 0.08 - (0.4 - 0.32 * near) * (ridge ** 1.4 + rough);
    }
    case 'forest': {
      const width = 0.035 + 0.075 * near;
      const cell = Math.floor(x / width);
      const within = Math.abs((x / width - cell) * 2 - 1);
      const tree = (0.55 + 0.45 * chance(own, cell)) * (1 - within);
      return foot + 0.02 - (0.1 + 0.5 * near) * tree - 0.02 * rolling(own + 5, x * 2);
    }
    case 'river':
      if (layer > 2) return 9;
      return foot - (0.05 + 0.04 * near) * (0.4 + rolling(own, x * (2.1 - near)));
    case 'deck':
    case 'sea': {
      if (layer === 0) return foot + 0.02 - 0.03 * Math.max(0, rolling(own, x * 0.9));
      const pace = 5.5 - 3.5 * near;
      return foot - (0.004 + 0.02 * near) * (rolling(own, x * pace) + 0.4 * rolling(own + 7, x * pace * 2.3));
    }
    case 'town': {
      if (layer > 3) return layer === 4 ? 0.34 : 9;
      const pace = 9 - 4 * near;
      const blocks = Math.max(
        chance(own, Math.floor(x * pace)),
        0.8 * chance(own + 7, Math.floor(x * pace * 2.3)),
      );
      return foot + 0.04 - (0.12 + 0.36 * near) * blocks;
    }
  }
}

/** Lit windows. */
export const isLit = (seed: number, layer: number, column: number, row: number): boolean =>
  chance(seed + layer, column * 7919 + row * 104_729) < 0.2;
