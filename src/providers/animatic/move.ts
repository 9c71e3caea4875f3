import type { CameraTerm, Motion } from '../../sketch/sketch.ts';

/** The camera's move on each axis, in [-1, 1]. */
export interface CameraMove {
  /** 1: to the right. */
  readonly pan: number;
  /** 1: upwards. */
  readonly tilt: number;
  /** 1: closer. */
  readonly zoom: number;
  readonly handheld: boolean;
  readonly mount: Mount;
}

/** Where it is: in its `place`, so that everything passes; `beside` its subject, or going `around` it, so that the rest passes. */
export const mounts = ['place', 'beside', 'around'] as const;
type Mount = (typeof mounts)[number];

const still: CameraMove = { pan: 0, tilt: 0, zoom: 0, handheld: false, mount: 'place' };

/** How each move is shown by a flat picture that moves. A crane goes farther than a tilt. */
const moves: Readonly<Record<CameraTerm, Partial<CameraMove>>> = {
  'push-in': { zoom: 1 },
  'pull-out': { zoom: -1 },
  'pan-left': { pan: -1 },
  'pan-right': { pan: 1 },
  'track-left': { pan: -1, mount: 'beside' },
  'track-right': { pan: 1, mount: 'beside' },
  'tilt-up': { tilt: 0.7 },
  'tilt-down': { tilt: -0.7 },
  'crane-up': { tilt: 1 },
  'crane-down': { tilt: -1 },
  follow: { pan: 1, mount: 'beside' },
  orbit: { pan: 1, mount: 'around' },
  handheld: { handheld: true },
};

/** The move that these words ask for; for an axis, the first one counts. A camera that follows goes where its subject goes. */
export function moveOf(terms: readonly CameraTerm[], way?: Motion['way']): CameraMove {
  const move: CameraMove = Object.assign({}, still, ...terms.map((term) => moves[term]).reverse());
  return terms.includes('follow') && way === 'left' ? { ...move, pan: -move.pan } : move;
}

/** The moves in the words of a slate. */
export const moveInWords = (terms: readonly CameraTerm[]): string =>
  terms.length === 0 ? 'static' : terms.map((term) => term.replace('-', ' ')).join(', ');
