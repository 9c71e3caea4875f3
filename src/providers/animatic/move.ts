import type { CameraTerm } from '../../sketch/sketch.ts';

/** The camera's move on each axis, in [-1, 1]. */
export interface CameraMove {
  /** 1: to the right. */
  readonly pan: number;
  /** 1: upwards. */
  readonly tilt: number;
  /** 1: closer. */
  readonly zoom: number;
  readonly handheld: boolean;
}

const still: CameraMove = { pan: 0, tilt: 0, zoom: 0, handheld: false };

/** How each move is shown by a flat picture that moves. A crane goes farther than a tilt; an orbit comes closer at the side. */
const moves: Readonly<Record<CameraTerm, Partial<CameraMove>>> = {
  'push-in': { zoom: 1 },
  'pull-out': { zoom: -1 },
  'pan-left': { pan: -1 },
  'pan-right': { pan: 1 },
  'track-left': { pan: -0.5 },
  'track-right': { pan: 0.5 },
  'tilt-up': { tilt: 0.7 },
  'tilt-down': { tilt: -0.7 },
  'crane-up': { tilt: 1 },
  'crane-down': { tilt: -1 },
  follow: { pan: 0.5 },
  orbit: { pan: 1, zoom: 0.5 },
  handheld: { handheld: true },
};

/** The move that these words ask for; for an axis, the first one counts. */
export const moveOf = (terms: readonly CameraTerm[]): CameraMove =>
  Object.assign({}, still, ...terms.map((term) => moves[term]).reverse());

/** The moves in the words of a slate. */
export const moveInWords = (terms: readonly CameraTerm[]): string =>
  terms.length === 0 ? 'static' : terms.map((term) => term.replace('-', ' ')).join(', ');
