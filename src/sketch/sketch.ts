/** How much of its subject a picture shows, from the widest to the closest. */
export const shotSizes = [
  'extreme-wide',
  'wide',
  'full',
  'medium-wide',
  'medium',
  'medium-close',
  'close',
  'extreme-close',
  'macro',
] as const;
export type ShotSize = (typeof shotSizes)[number];

export const angles = ['high', 'low', 'overhead', 'over-shoulder'] as const;
export type Angle = (typeof angles)[number];
export const whereabouts = ['inside', 'outside'] as const;
export type Whereabouts = (typeof whereabouts)[number];
export const dayTimes = ['dawn', 'day', 'dusk', 'night'] as const;
export type DayTime = (typeof dayTimes)[number];
export const weathers = ['rain', 'snow', 'fog', 'storm'] as const;
export type Weather = (typeof weathers)[number];

/** What surrounds the subject: of the outside, and of the inside. */
export const sceneries = [
  ...(['sea', 'river', 'forest', 'mountains', 'desert', 'fields', 'town', 'road', 'sky'] as const),
  ...(['space', 'underwater', 'hills', 'deck'] as const),
  ...(['room', 'corridor', 'stairs', 'cabin'] as const),
] as const;
export type Scenery = (typeof sceneries)[number];

export type FigureKind = 'person' | 'animal' | 'vehicle' | 'thing';

/** The shapes that can be drawn, by kind. */
const formsOf = {
  person: ['man', 'woman', 'child', 'robot', 'hand', 'face', 'feet'],
  animal: [
    ...(['dog', 'cat', 'horse', 'camel', 'cow', 'elephant'] as const),
    ...(['bird', 'fish', 'snake', 'butterfly'] as const),
  ],
  vehicle: [
    ...(['car', 'truck', 'train', 'bicycle', 'boat', 'ship'] as const),
    ...(['plane', 'helicopter', 'rocket'] as const),
  ],
  thing: [
    ...(['tower', 'castle', 'building', 'house', 'bridge', 'tree', 'flower', 'table', 'chair'] as const),
    ...(['lamp', 'lamppost', 'candle', 'fire'] as const),
    ...(['door', 'window', 'cup', 'bottle', 'book', 'paper', 'phone', 'screen', 'clock'] as const),
    ...(['box', 'ball', 'loaf', 'umbrella', 'lantern', 'object'] as const),
  ],
} as const satisfies Readonly<Record<FigureKind, readonly string[]>>;
export type FormOf<K extends FigureKind> = (typeof formsOf)[K][number];
export type FigureForm = FormOf<FigureKind>;
export const forms: readonly FigureForm[] = Object.values(formsOf).flat();

/** What is seen, and how many of it. */
export interface Figure {
  readonly kind: FigureKind;
  readonly form: FigureForm;
  readonly count: number;
  /** The word for it in the text. */
  readonly word: string;
}

/** What a camera does; each word is one movement of the picture. */
export type CameraTerm =
  | ('push-in' | 'pull-out' | 'pan-left' | 'pan-right' | 'tilt-up' | 'tilt-down')
  | ('crane-up' | 'crane-down' | 'track-left' | 'track-right' | 'follow' | 'orbit' | 'handheld');

export const gaits = ['walk', 'run', 'fly', 'fall', 'ride'] as const;
export const cameraWays = ['left', 'right', 'closer', 'away', 'up', 'down'] as const;

/** How the subject moves, and where to as the camera sees it, if the words say. */
export interface Motion {
  readonly gait: (typeof gaits)[number];
  readonly way?: (typeof cameraWays)[number];
}

/** What the words of a prompt say of its picture. What they don't say is absent. */
export interface Sketch {
  readonly size?: ShotSize;
  readonly angle?: Angle;
  readonly whereabouts?: Whereabouts;
  readonly scenery?: Scenery;
  readonly time?: DayTime;
  readonly weather?: Weather;
  /** The main one first. */
  readonly figures: readonly Figure[];
  /** Absent if no word speaks of the camera; empty if it stands still. */
  readonly camera?: readonly CameraTerm[];
  readonly motion?: Motion;
  /** Whose lines are spoken, in order; an empty name for somebody who is not named. */
  readonly speakers: readonly string[];
}
