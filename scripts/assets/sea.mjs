import { clouds, darken, glow, mix, noise, paint, smooth, tint } from './paint.mjs';

const horizon = 0.56;

/** A harbour mouth under a high sun as an old film would have kept it: sepia, unsteady, a little burnt. */
export function sea(size, t) {
  const flicker = 1 + 0.04 * Math.sin(t * 31) + 0.03 * Math.sin(t * 17.3);
  return paint(size, (x, y, out) => {
    const light = (y > horizon ? sky(x, y, t) : water(x, y, t)) * flicker;
    out[0] = mix(0.13, 1.0, light);
    out[1] = mix(0.08, 0.88, light);
    out[2] = mix(0.05, 0.66, light ** 1.15);
    const scratch = Math.abs(x - 0.35 - 0.4 * noise(Math.floor(t * 9), 3));
    glow(out, [0.3, 0.26, 0.18], smooth(0.0016, 0.0004, scratch) * noise(y * 9, t * 20));
    tint(out, [0.98, 0.78, 0.48], 0.25 * smooth(0.25, 0, x) * noise(t * 3, 8));
    darken(out, 0.96);
  });
}

function sky(x, y, t) {
  const cloud = smooth(0.4, 0.75, clouds(x * 2 + 0.03 * t, y * 6));
  const headland = horizon + 0.09 * smooth(0.6, 0.1, x) + 0.015 * noise(x * 14, 2);
  if (y < headland) return 0.3 + 0.12 * noise(x * 30, y * 40);
  return 0.6 + 0.3 * cloud - 0.3 * smooth(horizon, 1, y) + 0.2 * Math.exp(-9 * (y - horizon));
}

function water(x, y, t) {
  const near = 0.12 / (horizon - y + 0.012);
  const across = (x - 0.67) * near * 3;
  const swell =
    0.5 * Math.sin(near * 7 + t * 1.9 + 0.8 * Math.sin(across * 0.9)) +
    0.3 * Math.sin(near * 15 - across * 1.4 + t * 2.6) +
    0.9 * (clouds(across * 2.2 + t * 0.25, near * 9 + t * 0.9) - 0.5);
  const glitter =
    smooth(0.62, 0.9, noise(across * 22, near * 40 + t * 7)) *
    Math.exp(-9 * (x - 0.85) ** 2) *
    smooth(0.25, 0.6, near);
  const foam = smooth(0.55, 0.95, swell) * smooth(0.9, 0.2, near);
  return (
    0.3 + 0.2 * swell + 0.8 * glitter * smooth(-0.2, 0.4, swell) + 0.35 * foam + 0.2 * smooth(0.3, 2.4, near)
  );
}
