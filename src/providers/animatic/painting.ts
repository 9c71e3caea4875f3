import type { Size } from '../../core/frames.ts';
import { chance, rolling } from './chance.ts';
import { mix, type Palette, type Rgb } from './palette.ts';

/** Where a camera looks: the world's point in the picture's middle, and how many times closer than at first. */
export interface View {
  /** In heights of the picture, to the right and down. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const horizon = 0.06;
const ridges = 6;

/**
 * A quiet landscape without end: a sky, a light in it, and ridges that lose themselves in the haze. A pure
 * function of its seed and colours at every point of its world, so that a later picture can go on where an
 * earlier one stopped. Rows from the top, three bytes a pixel; `unit` is pixels to a world unit at zoom 1.
 */
export function paint(seed: number, palette: Palette, view: View, size: Size, unit: number): Uint8Array {
  const { width, height } = size;
  const step = 1 / (unit * view.zoom);
  const left = view.x - (width / 2) * step;
  const top = view.y - (height / 2) * step;
  const columns = Float64Array.from({ length: width }, (_, column) => left + column * step);
  const crests = Array.from({ length: ridges }, (_, ridge) => columns.map((x) => crestAt(seed, ridge, x)));
  const light = { x: chance(seed, 2) * 1.2 - 0.6, y: horizon - 0.1 - chance(seed, 3) * 0.25, radius: 0.055 };
  const across = columns.map((x) => (x - light.x) ** 2);
  const glows = across.map((square) => 0.55 * Math.exp(-square / 0.3));
  const rows = new Uint8Array(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    const y = top + row * step;
    const sky = skyAt(palette, y);
    const layers = crests.map((_, ridge) => ridgeAt(palette, ridge, y));
    const up = (y - light.y) ** 2;
    const glow = Math.exp(-up / 0.12);
    for (let column = 0; column < width; column++) {
      // The nearest ridge that reaches up to here hides all behind it; along its crest both are mixed.
      let colour = sky;
      for (let ridge = ridges - 1; ridge >= 0; ridge--) {
        const depth = (y - (crests[ridge]?.[column] ?? 0)) / step;
        if (depth <= 0) continue;
        const layer = layers[ridge] ?? sky;
        colour = depth >= 1 ? layer : mix(ridge > 0 ? (layers[ridge - 1] ?? sky) : sky, layer, depth);
        break;
      }
      let shine = glow * (glows[column] ?? 0);
      if (colour === sky) {
        const edge = (light.radius - Math.sqrt(up + (across[column] ?? 0))) / (3 * step);
        shine += Math.max(0, Math.min(1, edge)) * (1 - shine) * 0.9;
      }
      rows[at++] = colour[0] + (palette.light[0] - colour[0]) * shine;
      rows[at++] = colour[1] + (palette.light[1] - colour[1]) * shine;
      rows[at++] = colour[2] + (palette.light[2] - colour[2]) * shine;
    }
  }
  if (palette.stars) scatterStars(seed, rows, size, { left, top, step }, crests[0] ?? columns);
  return rows;
}

/** How high a ridge reaches at a place: long waves with smaller ones on them. */
function crestAt(seed: number, ridge: number, x: number): number {
  const near = ridge / (ridges - 1);
  const base = horizon - 0.03 + 0.5 * near ** 1.5;
  const height = 0.05 + 0.07 * near;
  const pace = 1.9 - 0.9 * near;
  const waves =
    rolling(seed + 31 * ridge, x * pace) +
    0.35 * rolling(seed + 31 * ridge + 7, x * pace * 2.9) +
    0.1 * rolling(seed + 31 * ridge + 13, x * pace * 9.1);
  return base - height * waves;
}

function skyAt({ zenith, horizon: low }: Palette, y: number): Rgb {
  const height = Math.max(0, Math.min(1, (horizon + 0.05 - y) / 0.85));
  return mix(low, zenith, height ** 0.8);
}

/** Nearer is darker; each is lost in the haze at its foot. */
function ridgeAt(palette: Palette, ridge: number, y: number): Rgb {
  const near = ridge / (ridges - 1);
  const own = mix(palette.far, palette.near, near ** 0.7);
  const foot = Math.max(0, Math.min(1, (y - (horizon - 0.1 + 0.5 * near ** 1.5)) / 0.3));
  const hazy = mix(own, palette.horizon, (1 - near) * (0.25 + 0.3 * foot));
  return mix(hazy, palette.near, near * 0.5 * foot);
}

const patch = 0.03;

/** At most one star in each small patch of the sky. */
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
      if (chance(seed, place) > 0.22) continue;
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
