/** What Seedance takes, by its makers' pages and the nodes that BytePlus publishes for ComfyUI. */
export interface ServedSeedance {
  /** US dollars per million tokens. */
  readonly tiers: Readonly<Record<string, number>>;
  readonly longest: number;
  /** Most of each medium, and most seconds of recordings. */
  readonly references: { readonly image: number; readonly video: number; readonly audio: number };
  readonly seconds: number;
  /** Whether frames decide the ratio, and recordings may be sent alone. */
  readonly isNewer: boolean;
}

const older = {
  ...{ longest: 15, seconds: 15, isNewer: false },
  references: { image: 9, video: 3, audio: 3 },
};

export const servedSeedances: Readonly<Record<string, ServedSeedance>> = {
  'dreamina-seedance-2-5-260628': {
    tiers: { '480p': 10.7, '720p': 10.7, '1080p': 11.7 },
    references: { image: 30, video: 10, audio: 10 },
    ...{ longest: 30, seconds: 30, isNewer: true },
  },
  'dreamina-seedance-2-0-260128': { ...older, tiers: { '480p': 7, '720p': 7, '1080p': 7.7, '4k': 4 } },
  'dreamina-seedance-2-0-fast-260128': { ...older, tiers: { '480p': 5.6, '720p': 5.6 } },
  'dreamina-seedance-2-0-mini-260615': { ...older, tiers: { '480p': 3.5, '720p': 3.5 } },
};

/** Sides in pixels, by resolution and ratio. */
export const pixels: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  '480p': {
    ...{ '21:9': [992, 432], '16:9': [864, 496], '4:3': [752, 560] },
    ...{ '1:1': [640, 640], '3:4': [560, 752], '9:16': [496, 864] },
  },
  '720p': {
    ...{ '21:9': [1470, 630], '16:9': [1280, 720], '4:3': [1112, 834] },
    ...{ '1:1': [960, 960], '3:4': [834, 1112], '9:16': [720, 1280] },
  },
  '1080p': {
    ...{ '21:9': [2206, 946], '16:9': [1920, 1080], '4:3': [1664, 1248] },
    ...{ '1:1': [1440, 1440], '3:4': [1248, 1664], '9:16': [1080, 1920] },
  },
  '4k': {
    ...{ '21:9': [3840, 1646], '16:9': [3840, 2160], '4:3': [3840, 2880] },
    ...{ '1:1': [3840, 3840], '3:4': [2880, 3840], '9:16': [2160, 3840] },
  },
};

/** Seedance 2.5 is 480 lines high where the older models have 496. */
export const newerPixels: Readonly<Record<string, readonly [number, number]>> = {
  '16:9': [854, 480],
  '9:16': [480, 854],
};
