import type { Size } from '../../core/frames.ts';
import type { Box } from '../../media/drawing/sheet.ts';
import { layoutOf, type StandInLayout } from '../../media/drawing/stand-in-layout.ts';
import { isStandIn, type ShownWords } from '../../planner/plan.ts';
import type { Shot } from '../material.ts';
import type { Companion } from './company.ts';
import { placeOf } from './fit.ts';

/**
 * Where the cut writes in a film's frame, in pixels. Zones in use don't overlap. None overlaps the words or the label of a
 * stand-in, whether it is the shot's own picture or one visible at the same time.
 */
export interface Zones extends Record<Position, Box> {
  /** The name of a stand-in, and the film's timecode. */
  readonly label: Box;
}

type Position = ShownWords['position'];

/** What is kept free at each end of the usable area, as a share of it. */
const edge = 0.07;
/** The same for an upright film, where apps show buttons at the lower edge and names at the upper one. */
const uprightEdge = 0.14;
/** A zone's height in ems of usual text: three lines of a wide film, and five of an upright one, whose lines are short. */
const zoneEms = { wide: 3.8, upright: 6.3 } as const;

/** The em of usual text, in pixels. */
export const emOf = ({ width, height }: Size): number => Math.round(Math.min(width, height) * 0.056);

export function zonesOf(shot: Shot, frame: Size, company: readonly Companion[] = []): Zones {
  const own = shot.entry.words?.map(({ position }) => position) ?? [];
  const used = new Set([...own, ...company.flatMap(({ written }) => written)]);
  const whole = { x: 0, y: 0, ...frame };
  const usual = zonesIn(whole, frame, used);
  const { label = labelIn(whole, frame) } = groundIn(shot, frame) ?? {};
  const grounds = [shot, ...company.map((companion) => companion.shot)].flatMap(
    (one) => groundIn(one, frame) ?? [],
  );
  if (grounds.length === 0) return { label, ...usual };
  // Beside the picture, words are placed as on footage, so that they are in the same place all through the film.
  const isBeside = ({ y, height }: Box): boolean =>
    grounds.every(({ place }) => y + height <= place.y || y >= place.y + place.height);
  const within = new Set([...used].filter((position) => !isBeside(usual[position])));
  // The same beside an upright one: its own words are in other rows.
  const over = zonesIn(shared(grounds, frame), frame, within);
  const zone = (position: Position): Box => (isBeside(usual[position]) ? usual : over)[position];
  return { label, top: zone('top'), middle: zone('middle'), bottom: zone('bottom') };
}

/** A stand-in: where it is in the frame, where its label is, and which rows it leaves free for words. */
interface Ground {
  readonly place: Box;
  readonly label: Box;
  readonly rows: Box;
}

function groundIn({ entry, material }: Shot, frame: Size): Ground | undefined {
  if (!isStandIn(entry.footage)) return undefined;
  const place = placeOf(material.size, entry.fit, frame);
  const open = openOf(material.size, place, frame);
  const label = labelIn(open, frame);
  return { place, label, rows: below(label, open) };
}

/** The rows that all of them leave free, at the frame's width. */
function shared(grounds: readonly Ground[], frame: Size): Box {
  const y = Math.max(...grounds.map(({ rows }) => rows.y));
  const end = Math.min(...grounds.map(({ rows }) => rows.y + rows.height));
  return { x: 0, y, width: frame.width, height: Math.max(0, end - y) };
}

/** Zones in a box. Each gets what the others in use don't need. */
function zonesIn(box: Box, frame: Size, used: ReadonlySet<Position>): Record<Position, Box> {
  const { x, y: top, width, height } = withoutEdges(box, frame);
  const ems = frame.height > frame.width ? zoneEms.upright : zoneEms.wide;
  const size = {
    width: Math.round(width * 0.8),
    height: Math.floor(Math.min(Math.ceil(ems * emOf(frame)), shareOf(used) * height)),
  };
  const zone = (y: number): Box => ({ x: x + (width - size.width) / 2, y, ...size });
  const spare = height - size.height;
  return { top: zone(top), middle: zone(top + Math.round(spare / 2)), bottom: zone(top + spare) };
}

/** The largest share of a box that one zone may take. */
function shareOf(used: ReadonlySet<Position>): number {
  if (used.size <= 1) return 0.6;
  return used.has('middle') ? 0.3 : 0.45;
}

function withoutEdges({ y, height, ...across }: Box, frame: Size): Box {
  const own = Math.round(height * edge);
  const upright = frame.height > frame.width ? Math.round(frame.height * uprightEdge) : 0;
  const end = Math.min(y + height - own, frame.height - upright);
  const begin = Math.max(y + own, upright);
  return { ...across, y: begin, height: end - begin };
}

/** What a stand-in's own words leave free in the frame, if the stand-in is at this place. */
function openOf(size: Size, place: Box, frame: Size): Box {
  const { bar, picture }: StandInLayout = layoutOf(size);
  const scale = place.height / size.height;
  // Scaling mixes adjacent pixels.
  const top = Math.max(0, Math.ceil(place.y + bar * scale) + 2);
  const bottom = Math.min(frame.height, Math.floor(place.y + (bar + picture.height) * scale) - 2);
  const [left, right] = [Math.max(0, place.x), Math.min(frame.width, place.x + place.width)];
  return { x: left, y: top, width: right - left, height: Math.max(0, bottom - top) };
}

/** Small, at the upper left. Even, because colour is stored once for 2x2 pixels. */
function labelIn(open: Box, frame: Size): Box {
  const margin = Math.round(open.width * 0.035);
  const height = even(Math.min(frame.width, frame.height) * 0.045);
  return {
    x: even(open.x + margin),
    y: even(open.y + height / 3),
    width: even(open.width - 2 * margin),
    height,
  };
}

const even = (pixels: number): number => 2 * Math.ceil(pixels / 2);

function below(label: Box, open: Box): Box {
  const y = label.y + label.height;
  return { ...open, y, height: Math.max(0, open.y + open.height - y) };
}
