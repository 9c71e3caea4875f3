import { type Angle, type ShotSize, shotSizes } from '../../../sketch/sketch.ts';
import type { Silhouette } from './parts.ts';

/** How large the main figure is, and where it stands: in picture heights, down from the middle. */
export interface Framing {
  /** Its height. */
  readonly tall: number;
  /** Where its feet are, unless the framing is by its head. */
  readonly feet: number;
}

/** Of the main figure as a whole; closer pictures show its focus, such as a head, this high. */
const whole: Partial<Record<ShotSize, number>> = {
  'extreme-wide': 0.085,
  wide: 0.3,
  full: 0.82,
  'medium-wide': 1.25,
  medium: 1.75,
};
const focused: Partial<Record<ShotSize, number>> = {
  'medium-close': 0.4,
  close: 0.6,
  'extreme-close': 1.7,
  macro: 2.4,
};
/** Of what is no person: it is shown whole longer. */
const wholeThing: Readonly<Record<ShotSize, number>> = {
  'extreme-wide': 0.1,
  wide: 0.26,
  full: 0.62,
  'medium-wide': 0.7,
  medium: 0.78,
  'medium-close': 0.84,
  close: 0.96,
  'extreme-close': 1.4,
  macro: 1.6,
};

/** Neither near nor far, for words that don't say. */
const unsaid = 0.62;
const ground: Partial<Record<ShotSize, number>> = { 'extreme-wide': 0.2, wide: 0.34 };

/** `room`: half of the picture's width. */
export function framingOf(
  size: ShotSize | undefined,
  angle: Angle | undefined,
  main: Silhouette | undefined,
  room: number,
): Framing {
  const feet = (size && ground[size]) ?? 0.43;
  if (main === undefined) return { tall: unsaid, feet };
  const { focus, kind } = main;
  const tall = shareOf(size, main, room) * seenFrom(angle, kind);
  // On the ground below, which has no foot of the picture to stand at.
  if (angle === 'overhead') return { tall, feet: isPart(main) ? 0.5 : tall / 2 };
  if (isPart(main)) return { tall, feet: 0.5 };
  if (size === undefined || size in ground || size === 'full')
    return { tall, feet: main.airborne ? -0.08 + tall / 2 : feet };
  // The head of a person, or the middle of anything else, where such pictures have it.
  const y = kind === 'person' ? focus.y : size in whole ? -0.5 : focus.y;
  return { tall, feet: aimOf(size, kind) - y * tall };
}

/** From above, of a person little more than head and shoulders is seen. */
function seenFrom(angle: Angle | undefined, kind: Silhouette['kind']): number {
  if (angle === 'low') return 1.12;
  if (angle === 'overhead') return kind === 'person' ? 0.6 : 0.9;
  return angle === 'high' ? 0.9 : 1;
}

/** A hand or feet: shown as such from near, never as somebody far away. */
const isPart = ({ focus, kind }: Silhouette): boolean => focus.high === 1 && kind === 'person';

function shareOf(size: ShotSize | undefined, main: Silhouette, room: number): number {
  const { kind, broad, focus, tall } = main;
  const isPerson = kind === 'person' && !isPart(main);
  if (size === undefined) {
    if (isPerson) return unsaid;
    return isPart(main) ? 0.8 : fitting(unsaid * 0.85, broad, room);
  }
  const near = Math.min(2, Math.max(0.62, (kind === 'animal' ? 0.55 : 0.8) / focus.high));
  const high = Math.max(1, Math.min(2.4, Math.sqrt(tall)));
  // Never smaller than in a wider shot.
  const upTo = shotSizes.slice(0, shotSizes.indexOf(size) + 1);
  if (isPerson) return Math.max(...upTo.map((one) => whole[one] ?? (focused[one] ?? 1) / focus.high));
  return Math.max(
    ...upTo.map((one) =>
      one in whole
        ? fitting(Math.min(0.8, wholeThing[one] * high), broad, room)
        : wholeThing[one] * near * Math.min(1, 2.4 / broad),
    ),
  );
}

const fitting = (share: number, broad: number, room: number): number =>
  Math.min(share, (1.7 * room) / Math.max(1, broad));

const aimOf = (size: ShotSize, kind: Silhouette['kind']): number => {
  if (kind !== 'person') return size === 'medium-wide' || size === 'medium' ? 0.1 : 0.02;
  if (size === 'medium-wide') return -0.3;
  if (size === 'medium') return -0.26;
  return size === 'medium-close' ? -0.14 : -0.03;
};
