import type { Size } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import { even } from '../../media/drawing/stand-in-layout.ts';
import type { CameraMove } from './move.ts';
import type { CameraView } from './view.ts';

/**
 * A camera's path over a still: which part of the world to paint, how large, and the filters that make it move. If nothing
 * gets larger, a window slides over the painting by whole pixels, which costs nothing; otherwise each frame is scaled.
 */
export interface CameraWay {
  /** What to paint: the view, the size in pixels, and the scale relative to the picture's own. */
  readonly canvas: { readonly view: CameraView; readonly size: Size; readonly scale: number };
  /** From one frame of the canvas to `frames` frames of the picture. */
  readonly filters: readonly string[];
  /** How a hand moves the window beside that, in pixels, as expressions of a frame's number `n`; at most `margin`. */
  readonly shake?: { readonly x: string; readonly y: string; readonly margin: number };
  /** The camera's view in the frame after the last. */
  readonly end: CameraView;
}

/** The duration of a path. */
export interface CameraSpan {
  readonly frames: number;
  readonly fps: number;
}

/** The zoom factor per second. */
const approach = 1.022;
/** How much larger than shown a canvas is painted if it will be scaled. */
const oversize = 1.1;
const [widest, closest] = [0.4, 6];

/** Pictures of the same view, one below the other, of which one is shown at a time. */
export interface Stack {
  readonly count: number;
  /** The number of the one that is shown, as an expression of a frame's. */
  readonly shown: (frame: string) => string;
}

export const alone: Stack = { count: 1, shown: () => '0' };

export const wayOver = (
  picture: Size,
  from: CameraView,
  move: CameraMove,
  span: CameraSpan & { readonly stack: Stack },
): CameraWay => (move.zoom === 0 ? slide(picture, from, move, span) : zoomOver(picture, from, move, span));

/** Moves by two pixels, since colour is stored once for 2x2 pixels; at an even pace, in every frame or every few. */
function slide(
  picture: Size,
  from: CameraView,
  move: CameraMove,
  { stack, ...span }: CameraSpan & { readonly stack: Stack },
): CameraWay {
  const { width, height } = picture;
  const stride = 2 * Math.max(1, Math.round(Math.max(width, height) / 1280));
  const across = axis(move.pan, width, stride, span);
  // A tilt shows only sky or ground, so it moves at half the pace. Up means a smaller `y`.
  const upright = axis(-move.tilt / 2, height, stride, span);
  const margin = move.handheld ? 4 * stride : 0;
  const unit = height * from.zoom;
  const [dx, dy] = [(across.sign * across.way) / unit, (upright.sign * upright.way) / unit];
  const shake = move.handheld && {
    ...{
      x: `${stride}*round(2*sin(n/11)+1.1*sin(n/4.3))`,
      y: `${stride}*round(1.8*sin(n/9)+1.2*sin(n/5.1))`,
    },
    margin,
  };
  const x = `${across.edge}${shake ? `+${margin}+${shake.x}` : ''}`;
  const y = `${upright.edge}${shake ? `+${margin}+${shake.y}` : ''}`;
  const size = { width: width + across.way + 2 * margin, height: height + upright.way + 2 * margin };
  const down = stack.count === 1 ? y : `${y}+${size.height}*(${stack.shown('n')})`;
  return {
    canvas: { view: { x: from.x + dx / 2, y: from.y + dy / 2, zoom: from.zoom }, size, scale: 1 },
    filters: [...hold(span), `crop=${width}:${height}:'${x}':'${down}'`],
    ...(shake && { shake }),
    end: { x: from.x + dx, y: from.y + dy, zoom: from.zoom },
  };
}

/** The distance along one axis in pixels, and the window's edge in frame `n` as an expression. */
function axis(share: number, side: number, stride: number, { frames }: CameraSpan) {
  if (share === 0) return { way: 0, sign: 0, edge: '0' };
  const every = Math.max(Math.round(1 / Math.abs(share)), Math.ceil((frames * stride) / (1.6 * side)));
  const way = stride * Math.floor(frames / every);
  const gone = `${stride}*floor(n/${every})`;
  return { way, sign: Math.sign(share), edge: share > 0 ? gone : `${way}-${gone}` };
}

/** Zooms at an even pace, while the centre drifts as far as the wider of the two views allows. */
function zoomOver(
  picture: Size,
  from: CameraView,
  move: CameraMove,
  { frames, fps, stack }: CameraSpan & { readonly stack: Stack },
): CameraWay {
  const aim = from.zoom * approach ** ((move.zoom * frames) / fps);
  const to = Math.max(widest, Math.min(closest, aim));
  const outer = Math.min(from.zoom, to);
  const slack = 1 / outer - 1 / Math.max(from.zoom, to);
  const [x, y] = [move.pan / 2, -move.tilt / 2];
  const [dx, dy] = [(x * slack * picture.width) / picture.height, y * slack];
  const closing = to >= from.zoom;
  const middle = { x: from.x + (closing ? 0 : dx), y: from.y + (closing ? 0 : dy) };
  const start = (drift: number) => (closing ? 0.5 : 0.5 - drift);
  const size = { width: even(picture.width * oversize), height: even(picture.height * oversize) };
  return {
    canvas: { view: { ...middle, zoom: outer }, size, scale: oversize },
    filters: scaling(
      picture,
      { frames, fps },
      {
        ...(stack.count > 1 && { from: { size, stack } }),
        zoom: { from: from.zoom / outer, factor: (to / from.zoom) ** (1 / frames) },
        x: { from: start(x), way: x },
        y: { from: start(y), way: y },
      },
    ),
    end: { x: from.x + dx, y: from.y + dy, zoom: to },
  };
}

/** Over a given picture. It begins with all of it, so the camera can only move closer. */
export function wayInto(picture: Size, move: CameraMove | undefined, span: CameraSpan): readonly string[] {
  if (move && move.pan === 0 && move.tilt === 0 && move.zoom === 0 && !move.handheld) return hold(span);
  const pace = move && move.zoom > 0 ? approach : 1 + (approach - 1) / 2;
  return scaling(picture, span, {
    zoom: { from: 1, factor: pace ** (1 / span.fps) },
    x: { from: 0.5, way: (move?.pan ?? 0) / 2 },
    y: { from: 0.5, way: -(move?.tilt ?? 0) / 2 },
  });
}

interface Scaling {
  /** What is scaled, if it is one of a stack. */
  readonly from?: { readonly size: Size; readonly stack: Stack };
  /** `factor` per frame. */
  readonly zoom: { readonly from: number; readonly factor: number };
  /** The window's position within the spare width: 0.5 is the middle. */
  readonly x: Drift;
  readonly y: Drift;
}

interface Drift {
  readonly from: number;
  readonly way: number;
}

/** On twos, as animators draw: every other frame is scaled, and shown twice. */
function scaling(
  { width, height }: Size,
  { frames, fps }: CameraSpan,
  { zoom, x, y, from: source }: Scaling,
): readonly string[] {
  const rate = rateText(fps);
  const factor = `${zoom.from.toFixed(9)}*pow(${zoom.factor.toFixed(12)},2*on)`;
  const place = ({ from, way }: Drift) => `(${from.toFixed(9)}+${((2 * way) / frames).toFixed(12)}*on)`;
  const drawings = Math.ceil(frames / 2) + 1;
  const choose = source && [
    ...hold({ frames: drawings, fps }),
    `crop=${source.size.width}:${source.size.height}:0:'${source.size.height}*(${source.stack.shown('(2*n)')})'`,
  ];
  return [
    ...(choose ?? []),
    `zoompan=z='${factor}':x='(iw-iw/zoom)*${place(x)}':y='(ih-ih/zoom)*${place(y)}'` +
      `:d=${choose ? 1 : drawings}:s=${width}x${height}:fps=${rate}/2`,
    `fps=${rate}`,
  ];
}

/** One frame, held. */
export const hold = ({ frames, fps }: CameraSpan): readonly string[] => [
  `loop=loop=${frames}:size=1:start=0`,
  `setpts=N/(${rateText(fps)}*TB)`,
];
