import type { Size } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Footage } from '../../planner/plan.ts';
import type { View, Way } from '../material.ts';

export type StillMove = Exclude<Extract<Footage, { kind: 'still' }>['move'], 'none'>;

/** How much closer a camera moves per second, as a share. Limited, so that a short move is visible and a long one not too far. */
const approach = 0.02;
const [least, most] = [0.04, 0.2];
/** How far it pans per second, and at most, in frame widths, if there is enough picture. */
const pace = 0.08;
const farthest = 3;

/**
 * If a still has no picture to spare at the sides, the camera moves closer in order to pan. The picture is drawn at the
 * resolution of the closest view, or at its own. `stretched`: the whole picture is given the window's shape.
 */
export function wayOver(
  still: Size,
  window: Size,
  move: StillMove,
  { seconds, stretched }: { readonly seconds: number; readonly stretched: boolean },
): Way {
  const shape = stretched ? still : within(still, window);
  const amount = Math.min(most, Math.max(least, approach * seconds));
  const [first, last] = ends(move, {
    amount,
    far: Math.min(farthest, Math.max(amount, pace * seconds)),
    spare: { x: still.width / shape.width - 1, y: still.height / shape.height - 1 },
  });
  const across = span(first.x, last.x, [first.size, last.size], still.width, shape.width);
  const down = span(first.y, last.y, [first.size, last.size], still.height, shape.height);

  const closest = Math.min(first.size, last.size);
  const finest = { x: window.width / (closest * shape.width), y: window.height / (closest * shape.height) };
  const enough = Math.max(
    window.width / (across.length * finest.x),
    window.height / (down.length * finest.y),
    Math.min(1, Math.max(1 / finest.x, 1 / finest.y)),
  );
  const canvas = {
    width: even(across.length * finest.x * enough),
    height: even(down.length * finest.y * enough),
  };
  const scale = { x: canvas.width / across.length, y: canvas.height / down.length };
  const view = ({ x, y, size }: Aim): View => ({
    x: (still.width / 2 + x * shape.width - across.start) * scale.x,
    y: (still.height / 2 + y * shape.height - down.start) * scale.y,
    width: size * shape.width * scale.x,
    height: size * shape.height * scale.y,
  });
  return {
    region: { x: across.start, y: down.start, width: across.length, height: down.length },
    ...{ canvas, from: view(first), to: view(last) },
  };
}

/** Where a camera looks, from the still's centre, and how much it sees: both in units of the largest possible view. */
interface Aim {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

interface Room {
  readonly amount: number;
  readonly far: number;
  /** What remains of the still beside the largest view. */
  readonly spare: { readonly x: number; readonly y: number };
}

function ends(move: StillMove, room: Room): readonly [Aim, Aim] {
  const whole: Aim = { x: 0, y: 0, size: 1 };
  const close: Aim = { x: 0, y: 0, size: 1 / (1 + room.amount) };
  switch (move) {
    case 'push-in':
      return [whole, close];
    case 'pull-out':
      return [close, whole];
    case 'pan-right':
      return along('x', 1, room);
    case 'pan-left':
      return along('x', -1, room);
    case 'tilt-down':
      return along('y', 1, room);
    case 'tilt-up':
      return along('y', -1, room);
    default:
      return unreachable(move);
  }
}

function along(axis: 'x' | 'y', sign: number, { amount, far, spare }: Room): readonly [Aim, Aim] {
  const all = 1 + spare[axis];
  const size = Math.min(1, all / (1 + amount));
  const half = (sign * Math.min(all - size, far * size)) / 2;
  const middle: Aim = { x: 0, y: 0, size };
  return [
    { ...middle, [axis]: -half },
    { ...middle, [axis]: half },
  ];
}

/** What is visible along one axis of a still, in whole pixels. */
function span(from: number, to: number, sizes: readonly [number, number], side: number, unit: number) {
  const [first, last] = sizes;
  const begin = side / 2 + unit * Math.min(from - first / 2, to - last / 2);
  const end = side / 2 + unit * Math.max(from + first / 2, to + last / 2);
  const start = Math.max(0, Math.floor(begin + dust));
  return { start, length: Math.max(1, Math.min(side, Math.ceil(end - dust)) - start) };
}

/** Of a pixel: the error in sums of fractions that should be whole. */
const dust = 1e-6;

/** The largest size of a window's shape that fits in a still. */
export function within(still: Size, window: Size): Size {
  const factor = Math.min(still.width / window.width, still.height / window.height);
  return { width: window.width * factor, height: window.height * factor };
}

const even = (pixels: number): number => 2 * Math.ceil(pixels / 2 - dust);
