import type { FlatShape } from '../../../media/drawing/shapes.ts';
import type { PlacedFigure } from './group.ts';
import type { Part } from './parts.ts';

export interface FigureColours {
  readonly dark: string;
  readonly light: string;
  /** Around it, so that it stands out from any ground. */
  readonly rim: string;
}

/** Height of a figure from which its face is seen. */
const fineFrom = 0.55;
/** And from which a rim helps: on smaller ones it is a line of one pixel, which costs as much as all the rest. */
const rimFrom = 0.16;

/** A silhouette as shapes: its rim behind it, then its parts. */
export function drawnFigure(figure: PlacedFigure, { dark, light, rim }: FigureColours): readonly FlatShape[] {
  const all = figure.silhouette.parts(figure.gait);
  const parts = figure.tall < fineFrom ? all.filter(({ fine }) => !fine) : all;
  const rimmed = figure.tall < rimFrom ? [] : parts.filter(({ light, fine }) => !light && !fine);
  const edge = 0.012 * Math.min(1, figure.tall) + 0.002;
  return [
    ...rimmed.flatMap((part) => outlined(part, figure, rim, edge)),
    ...parts.map((part) => shapeOf(part, figure, part.light ? light : dark, 0)),
  ];
}

const at = ({ x, feet, tall, mirrored }: PlacedFigure, values: readonly number[]): readonly number[] =>
  values.map((value, i) => (i % 2 === 0 ? x + (mirrored ? -value : value) * tall : feet + value * tall));

function shapeOf(part: Part, figure: PlacedFigure, fill: string, edge: number): FlatShape {
  const { tall } = figure;
  if ('o' in part) {
    const [x, y, rx, ry] = part.o;
    const [cx = 0, cy = 0] = at(figure, [x, y]);
    return { kind: 'oval', at: [cx, cy], radii: [rx * tall + edge, ry * tall + edge], fill };
  }
  if ('l' in part) {
    return { kind: 'line', points: at(figure, part.l), width: part.width * tall + 2 * edge, fill };
  }
  return { kind: 'polygon', points: at(figure, part.p), fill };
}

/** A polygon's rim is a line around it. */
function outlined(part: Part, figure: PlacedFigure, rim: string, edge: number): readonly FlatShape[] {
  if (!('p' in part)) return [shapeOf(part, figure, rim, edge)];
  const points = at(figure, part.p);
  return [{ kind: 'line', points: [...points, ...points.slice(0, 2)], width: 2 * edge, fill: rim }];
}
