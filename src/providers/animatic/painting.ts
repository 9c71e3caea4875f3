import type { Size } from '../../core/frames.ts';
import { chance } from './chance.ts';
import { mix, type Palette, type Rgb } from './palette.ts';
import { crestAt, footOf, glitterAt, horizon, isLit, layers, nearness, type Terrain } from './terrain.ts';

/** What a camera sees: the point of the world in the middle of the picture, and the zoom relative to the first view. */
export interface CameraView {
  /** In picture heights, to the right and down. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Everything that decides how a world looks. */
export interface PaintedWorld {
  readonly seed: number;
  readonly palette: Palette;
  readonly terrain: Terrain;
}

/**
 * A calm, unlimited landscape: a sky with a light in it, and layers of land or water that fade into the haze. Each point is a
 * pure function, so that a later picture can continue an earlier one. Rows from the top, three bytes per pixel; `unit` is
 * pixels per world unit at zoom 1.
 */
export function paint(
  { seed, palette, terrain }: PaintedWorld,
  view: CameraView,
  size: Size,
  unit: number,
): Uint8Array {
  const { width, height } = size;
  const step = 1 / (unit * view.zoom);
  const left = view.x - (width / 2) * step;
  const top = view.y - (height / 2) * step;
  const columns = Float64Array.from({ length: width }, (_, column) => left + column * step);
  const crests = Array.from({ length: layers }, (_, layer) =>
    columns.map((x) => crestAt(terrain, seed, layer, x)),
  );
  const light = { x: chance(seed, 2) * 1.2 - 0.6, y: horizon - 0.1 - chance(seed, 3) * 0.25, radius: 0.055 };
  const across = columns.map((x) => (x - light.x) ** 2);
  const glows = across.map((square) => 0.55 * Math.exp(-square / 0.3));
  const paths = across.map((square) => 0.5 * Math.exp(-square / 0.02));
  const rows = new Uint8Array(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    const y = top + row * step;
    const sky = skyAt(palette, y);
    const colours = crests.map((_, layer) => layerAt(palette, layer, y));
    const up = (y - light.y) ** 2;
    const glow = Math.exp(-up / 0.12);
    for (let column = 0; column < width; column++) {
      // The nearest layer that reaches this point hides all behind it. Along its crest both are mixed.
      let layer = layers - 1;
      while (layer >= 0 && y <= (crests[layer]?.[column] ?? 0)) layer--;
      const depth = layer < 0 ? 1 : (y - (crests[layer]?.[column] ?? 0)) / step;
      const own = colours[layer] ?? sky;
      const colour = depth >= 1 ? own : mix(colours[layer - 1] ?? sky, own, depth);
      let shine = glow * (glows[column] ?? 0);
      if (layer < 0) {
        const edge = (light.radius - Math.sqrt(up + (across[column] ?? 0))) / (3 * step);
        shine += Math.max(0, Math.min(1, edge)) * (1 - shine) * 0.9;
      } else if (terrain === 'sea' && layer > 0 && (paths[column] ?? 0) > 0.02) {
        shine += (paths[column] ?? 0) * glitterAt(seed, columns[column] ?? 0, y) * (1 - shine);
      } else if (
        terrain === 'town' &&
        layer > 1 &&
        depth > 1 &&
        isLit(seed, layer, columns[column] ?? 0, y)
      ) {
        shine += 0.55 * (1 - shine);
      }
      rows[at++] = colour[0] + (palette.light[0] - colour[0]) * shine;
      rows[at++] = colour[1] + (palette.light[1] - colour[1]) * shine;
      rows[at++] = colour[2] + (palette.light[2] - colour[2]) * shine;
    }
  }
  if (palette.stars) scatterStars(seed, rows, size, { left, top, step }, crests[0] ?? columns);
  return rows;
}

function skyAt({ zenith, horizon: low }: Palette, y: number): Rgb {
  const height = Math.max(0, Math.min(1, (horizon + 0.05 - y) / 0.85));
  return mix(low, zenith, height ** 0.8);
}

/** Nearer layers are darker. Each fades into the haze at its foot. */
function layerAt(palette: Palette, layer: number, y: number): Rgb {
  const near = nearness(layer);
  const own = mix(palette.far, palette.near, near ** 0.7);
  const foot = Math.max(0, Math.min(1, (y + 0.07 - footOf(layer)) / 0.3));
  const hazy = mix(own, palette.horizon, (1 - near) * (0.25 + 0.3 * foot));
  return mix(hazy, palette.near, near * 0.5 * foot);
}

const patch = 0.03;

/** At most one star in each small patch of sky. */
function scatterStars(
  seed: number,
  rows: Uint8Array,
  { width, height }: Size,
  { left, top, step }: { readonly left: number; readonly top: number; readonly step: number },
  skyline: Float64Array,
): void {
  const [right, bottom] = [left + width * step, Math.min(horizon, top + height * step)];
  for (let v = Math.floor(top / patch); v * patch < bottom; v++) {
    for (let u = Math.floor(left / patch); u * patch < right; u++) {
      const place = u * 7919 + v * 104_729;
      if (chance(seed, place) > 0.14) continue;
      const column = Math.floor(((u + chance(seed, place + 1)) * patch - left) / step);
      const row = Math.floor(((v + chance(seed, place + 2)) * patch - top) / step);
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      if (top + row * step >= (skyline[column] ?? 0)) continue;
      const bright = 40 + 150 * chance(seed, place + 3) ** 3;
      const at = (row * width + column) * 3;
      for (let part = at; part < at + 3; part++) rows[part] = Math.min(255, (rows[part] ?? 0) + bright);
    }
  }
}
