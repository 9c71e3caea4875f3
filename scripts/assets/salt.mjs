import { clouds, darken, glow, mix, noise, paint, smooth, tint } from './paint.mjs';

const horizon = 0.42;

/** An empty salt flat at first light, its crust cracked into plates. */
export const saltFlat = (size) =>
  paint(size, (x, y, out) => {
    if (y > horizon) {
      const height = smooth(horizon, 1, y);
      out[0] = mix(1.0, 0.56, height);
      out[1] = mix(0.8, 0.64, height);
      out[2] = mix(0.64, 0.7, height);
      tint(out, [1, 0.88, 0.8], 0.4 * smooth(0.45, 0.7, clouds(x * 2, y * 8)));
      return;
    }
    const near = 0.2 / (horizon - y + 0.03);
    const across = (x - 0.28) * near * 14;
    const rim = crack(across, near * 16);
    const light = 0.82 + 0.16 * clouds(across * 2, near * 30);
    out[0] = light;
    out[1] = light * 0.91;
    out[2] = light * 0.86;
    darken(out, 1 - 0.3 * smooth(0.12, 0.02, rim) * smooth(3, 0.6, near));
    glow(out, [0.12, 0.08, 0.03], smooth(0.1, 0.2, rim) * smooth(0.32, 0.2, rim));
    tint(out, [1, 0.82, 0.68], 0.8 * smooth(1, 5, near));
  });

/** How far a point is from the nearest seam between plates. */
function crack(x, y) {
  let first = 9;
  let second = 9;
  for (let i = Math.floor(x) - 1; i <= Math.floor(x) + 1; i++)
    for (let j = Math.floor(y) - 1; j <= Math.floor(y) + 1; j++) {
      const far = Math.hypot(i + noise(i + 0.5, j) - x, j + noise(i, j + 0.5) - y);
      if (far < first) [first, second] = [far, first];
      else if (far < second) second = far;
    }
  return second - first;
}
