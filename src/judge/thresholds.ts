/**
 * From where on something is a finding. Chosen by measurement: `node bench/judge.mjs` shows what each finds and what it finds
 * wrongly. Raise `version` whenever one changes, or what is measured.
 */
export const version = 3;

export const thresholds = {
  /** A picture is black if this share of its pixels is. */
  blackShare: 0.985,
  /** Seconds of black in a row. */
  black: 0.08,
  /** Seconds of black at the beginning or the end that a fade leads to. */
  blackAfterFade: 1,
  /** Pictures in which brightness falls evenly, at least, before black is the end of a fade. */
  fadePictures: 5,

  /** Nothing in the picture changes by more than this. */
  still: 1,
  /** A keyframe may change all of a picture by this, once in so many others. */
  keyframe: 12,
  keyframeEvery: 6,
  /** Seconds in which that is so, in a shot that moves elsewhere. */
  frozen: 1,

  /** How much more a picture differs from the one before than its neighbours do. */
  cut: 8,
  /** How alike the pictures on both sides of a cut can be: the correlation of their shapes. */
  cutLikeness: 0.6,

  /** Rows and columns of a bar are no brighter, and the picture beside it is brighter by so much. */
  bar: 19,
  barEdge: 10,
  /** The share of the picture that bars take. */
  bars: 0.03,

  /** The greatest sample of silence, as a fraction of full scale: -66 dB. */
  silence: 0.0005,
  /** Seconds of silence in sound that is heard elsewhere. */
  silentPart: 2,
  /** Seconds of clipped sound. */
  clippedSound: 0.3,
  /** The share of samples at full scale, and how many there are for each one shortly below it. */
  clippedShare: 0.01,
  clippedSlope: 2,

  /** Seconds by which footage is too short. */
  tooShort: 0.1,
  /** Seconds by which it is too long. */
  tooLong: 0.5,
  /** Pictures per second that are missing. */
  rate: 0.5,

  /** How badly pictures that are shown again fit, in proportion to an even continuation. */
  repeated: 0.4,
  /** The same in slow shots, whose differences an encoder makes as large as motion does: with less motion than this. */
  repeatedSlow: 0.1,
  slowMotion: 1,
  /** The share of what differs between the pictures on both sides that their distance leaves unexplained. */
  unexplained: 0.7,
  /** A jump: the step in proportion to those around it, and the correlation of both pictures. */
  jump: 3,
  jumpLikeness: 0.75,
  /** Less motion than this around a seam says nothing about it. */
  leastMotion: 0.3,
  leastStep: 0.12,
  /** Steps of brightness and of colour, and in proportion to what is usual around the seam. */
  light: 1.6,
  colour: 1.2,
  stepRatio: 4,

  /** How far a chain's link may be from its first one: shares of brightness, saturation and sharpness. */
  driftLight: 0.2,
  driftSaturation: 0.25,
  driftSharpness: 0.3,

  /** LU from one segment to the next. */
  loudness: 7,
  /** LUFS: what is quieter is room tone, not a level. */
  quiet: -45,
} as const;
