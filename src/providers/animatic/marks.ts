import type { FlatShape, Point } from '../../media/drawing/shapes.ts';
import type { Motion } from '../../sketch/sketch.ts';
import type { PlacedFigure } from './figures/group.ts';

const [amber, dark] = ['#f2b661', '#14161ccc'];

/** An arrow where the main figures go, as storyboards have it; lines behind them if only their pace is known. */
export function goingMark(
  figures: readonly PlacedFigure[],
  motion: Motion | undefined,
  room: number,
): readonly FlatShape[] {
  const main = figures.filter(({ of }) => of === 0);
  const [first] = main;
  if (!first || !motion) return [];
  const xs = main.map(({ x }) => x);
  const half = (first.silhouette.broad * first.tall) / 2;
  const [left, right] = [Math.min(...xs) - half, Math.max(...xs) + half];
  const y = Math.max(-0.3, Math.min(0.3, first.feet - first.tall * 0.45));
  const inside = (x: number) => Math.max(-room + 0.06, Math.min(room - 0.06, x));
  const long = 0.2;
  switch (motion.way) {
    case 'left': {
      const tip = inside(left - 0.05 - long);
      return arrow([tip + long, y], [tip, y]);
    }
    case 'right': {
      const tip = inside(right + 0.05 + long);
      return arrow([tip - long, y], [tip, y]);
    }
    case 'up':
    case 'down': {
      const x = inside(right + 0.1);
      const sign = motion.way === 'up' ? -1 : 1;
      return arrow([x, y - (sign * long) / 2], [x, y + (sign * long) / 2]);
    }
    // In perspective: it grows towards the viewer, and shrinks away.
    case 'closer':
    case 'away': {
      const x = inside(right + 0.1);
      const [far, near]: readonly Point[] = [
        [x, 0.2],
        [x + 0.1, 0.4],
      ];
      return motion.way === 'closer'
        ? arrow(far ?? [x, y], near ?? [x, y], 1.5)
        : arrow(near ?? [x, y], far ?? [x, y], 0.8);
    }
    default: {
      const back = first.mirrored ? right + 0.03 : left - 0.03;
      const sign = first.mirrored ? 1 : -1;
      return [-0.12, 0, 0.12].map((rise) => ({
        ...{ kind: 'line', width: 0.01, fill: amber },
        points: [
          inside(back),
          y + rise * first.tall,
          inside(back + sign * (motion.gait === 'walk' ? 0.05 : 0.11)),
          y + rise * first.tall,
        ],
      }));
    }
  }
}

function arrow(from: Point, to: Point, size = 1): readonly FlatShape[] {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const wing = (turn: number): readonly number[] => [
    to[0] + 0.055 * size * Math.cos(angle + turn),
    to[1] + 0.055 * size * Math.sin(angle + turn),
  ];
  const points = [...wing(2.5), ...to, ...wing(-2.5)];
  const stroke = (width: number, fill: string): readonly FlatShape[] => [
    { kind: 'line', points: [...from, ...to], width, fill },
    { kind: 'line', points, width, fill },
  ];
  return [...stroke(0.034 * size, dark), ...stroke(0.02 * size, amber)];
}

/** A speech mark beside the head of who speaks. */
export function speechMark(
  { silhouette, x, feet, tall, mirrored }: PlacedFigure,
  room: number,
): readonly FlatShape[] {
  const { focus } = silhouette;
  const high = focus.high * tall;
  const [headX, headY] = [x + (mirrored ? -1 : 1) * focus.x * tall, feet + focus.y * tall];
  const away = headX > 0 ? -1 : 1;
  const at: Point = [
    Math.max(-room + 0.12, Math.min(room - 0.12, headX + away * (0.1 + 0.45 * Math.min(high, 1)))),
    Math.max(-0.4, Math.min(0.3, headY - 0.07 - 0.4 * Math.min(high, 0.8))),
  ];
  const [cx, cy] = at;
  const tail = [cx - away * 0.05, cy + 0.03, cx - away * 0.085, cy + 0.085, cx - away * 0.01, cy + 0.045];
  return [
    { kind: 'oval', at, radii: [0.098, 0.064], fill: dark },
    { kind: 'polygon', points: tail, fill: amber },
    { kind: 'oval', at, radii: [0.09, 0.056], fill: amber },
    ...[-0.04, 0, 0.04].map(
      (dx): FlatShape => ({ kind: 'oval', at: [cx + dx, cy], radii: [0.011, 0.011], fill: '#14161c' }),
    ),
  ];
}
