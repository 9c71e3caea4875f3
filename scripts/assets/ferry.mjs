import { clouds, draw, glow, mix, noise, paint, smooth } from './paint.mjs';

const size = { width: 1280, height: 720 };
export const small = { width: 640, height: 360 };
const horizon = 0.6;

/** The sea at night in rain, teal, with the light of a quay on it. */
function night(size, t) {
  return paint(size, (x, y, out) => {
    const above = y > horizon;
    const near = above ? 0 : 0.1 / (horizon - y + 0.02);
    const swell = above ? 0 : 0.5 + 0.5 * Math.sin(near * 9 + t * 2 + 2 * noise(x * near * 4, near));
    const cloud = above ? smooth(0.35, 0.8, clouds(x * 2 + 0.02 * t, y * 5)) : 0;
    const light = above ? 0.3 + 0.25 * cloud - 0.3 * smooth(horizon, 1, y) : 0.12 + 0.16 * swell;
    out[0] = mix(0.01, 0.22, light);
    out[1] = mix(0.05, 0.5, light);
    out[2] = mix(0.09, 0.58, light);
    const across = Math.abs(x - 1.35);
    const lamp = Math.exp(-60 * (across ** 2 + (y - horizon - 0.05) ** 2));
    const path = above ? 0 : Math.exp(-30 * (across / (0.4 + near)) ** 2) * smooth(0.4, 0.9, swell);
    glow(out, [1, 0.68, 0.3], 0.9 * lamp + 0.6 * path);
    glow(out, [0.5, 0.7, 0.75], 0.12 * smooth(0.93, 1, noise(x * 160 + y * 20, y * 14 + t * 30)));
  });
}

/** The mate from behind, so that no face is sent anywhere; a hundred units high. */
const figure = (at, scale) =>
  [
    ['M-36 0C-34-30-30-58-24-66C-14-73 14-73 24-66C30-58 34-30 36 0Z', '#16233f'],
    ['M-1-68L1-68L2 0L-2 0Z', '#0d1730'],
    ['M-24-64C-16-72 16-72 24-64C16-58-16-58-24-64Z', '#22345a'],
    ['M-10-70C-12-88 12-88 10-70Z', '#2b1a14'],
    ['M-12-80C-14-104 14-104 12-80Z', '#c2272d'],
    ['M-13-84L13-84L13-77L-13-77Z', '#8f1a22'],
  ].map(([path, fill]) => ({ path, at, scale, fill }));

export const mate = () => ({ size, pixels: draw(size, night(size, 0), figure([560, 740], 6.2)) });

/** Smaller, behind a rail. */
export function mateAtTheRail() {
  const bar = (y) => ({ path: `M0 ${y}L1280 ${y}L1280 ${y + 9}L0 ${y + 9}Z`, fill: '#0a1218' });
  const post = (x) => ({ path: `M${x} 470L${x + 10} 470L${x + 10} 720L${x} 720Z`, fill: '#0a1218' });
  const rail = [bar(470), bar(560), ...[120, 420, 720, 1020].map(post)];
  const shapes = rail.map((one) => ({ ...one, at: [0, 0], scale: 1 }));
  return { size, pixels: draw(size, night(size, 3), [...figure([800, 725], 4.2), ...shapes]) };
}

export const swell = (t) => night(small, t);
