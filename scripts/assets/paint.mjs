/**
 * Pictures as functions of a place: `colour(x, y, out)` writes linear-looking RGB in [0, 1] for a point
 * whose y runs from 0 (bottom) to 1 (top) and whose x runs from 0 to width / height.
 */
import CanvasKitInit from 'canvaskit-wasm';

const CanvasKit = await CanvasKitInit();

const clamp = (v) => Math.max(0, Math.min(1, v));
export const mix = (a, b, t) => a + (b - a) * t;

export function smooth(from, to, v) {
  const t = clamp((v - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** Moves `out` towards a colour. */
export function tint(out, [r, g, b], amount) {
  out[0] = mix(out[0], r, amount);
  out[1] = mix(out[1], g, amount);
  out[2] = mix(out[2], b, amount);
}

/** Adds light of a colour. */
export function glow(out, [r, g, b], amount) {
  out[0] += r * amount;
  out[1] += g * amount;
  out[2] += b * amount;
}

export function darken(out, factor) {
  out[0] *= factor;
  out[1] *= factor;
  out[2] *= factor;
}

function hash(x, y) {
  const h = Math.imul(Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ 0x5bd1e995, 1274126177);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Value noise in [0, 1]. */
export function noise(x, y) {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = smooth(0, 1, x - ix);
  const fy = smooth(0, 1, y - iy);
  return mix(mix(hash(ix, iy), hash(ix + 1, iy), fx), mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), fx), fy);
}

/** Five octaves of noise: clouds, sand, foam. */
export function clouds(x, y) {
  let sum = 0;
  let part = 0.5;
  for (let octave = 0; octave < 5; octave++, part /= 2) {
    sum += part * noise(x, y);
    x = x * 2.03 + 17.7;
    y = y * 2.03 + 17.7;
  }
  return sum;
}

/** RGBA bytes of a picture, darkened a little towards its corners, as a lens would. */
export function paint({ width, height }, colour) {
  const pixels = new Uint8Array(width * height * 4);
  const out = [0, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      colour(column / height, 1 - row / height, out);
      const corner = 1 - 0.35 * (1.25 * Math.hypot(column / width - 0.5, row / height - 0.5)) ** 3;
      // Half a step of noise keeps the gradients from banding.
      const grain = (hash(column, row) - 0.5) / 128;
      for (let c = 0; c < 3; c++) pixels[at + c] = 255 * clamp(out[c] * corner + grain) + 0.5;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/**
 * Draws SVG paths on a picture, each `{ path, at: [x, y], scale, fill, flip?, turn?, blur? }`: `at` and
 * `blur` in pixels, `scale` in pixels a unit, `turn` in degrees.
 */
export function draw(size, pixels, shapes) {
  const surface = CanvasKit.MakeSurface(size.width, size.height);
  const canvas = surface.getCanvas();
  const info = {
    ...size,
    colorType: CanvasKit.ColorType.RGBA_8888,
    alphaType: CanvasKit.AlphaType.Unpremul,
    colorSpace: CanvasKit.ColorSpace.SRGB,
  };
  const image = CanvasKit.MakeImage(info, pixels, size.width * 4);
  canvas.drawImage(image, 0, 0);
  for (const { path, at, scale, fill, flip = false, turn = 0, blur = 0 } of shapes) {
    const brush = new CanvasKit.Paint();
    brush.setAntiAlias(true);
    brush.setColor(CanvasKit.parseColorString(fill));
    if (blur > 0)
      brush.setMaskFilter(CanvasKit.MaskFilter.MakeBlur(CanvasKit.BlurStyle.Normal, blur / scale, true));
    canvas.save();
    canvas.translate(...at);
    canvas.rotate(turn, 0, 0);
    canvas.scale(flip ? -scale : scale, scale);
    const outline = CanvasKit.Path.MakeFromSVGString(path);
    canvas.drawPath(outline, brush);
    canvas.restore();
    outline.delete();
    brush.delete();
  }
  surface.flush();
  const drawn = canvas.readPixels(0, 0, info);
  image.delete();
  surface.delete();
  return drawn;
}
