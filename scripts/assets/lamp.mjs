import { clouds, darken, glow, mix, noise, paint, smooth, tint } from './paint.mjs';

const lens = { x: 0.89, y: 0.52, half: 0.37 };

/** A lighthouse's lamp room at dusk: the great lens alight, the sea beyond the panes. */
export const lampRoom = (size) =>
  paint(size, (x, y, out) => {
    const dx = x - lens.x;
    const v = (y - lens.y) / lens.half;
    const girth = 0.25 * (1 - 0.5 * v ** 4);
    dusk(x, y, out);
    panes(x, y, out);
    beam(dx, y - lens.y, x, y, out);
    if (Math.abs(v) < 1 && Math.abs(dx) < girth) glass(dx, v, girth, out);
    else if (isCap(dx, Math.abs(v))) brass(dx, out);
    if (y < 0.11) pedestal(dx, y, out);
    const far = Math.hypot(dx, y - lens.y);
    glow(out, [1, 0.62, 0.22], 0.42 * Math.exp(-5 * far));
  });

function dusk(x, y, out) {
  const height = smooth(0.3, 1, y);
  out[0] = mix(0.5, 0.05, height);
  out[1] = mix(0.5, 0.15, height);
  out[2] = mix(0.52, 0.25, height);
  const cloud = smooth(0.42, 0.72, clouds(x * 1.5, y * 5));
  tint(out, [0.1, 0.2, 0.27], 0.7 * cloud * smooth(0.3, 0.5, y));
  glow(out, [0.9, 0.45, 0.15], 0.25 * Math.exp(-14 * Math.abs(y - 0.33)) * (1 - 0.6 * cloud));
  if (y > 0.31) return;
  const near = 1 / (0.34 - y);
  const swell = noise(x * near * 1.5, near * 14);
  out[0] = 0.05 + 0.1 * swell * y;
  out[1] = 0.13 + 0.2 * swell * y;
  out[2] = 0.18 + 0.25 * swell * y;
  glow(out, [1, 0.6, 0.25], 0.3 * smooth(0.6, 0.9, swell) * Math.exp(-7 * Math.abs(x - lens.x)));
}

const isCap = (dx, v) => v >= 0.985 && v < 1.09 && Math.abs(dx) < 0.15 - 0.35 * (v - 1);

/** Diagonal glazing bars, dark against the sky, their inner edges lit by the lamp. */
function panes(x, y, out) {
  const bar = (along) => Math.abs((((along % 1) + 1) % 1) - 0.5);
  const nearest = Math.min(bar((x + y * 0.8) * 2.2 + 0.2), bar((x - y * 0.8) * 2.2 + 0.66));
  const lit = 0.5 * Math.exp(-2.4 * Math.abs(x - lens.x));
  tint(out, [0.02 + lit * 0.5, 0.03 + lit * 0.28, 0.05 + lit * 0.1], smooth(0.028, 0.02, nearest));
  tint(out, [0.9, 0.6, 0.3], 0.6 * lit * smooth(0.006, 0.001, Math.abs(nearest - 0.023)));
}

function beam(dx, dy, x, y, out) {
  const spread = Math.abs(dy) / (0.03 + 0.17 * Math.abs(dx));
  const dust = 0.75 + 0.5 * clouds(x * 3, y * 9);
  glow(out, [1, 0.74, 0.36], 0.55 * Math.exp(-spread * spread * 1.6) * dust);
  const mote = noise(x * 90, y * 90);
  glow(out, [1, 0.85, 0.6], 0.8 * smooth(0.93, 0.99, mote) * Math.exp(-spread * spread));
}

/** Rings of prisms round a bull's eye; above and below it, curved bars that bend the light level. */
function glass(dx, v, girth, out) {
  const side = dx / girth;
  const radius = Math.hypot(dx / 0.25, v * 1.25);
  const central = Math.abs(v) < 0.46;
  const ring = central ? radius * 9 : Math.abs(v) * 19 + side * side * 1.3;
  const edge = ring - Math.floor(ring);
  const prism = smooth(0, 0.22, edge) * smooth(1, 0.5, edge);
  const warm = Math.exp(-1.5 * Math.hypot(side * 0.8, v));
  out[0] = mix(0.1, 1.08, warm * (0.45 + 0.55 * prism));
  out[1] = mix(0.16, 0.72, warm * (0.3 + 0.7 * prism));
  out[2] = mix(0.2, 0.32, warm * (0.2 + 0.8 * prism));
  glow(out, [0.25, 0.42, 0.45], 0.5 * (1 - warm) * smooth(0.25, 0.05, Math.abs(edge - 0.3)));
  if (central) glow(out, [1, 0.9, 0.7], 1.3 * Math.exp(-9 * radius * radius));
  darken(out, 1 - 0.55 * Math.abs(side) ** 6);
  const frame = Math.min(Math.abs(Math.abs(v) - 0.47) * 1.2, Math.abs(Math.abs(side) - 0.985) * 0.5);
  tint(out, [0.45, 0.27, 0.1], smooth(0.02, 0.008, frame));
}

function brass(dx, out) {
  const round = 1 - Math.abs(dx) / 0.16;
  out[0] = 0.12 + 0.6 * round;
  out[1] = 0.07 + 0.36 * round;
  out[2] = 0.03 + 0.13 * round;
}

function pedestal(dx, y, out) {
  const half = 0.17 + 0.6 * Math.max(0, 0.05 - y);
  if (Math.abs(dx) < half) {
    brass(dx * 0.8, out);
    darken(out, 0.35 + 0.5 * smooth(0.3, 0.9, Math.abs(((y * 40) % 1) - 0.5) * 2));
  } else tint(out, [0.03, 0.03, 0.04], smooth(0.075, 0.06, y));
}
