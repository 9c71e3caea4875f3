import { clouds, darken, glow, mix, noise, paint, smooth, tint } from './paint.mjs';

const layers = [0, 1, 2, 3, 4];

const ridge = (x, i) =>
  0.085 * Math.sin(x * (1.1 + 0.33 * i) + i * 2.3) +
  0.05 * Math.sin(x * (2.7 - 0.2 * i) + i * 5.1) +
  0.012 * Math.sin(x * 7.3 + i);

/** How far along its wave a ridge is at `x`: near ones pass faster as the camera drifts. */
const along = (i, x, { t, shift }) => x * (1.2 - 0.12 * i) + i * 3.7 + 0.006 * t * (1 + i) + shift;

/** The height of a ridge's crest above the bottom of the picture. */
export const crest = (i, x, shot) => 0.53 - 0.105 * i + ridge(along(i, x, shot), i) * (0.5 + 0.22 * i);

/**
 * Five ridges of sand under a low sun, `t` seconds into the shot: the sun climbs, the sand blows. `shift`
 * chooses another stretch of desert.
 */
export function dunes(size, shot) {
  const { t, sun } = shot;
  const sky = (x, y, out) => {
    const far = Math.hypot(x - sun.x, y - sun.y - 0.012 * t);
    const height = smooth(0.45, 1.05, y + 0.12 * far);
    out[0] = mix(0.98, 0.36, height);
    out[1] = mix(0.72, 0.5, height);
    out[2] = mix(0.46, 0.66, height);
    tint(out, [0.96, 0.55, 0.38], 0.55 * Math.exp(-6 * Math.abs(y - 0.5)));
    glow(out, [1, 0.72, 0.35], 0.55 * Math.exp(-4.5 * far));
    const cloud = clouds(x * 1.6 - 0.02 * t, y * 7);
    tint(out, [1, 0.8, 0.66], 0.35 * smooth(0.48, 0.75, cloud) * smooth(0.5, 0.8, y));
    tint(out, [1, 0.95, 0.8], smooth(sun.radius + 0.002, sun.radius - 0.002, far));
  };

  const sand = (i, x, below, y, out) => {
    // The lee side is a slanted strip below each crest, where the ridge falls away from the sun.
    const slip = x + below * (1.7 + 0.5 * Math.sin(i * 2)) + 0.05 * Math.sin(below * 9 + x * 3);
    const slope = (ridge(slip + 0.02, i) - ridge(slip - 0.02, i)) / 0.04;
    const lit = smooth(-0.05, 0.07, slope + 0.03);
    const near = i / 4;
    out[0] = mix(mix(0.72, 0.3, near), mix(0.98, 0.93, near), lit);
    out[1] = mix(mix(0.44, 0.15, near), mix(0.66, 0.55, near), lit);
    out[2] = mix(mix(0.4, 0.17, near), mix(0.4, 0.27, near), lit);
    const phase = (slip * 2 + below * (6 + 2 * i)) * (60 - 7 * i) + 3 * noise(slip * 6, below * 20);
    darken(out, 1 + 0.035 * Math.sin(phase) * (0.3 + 0.2 * i));
    darken(out, 1 - 0.35 * smooth(0, 0.5, below));
    tint(out, [0.98, 0.7, 0.46], 0.62 * Math.exp(-0.75 * i) * (1 - 0.6 * below));
    glow(out, [1, 0.8, 0.5], 0.3 * Math.exp(-below * 140) * lit);
    if (below > 0.3) return;
    const drift = smooth(0.5, 0.8, clouds(x * 5 - 1.1 * t, y * 26));
    tint(out, [1, 0.84, 0.62], 0.35 * drift * Math.exp(-below * 16));
  };

  return paint(size, (x, y, out) => {
    // Nearest ridge first: the first that is higher than this point hides all the others.
    for (const i of layers.toReversed()) {
      const below = crest(i, x, shot) - y;
      if (below > 0) return sand(i, along(i, x, shot), below, y, out);
    }
    sky(x, y, out);
  });
}
