import type { Size } from '../../core/frames.ts';
import type { Way } from '../material.ts';

/** The duration of a move. */
export interface MoveSpan {
  readonly frames: number;
  readonly fps: number;
  /** As ffmpeg writes it. */
  readonly rate: string;
}

/** Seconds in which a camera accelerates and slows down; at most a quarter of the move each. */
const easing = 0.6;

/**
 * Filters that turn frames of a canvas, all alike and `1/rate` apart, into what a moving camera sees. Positions are fractions
 * of pixels, since whole ones would make the move stutter. First, what is beside the view is cropped, by even numbers of
 * pixels, since colour is stored once for 2x2 pixels.
 */
export function moveOver({ canvas, from, to }: Way, window: Size, span: MoveSpan): readonly string[] {
  const closer = to.width / from.width;
  const [x, y] = [
    axis(from.x, to.x, from.width, closer, canvas.width, window.width),
    axis(from.y, to.y, from.height, closer, canvas.height, window.height),
  ];
  // One filter knows the time; the other counts frames, from 1.
  const cut = gone(`round(t*${span.rate})`, span, closer);
  const bent = gone('(on-1)', span, closer);
  const corners = [y.near, y.far].flatMap((row) => [x.near, x.far].map((column) => [column, row] as const));
  const places = corners.map(([column, row], i) => `x${i}='${bent}${column}':y${i}='${bent}${row}'`);
  return [
    `crop=${x.kept}:${y.kept}:'${cut}${x.edge}':'${cut}${y.edge}'`,
    `perspective=${places.join(':')}:interpolation=cubic:eval=frame`,
    `crop=${window.width}:${window.height}:0:0`,
  ];
}

/** Sets register 0 to the camera's progress, from 0 to 1, and register 1 to its view as a share of the first one. */
function gone(frame: string, { frames, fps }: MoveSpan, closer: number): string {
  const soft = Math.min(0.25, (easing * fps) / Math.max(1, frames - 1));
  const arc = (passed: string): string => `pow(${passed},2)/${n(2 * soft * (1 - soft))}`;
  const even = `(ld(0)-${n(soft / 2)})/${n(1 - soft)}`;
  const eased = `if(lt(ld(0),${n(soft)}),${arc('ld(0)')},if(gt(ld(0),${n(1 - soft)}),1-${arc('(1-ld(0))')},${even}))`;
  return `st(0,${frame}/${Math.max(1, frames - 1)});st(0,${eased});st(1,pow(${n(closer)},ld(0)));`;
}

/** Along one axis: how much of the canvas is kept and from where, and which points of that end up at its ends. */
function axis(from: number, to: number, seen: number, closer: number, canvas: number, window: number) {
  const largest = Math.max(window, seen, seen * closer);
  const kept = Math.min(canvas, 2 * Math.ceil(largest / 2) + 4);
  const width = `${n(seen)}*ld(1)`;
  const begin = `(${n(from)}+${n(to - from)}*ld(0)-${width}/2)`;
  const edge = `clip(2*floor(${begin}/2),0,${canvas - kept})`;
  // Pixels are counted by their centres.
  const near = `${begin}-${edge}+${width}/${2 * window}-0.5`;
  return { kept, edge, near, far: `${near}+${width}*${n(kept / window)}` };
}

const n = (value: number): string => Number(value.toFixed(9)).toString();
