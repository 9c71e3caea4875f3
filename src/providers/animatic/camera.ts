import type { Size } from '../../core/frames.ts';
import { even } from './layout.ts';
import type { Move } from './move.ts';
import type { View } from './painting.ts';

/**
 * A camera's way over a still: which part of the world to paint, how large, and the filters that make it
 * move. Where nothing gets larger, a window slides over the painting by whole pixels, which costs nothing;
 * else each frame is scaled.
 */
export interface Way {
  /** What to paint: around this point, in this many pixels, at this many times the picture's own scale. */
  readonly canvas: { readonly view: View; readonly size: Size; readonly scale: number };
  /** From one frame of the canvas to `frames` frames of the picture. */
  readonly filters: readonly string[];
  /** Where the camera is after them. */
  readonly end: View;
}

/** How many times closer the camera comes in a second. */
const approach = 1.022;
/** How much larger than shown a canvas is painted that is going to be scaled. */
const oversize = 1.25;
const [widest, closest] = [0.4, 6];

export function wayOver(
  picture: Size,
  from: View,
  move: Move,
  frames: number,
  rate: string,
  fps: number,
): Way {
  return move.zoom === 0
    ? slide(picture, from, move, frames, rate)
    : approachOver(picture, from, move, frames, rate, fps);
}

/** Two pixels at a time, since colour is kept for two by two: evenly, every frame or every few. */
function slide(picture: Size, from: View, move: Move, frames: number, rate: string): Way {
  const { width, height } = picture;
  const stride = 2 * Math.max(1, Math.round(Math.max(width, height) / 1280));
  const ticks = (share: number, most: number) => {
    const every = Math.max(Math.round(1 / Math.abs(share)), Math.ceil((frames * stride) / (1.6 * most)));
    return { every, way: stride * Math.floor(frames / every), sign: Math.sign(share) };
  };
  const across = move.pan === 0 ? noTicks : ticks(move.pan, width);
  // A tilt shows sky or ground only, so it goes at half the pace.
  const upright = move.tilt === 0 ? noTicks : ticks(move.tilt / 2, height);
  const margin = move.handheld ? 2 * stride * 3 : 0;
  const unit = height * from.zoom;
  const [dx, dy] = [across.sign * across.way, -upright.sign * upright.way];
  return {
    canvas: {
      view: { x: from.x + dx / 2 / unit, y: from.y + dy / 2 / unit, zoom: from.zoom },
      size: { width: width + across.way + 2 * margin, height: height + upright.way + 2 * margin },
      scale: 1,
    },
    filters: [
      ...hold(frames, rate),
      `crop=${width}:${height}:'${offset(across, 1, margin, stride)}':'${offset(upright, -1, margin, stride)}'`,
    ],
    end: { x: from.x + dx / unit, y: from.y + dy / unit, zoom: from.zoom },
  };
}

interface Ticks {
  readonly every: number;
  /** Pixels in all. */
  readonly way: number;
  readonly sign: number;
}
const noTicks: Ticks = { every: 1, way: 0, sign: 0 };

/** The window's edge in frame `n`, as an expression: from one end of its way to the other, and a hand's unrest. */
function offset({ every, way, sign }: Ticks, forward: number, margin: number, stride: number): string {
  const gone = `${stride}*floor(n/${every})`;
  const place = sign === 0 ? '0' : sign === forward ? gone : `${way}-${gone}`;
  const unrest = forward > 0 ? '2*sin(n/11)+1.1*sin(n/4.3)' : '1.8*sin(n/9)+1.2*sin(n/5.1)';
  return margin === 0 ? place : `${margin}+${place}+2*${stride / 2}*round(${unrest})`;
}

function approachOver(picture: Size, from: View, move: Move, frames: number, rate: string, fps: number): Way {
  const step = approach ** (move.zoom / fps);
  const target = from.zoom * step ** frames;
  const to = Math.max(widest, Math.min(closest, target));
  const factor = (to / from.zoom) ** (1 / frames);
  const outer = Math.min(from.zoom, to);
  const size = { width: even(picture.width * oversize), height: even(picture.height * oversize) };
  const zoom = `${(from.zoom / outer).toFixed(9)}*pow(${factor.toFixed(12)},2*on)`;
  return {
    canvas: { view: { ...from, zoom: outer }, size, scale: oversize },
    filters: scaling(picture, zoom, { x: '0.5', y: '0.5' }, frames, rate),
    end: { ...from, zoom: to },
  };
}

/** Over a picture that is given: it begins with all of it, so the camera can only come closer. */
export function wayInto(
  picture: Size,
  move: Move | undefined,
  frames: number,
  rate: string,
  fps: number,
): readonly string[] {
  const quiet = move !== undefined && Object.values(move).every((axis) => !axis);
  if (quiet) return hold(frames, rate);
  const pace = move && move.zoom > 0 ? approach : 1 + (approach - 1) / 2;
  const drift = (axis: number) => `0.5+${(axis / frames).toFixed(9)}*on`;
  const zoom = `pow(${(pace ** (1 / fps)).toFixed(12)},2*on)`;
  const focus = { x: drift(move?.pan ?? 0), y: drift(-(move?.tilt ?? 0)) };
  return scaling(picture, zoom, focus, frames, rate);
}

/** On twos, as animators draw: every other frame is scaled anew, and costs time. `n` counts frames. */
const scaling = (
  { width, height }: Size,
  zoom: string,
  focus: { readonly x: string; readonly y: string },
  frames: number,
  rate: string,
): readonly string[] => [
  `zoompan=z='${zoom}':x='(iw-iw/zoom)*(${focus.x})':y='(ih-ih/zoom)*(${focus.y})':d=${Math.ceil(frames / 2) + 1}:s=${width}x${height}:fps=${rate}/2`,
  `fps=${rate}`,
];

/** One frame, shown for all time. */
export const hold = (frames: number, rate: string): readonly string[] => [
  `loop=loop=${frames}:size=1:start=0`,
  `setpts=N/(${rate}*TB)`,
];
