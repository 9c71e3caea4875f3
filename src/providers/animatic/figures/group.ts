import type { Figure, FigureForm, Sketch } from '../../../sketch/sketch.ts';
import { chance } from '../chance.ts';
import { fromAbove } from './from-above.ts';
import type { Gait, Silhouette } from './parts.ts';
import { type Framing, framingOf } from './placing.ts';
import { silhouettes } from './silhouettes.ts';

/** A silhouette and its place in the world: its feet, its height, and whether it faces left. */
export interface PlacedFigure {
  readonly silhouette: Silhouette;
  readonly x: number;
  readonly feet: number;
  readonly tall: number;
  readonly mirrored: boolean;
  readonly gait: Gait;
  /** The figure's number among the sketch's. */
  readonly of: number;
}

/** Figures as a world keeps them. */
export type Cast = Pick<Sketch, 'size' | 'angle' | 'scenery' | 'motion'> & {
  readonly figures: readonly Pick<Figure, 'form' | 'count'>[];
};

const mostGroups = 4;
const mostInRow = 7;
/** Steps back to the last row of a crowd. */
const deepest = 3;
const wholeSizes: ReadonlySet<Cast['size']> = new Set([undefined, 'extreme-wide', 'wide', 'full']);

/** A row of equal figures, before it has its place. */
interface Row {
  readonly silhouette: Silhouette;
  readonly count: number;
  readonly tall: number;
  readonly step: number;
  readonly width: number;
  readonly of: number;
}

/** Where everybody stands, those behind first. `room`: half of the picture's width, in its heights. */
export function placed(cast: Cast, seed: number, room: number): readonly PlacedFigure[] {
  const seen = visible(cast);
  const [first] = seen.figures;
  if (!first) return [];
  const main = seenAs(first.form, seen.angle);
  const size = first.form === 'face' ? closeOf(seen.size) : seen.size;
  const isClose = !wholeSizes.has(size);
  const framing = framingOf(size, seen.angle, main, room);
  const isFar = seen.scenery === 'deck' && isShip(first.form) && !isClose;
  const { tall, feet } = isFar ? beyondRail(framing) : framing;
  const rows = seen.figures.map((group, i) => rowOf(group, i, { main, tall, isClose, angle: seen.angle }));
  const middle = seen.angle === 'over-shoulder' ? -0.3 * room : seen.scenery === 'cabin' ? 0.3 * room : 0;
  return arranged(rows, room, middle)
    .flatMap(({ row, x, squeeze }) => {
      const under =
        row.of === 0 ? feet : footing(row, seen, { feet, isClose, carries: main.kind === 'thing' });
      return drawnUp(row, { x, squeeze, feet: under, room, alone: rows.length === 1 }, seen, seed);
    })
    .toSorted((a, b) => depth(a) - depth(b));
}

const seenAs = (form: FigureForm, angle: Cast['angle']): Silhouette =>
  (angle === 'overhead' ? fromAbove[form] : undefined) ?? silhouettes[form];

/** Without what is around the camera itself: the car that it is in, or whoever's shoulder it looks over. */
function visible(cast: Cast): Cast {
  const { figures, scenery, angle, size } = cast;
  const isPerson = ({ form }: Cast['figures'][number]) => silhouettes[form].kind === 'person';
  const people = figures.filter(isPerson);
  const front = angle === 'over-shoulder' && people.length > 1 ? people[0] : undefined;
  const left = figures.filter((one) => one !== front && !isAround(one, scenery, people.length > 0));
  const near = angle === 'over-shoulder' || (scenery === 'cabin' && people.length > 0);
  return {
    ...cast,
    figures: left.slice(0, mostGroups),
    ...(near && size === undefined && { size: 'medium' }),
  };
}

/** The car or train that somebody is in, with its windows, or the ship that somebody stands on. */
function isAround(
  { form, count }: Cast['figures'][number],
  scenery: Cast['scenery'],
  peopled: boolean,
): boolean {
  if (scenery === 'cabin') return silhouettes[form].kind === 'vehicle' || form === 'window';
  return scenery === 'deck' && peopled && count === 1 && isShip(form);
}

const isShip = (form: FigureForm): boolean => form === 'ship' || form === 'boat';

/** Other ships, from a ship's deck. */
const beyondRail = ({ tall }: Framing): Framing => ({ tall: Math.min(tall, 0.16), feet: 0.15 });

function rowOf(
  { form, count }: Cast['figures'][number],
  of: number,
  {
    main,
    tall,
    isClose,
    angle,
  }: {
    readonly main: Silhouette;
    readonly tall: number;
    readonly isClose: boolean;
    readonly angle: Cast['angle'];
  },
): Row {
  const silhouette = seenAs(form, angle);
  const whole = of === 0 ? tall : beside(silhouette, main, tall, isClose);
  const own = flies(silhouette, count) && count > 2 ? Math.min(whole, 0.2) : whole;
  const step = own * Math.max(0.34, silhouette.broad) * (count > mostInRow ? 0.8 : 1.08);
  return { silhouette, count, tall: own, step, width: Math.min(count, mostInRow) * step, of };
}

interface Arranged {
  readonly row: Row;
  readonly x: number;
  readonly squeeze: number;
}

/** Living beings beside each other in the middle; everything else on both sides of them by turns. */
function arranged(rows: readonly Row[], room: number, middle: number): readonly Arranged[] {
  const lives = ({ silhouette: { kind } }: Row) => kind === 'person' || kind === 'animal';
  const [first] = rows;
  const core = first && lives(first) ? rows.filter(lives) : rows.slice(0, 1);
  const all = core.reduce((sum, { width }) => sum + width, 0);
  const squeeze = Math.min(1, (1.86 * room) / all);
  let at = middle - (all * squeeze) / 2;
  const inside = core.map((row) => {
    const x = at + (row.width * squeeze) / 2;
    at += row.width * squeeze;
    return { row, x, squeeze };
  });
  const others = rows.filter((row) => !core.includes(row));
  const outside = others.map((row, i) => {
    const sign = i % 2 === 0 ? 1 : -1;
    const beyond = middle + sign * ((all * squeeze) / 2 + row.width / 2 + 0.06);
    const most = Math.max(0.1, room * 0.94 - row.width / 2);
    const x = isTable(row.silhouette) ? middle : Math.max(-most, Math.min(most, beyond));
    return { row, x, squeeze: Math.min(1, (1.86 * room) / row.width) };
  });
  return [...inside, ...outside];
}

const isTable = ({ kind, broad, tall }: Silhouette): boolean => kind === 'thing' && broad === 2 && tall < 0.5;

const flies = ({ kind, tall, airborne }: Silhouette, count: number): boolean =>
  airborne === true || (kind === 'animal' && tall < 0.33 && count > 2);

/** The figures of a row in their places. */
function drawnUp(
  { silhouette, count, tall, step, of }: Row,
  at: {
    readonly x: number;
    readonly squeeze: number;
    readonly feet: number;
    readonly room: number;
    readonly alone: boolean;
  },
  { motion }: Cast,
  seed: number,
): readonly PlacedFigure[] {
  const resting: Gait = flies(silhouette, count) ? 'fly' : 'stand';
  const gait = of === 0 ? (motion?.gait ?? resting) : resting;
  const scattered =
    count > 2 && (flies(silhouette, count) || (gait === 'fly' && silhouette.kind === 'animal'));
  const left = motion?.way === 'left' || (motion?.way !== 'right' && chance(seed, 41) < 0.5);
  const goes = of === 0 && motion !== undefined;
  return crowd(count, seed + of).map(({ x, back }, n): PlacedFigure => {
    const across = scattered ? (chance(seed, 70 + n) * 1.6 - 0.8) * at.room : at.x + x * step * at.squeeze;
    const above = scattered ? -0.32 + 0.36 * chance(seed, 90 + n) : at.feet - back * tall * 0.16;
    return {
      ...{ silhouette, gait, of, x: across, feet: above },
      tall: tall * (1 - 0.14 * back) * (scattered ? 0.6 + 0.6 * chance(seed, 110 + n) : 1),
      // Those who go all face the same way; those who stand face each other.
      mirrored: goes || scattered || (at.alone && count === 1) ? left : across > at.x * 0.5 + 0.01,
    };
  });
}

/** The largest and the farthest are behind. */
const depth = ({ feet, silhouette, of }: PlacedFigure): number =>
  feet * 10 - (silhouette.tall > 1.2 ? 5 : 0) - (of === 0 ? 0 : 0.5) + (isTable(silhouette) ? 9 : 0);

const closeOf = (size: Cast['size']): Cast['size'] =>
  size === undefined || ['extreme-wide', 'wide', 'full', 'medium-wide', 'medium'].includes(size)
    ? 'close'
    : size;

/** How tall something is beside the main figure: as in life, but never lost or overwhelming. */
function beside(one: Silhouette, main: Silhouette, tall: number, isClose: boolean): number {
  const ratio = Math.max(0.3, Math.min(2.6, one.tall / main.tall));
  if (one.kind === 'person' && main.kind === 'person') return tall * (one.tall / main.tall);
  const own = tall * ratio;
  return isClose ? Math.max(0.22, Math.min(0.72, own, 1.6 / one.broad)) : Math.min(0.85, own, 2 / one.broad);
}

/** What a closer picture would cut off at its foot is raised into it. */
function footing(
  { silhouette: { airborne, kind, ...silhouette }, tall }: Row,
  { scenery }: Cast,
  { feet, isClose, carries }: { readonly feet: number; readonly isClose: boolean; readonly carries: boolean },
): number {
  if (airborne) return -0.12;
  if (kind === 'person') return feet;
  if (isTable({ ...silhouette, kind }))
    return carries ? feet + tall * 0.98 : Math.min(feet, 0.5) + tall * (isClose ? 0.35 : 0.02);
  if ((scenery === 'sea' || scenery === 'deck') && kind === 'vehicle')
    return Math.min(feet, 0.16 + tall * 0.05);
  return isClose ? 0.46 : feet;
}

/**
 * Places in a row, or in rows one behind another: in steps from the middle, and steps back. More rows stand closer behind
 * each other, so that the last is still on the ground.
 */
function crowd(count: number, seed: number): readonly { readonly x: number; readonly back: number }[] {
  const rows = Math.ceil(count / mostInRow);
  const apart = Math.min(1, deepest / Math.max(1, rows - 1));
  return Array.from({ length: count }, (_, n) => {
    const row = Math.floor(n / mostInRow);
    const inRow = row < rows - 1 ? mostInRow : count - row * mostInRow;
    const stray = count > 3 ? 0.3 * (chance(seed, 60 + n) - 0.5) : 0;
    return { x: (n % mostInRow) - (inRow - 1) / 2 + stray + (row % 2) * 0.5, back: row * apart };
  });
}
