import { clouds, darken, glow, mix, noise, paint, smooth, tint } from './paint.mjs';

const arch = { x: 0.281, y: 0.5, radius: 0.155, sill: 0.42 };

/** The mouth of a brick oven at night, taller than wide: embers behind, room for loaves in front. */
export const oven = (size) =>
  paint(size, (x, y, out) => {
    const dx = x - arch.x;
    const inside = y < arch.y ? Math.abs(dx) : Math.hypot(dx, y - arch.y);
    if (y < arch.sill) table(x, y, dx, out);
    else if (inside < arch.radius) fire(dx, y, inside, out);
    else bricks(x, y, dx, inside, out);
    const far = Math.hypot(dx, (y - 0.48) * 0.9);
    glow(out, [1, 0.5, 0.16], 0.4 * Math.exp(-5.5 * far));
  });

function bricks(x, y, dx, inside, out) {
  const ringed = inside < arch.radius + 0.05;
  const row = y * 26;
  const u = ringed ? Math.atan2(y - arch.y, dx) * 5.6 : x * 12 + 0.5 * (Math.floor(row) % 2);
  const v = ringed ? (inside - arch.radius) / 0.05 : row - Math.floor(row);
  const cell = u - Math.floor(u);
  const mortar = Math.min(cell, 1 - cell, v * (ringed ? 3 : 1), (1 - v) * (ringed ? 3 : 1));
  const tone = noise(Math.floor(u) * 7.3, ringed ? 4.5 : Math.floor(row) * 3.1);
  const rough = clouds(x * 60, y * 60);
  out[0] = mix(0.3, 0.5, tone) * (0.7 + 0.5 * rough);
  out[1] = mix(0.16, 0.24, tone) * (0.7 + 0.5 * rough);
  out[2] = mix(0.13, 0.16, tone) * (0.7 + 0.5 * rough);
  tint(out, [0.12, 0.08, 0.08], smooth(0.1, 0.03, mortar));
  const lit = Math.exp(-7 * Math.max(0, inside - arch.radius));
  darken(out, 0.22 + 1.25 * lit);
  tint(out, [0.06, 0.08, 0.16], 0.35 * smooth(0.65, 1, y));
}

function fire(dx, y, inside, out) {
  const depth = inside / arch.radius;
  const height = (y - arch.sill) / (arch.y + arch.radius - arch.sill);
  const flame = clouds(dx * 16, y * 7 + 3) - 0.55 * height + 0.25 * (1 - depth);
  out[0] = mix(0.42, 0.16, depth);
  out[1] = mix(0.13, 0.05, depth);
  out[2] = mix(0.04, 0.03, depth);
  tint(out, [0.95, 0.36, 0.07], smooth(0.15, 0.5, flame));
  tint(out, [1, 0.78, 0.3], smooth(0.4, 0.75, flame));
  const ember = noise(dx * 120, y * 120);
  glow(out, [1, 0.45, 0.1], 0.9 * smooth(0.55, 0.8, ember) * smooth(0.16, 0.02, height));
}

function table(x, y, dx, out) {
  const near = 1 / (0.62 - y);
  const plank = Math.abs(((((dx * near * 2.1) % 1) + 1.5) % 1) - 0.5);
  const vein = clouds(dx * near * 9, near * 1.5);
  const light = Math.exp(-4.5 * Math.hypot(dx, arch.sill - y));
  out[0] = (0.2 + 0.3 * vein) * (0.25 + light);
  out[1] = (0.12 + 0.17 * vein) * (0.25 + light);
  out[2] = (0.08 + 0.09 * vein) * (0.25 + light);
  darken(out, 1 - 0.5 * smooth(0.04, 0.01, plank));
  const flour = smooth(0.52, 0.74, clouds(x * 7 + 3, y * 10));
  tint(out, [0.95, 0.84, 0.7], 0.5 * flour * (0.2 + light));
}
