import { chance, rolling } from './chance.ts';
import { firstNamed } from './first-named.ts';

/** What a world consists of: layers, each with a crest. */
export type Terrain = 'hills' | 'sea' | 'town';

export const horizon = 0.06;
/** Numbered from the farthest to the nearest. */
export const layers = 6;

const named: readonly { readonly words: RegExp; readonly terrain: Terrain }[] = [
  {
    terrain: 'sea',
    words: /\b(sea|ocean|waters?|waves?|lake|harbou?r|shore|coast|beach|boats?|ships?|tide|river|sails?)\b/i,
  },
  {
    terrain: 'town',
    words:
      /\b(towns?|city|streets?|lane|village|rooms?|kitchen|bakery|tower|stairs?|stairwell|houses?|windows?|doors?|interior|inside|corridor|hall|roofs?|rooftops?|market|office|building)\b/i,
  },
  {
    terrain: 'hills',
    words: /\b(hills?|mountains?|valley|desert|dunes?|fields?|forest|road|plain|flats?|rocks?)\b/i,
  },
];

export const terrainFor = (text: string): Terrain => firstNamed(named, text)?.terrain ?? 'hills';

/** 0 for the farthest layer, 1 for the nearest. */
export const nearness = (layer: number): number => layer / (layers - 1);

/** Where a flat layer would end, in picture heights below the middle. */
export const footOf = (layer: number): number => horizon - 0.03 + 0.5 * nearness(layer) ** 1.5;

/** The height of a layer at a point. */
export function crestAt(terrain: Terrain, seed: number, layer: number, x: number): number {
  const near = nearness(layer);
  const own = seed + 31 * layer;
  switch (terrain) {
    case 'hills': {
      const pace = 1.9 - 0.9 * near;
      const waves =
        rolling(own, x * pace) +
        0.35 * rolling(own + 7, x * pace * 2.9) +
        0.1 * rolling(own + 13, x * pace * 9.1);
      return footOf(layer) - (0.05 + 0.07 * near) * waves;
    }
    case 'sea': {
      if (layer === 0) return footOf(0) + 0.02 - 0.03 * Math.max(0, rolling(own, x * 0.9));
      const pace = 5.5 - 3.5 * near;
      return (
        footOf(layer) -
        (0.004 + 0.02 * near) * (rolling(own, x * pace) + 0.4 * rolling(own + 7, x * pace * 2.3))
      );
    }
    case 'town': {
      const pace = 9 - 5 * near;
      const blocks = Math.max(
        chance(own, Math.floor(x * pace)),
        0.8 * chance(own + 7, Math.floor(x * pace * 2.3)),
      );
      return footOf(layer) + 0.04 - (0.1 + 0.16 * near) * blocks;
    }
  }
}

/** Lit windows. */
export function isLit(seed: number, layer: number, x: number, y: number): boolean {
  const [column, row] = [x / (0.012 + 0.004 * layer), y / (0.018 + 0.006 * layer)];
  const [u, v] = [column - Math.floor(column), row - Math.floor(row)];
  if (u < 0.3 || u > 0.7 || v < 0.3 || v > 0.7) return false;
  return chance(seed + layer, Math.floor(column) * 7919 + Math.floor(row) * 104_729) < 0.13;
}

/** Light on moving water, in short strokes that don't line up. */
export function glitterAt(seed: number, x: number, y: number): number {
  const row = Math.floor(y * 260);
  const column = Math.floor(x * 60 + 8 * chance(seed, row));
  return chance(seed, column * 7919 + row * 104_729) > 0.62 ? 1 : 0.15;
}
