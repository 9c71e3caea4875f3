import { pixels, shapes } from './ratios.ts';

/** What an endpoint accepts for one model. */
export interface Rules {
  /** UTF-16 code units. */
  readonly prompt: { readonly most: number; readonly required: boolean };
  /** Absent: the field is unknown there. The first is the default; undefined: it must be sent. */
  readonly ratio?: { readonly words: readonly string[]; readonly otherwise?: string };
  readonly resolution?: readonly [string, ...string[]];
  /** Absent: as long as the source. */
  readonly duration?: Duration;
  /** Which frames `promptImage` may give, or whether it may hold references instead. */
  readonly frames?: 'first' | 'first-and-last' | 'or-references';
  readonly references?: References;
  /** The field that holds the source, and what may be done with it. */
  readonly source?: {
    readonly field: 'videoUri' | 'promptVideo';
    readonly modes: readonly [Mode, ...Mode[]];
  };
  /** Further fields. */
  readonly fields: readonly Field[];
}

/** What is made of a source: something new, its continuation, or itself, changed. The first is the default. */
export type Mode = 'reference' | 'extend' | 'edit';

/** Seconds. */
export type Duration =
  | { readonly values: readonly number[]; readonly otherwise: number }
  | {
      readonly least: number;
      readonly most: number;
      readonly whole: boolean;
      /** Undefined: it must be sent. */
      readonly otherwise?: number;
      /** Whether the model may choose. */
      readonly auto?: true;
    };

/** How many of each medium, and of how many seconds in total; absent: the field is unknown there. */
export interface References {
  readonly references?: { readonly most: number };
  readonly referenceVideos?: { readonly most: number; readonly seconds: number };
  readonly referenceAudio?: { readonly most: number; readonly seconds: number };
}

export type Field =
  | 'seed'
  | 'audio'
  | 'negativePrompt'
  | 'contentModeration'
  | 'outputFormat'
  | 'promptExpansionMode'
  | 'keyframes'
  | 'targetAspectRatio';

export interface RunwayModel {
  readonly text?: Rules;
  readonly image?: Rules;
  readonly video?: Rules;
  /** Credits per second, silent and with sound. */
  readonly credits: readonly [number, number];
}

/** Where the documents that we could read say nothing of a price. */
const unknownPrice = [25, 25] as const;
/** Where they say nothing of how many. */
const many = 20;

const needed = (most = 32_000) => ({ most, required: true });
const optional = (most = 32_000) => ({ most, required: false });
const upTo = (least: number, most: number, otherwise = 5) => ({ least, most, whole: true, otherwise });
const fractions = (least: number, most: number, otherwise = 5) => ({ least, most, whole: false, otherwise });

const gen45: Rules = {
  prompt: needed(1000),
  ratio: { words: pixels.landscape },
  duration: { least: 2, most: 10, whole: true },
  fields: ['seed', 'contentModeration', 'outputFormat'],
};

const veo: Rules = {
  prompt: needed(1000),
  ratio: { words: [...pixels.landscape, ...pixels.fullHd] },
  duration: { values: [4, 6, 8], otherwise: 8 },
  fields: ['seed', 'audio', 'negativePrompt'],
};

const veoModel = (credits: readonly [number, number]): RunwayModel => ({
  text: veo,
  image: { ...veo, prompt: optional(1000), frames: 'first-and-last' },
  credits,
});

const seedanceOf = (
  ratios: readonly string[],
  limits: {
    readonly prompt: number;
    readonly images: number;
    readonly others: number;
    readonly longest: number;
  },
): RunwayModel => {
  const sounds = { referenceAudio: { most: limits.images, seconds: limits.others } };
  const rules: Rules = {
    prompt: optional(limits.prompt),
    ratio: { words: ratios, otherwise: '1280:720' },
    duration: { ...fractions(4, limits.longest), auto: true },
    fields: ['seed', 'audio'],
  };
  const references = {
    references: { most: limits.images },
    referenceVideos: { most: limits.images, seconds: limits.others },
    ...sounds,
  };
  return {
    text: { ...rules, prompt: needed(limits.prompt), references },
    image: { ...rules, frames: 'or-references', references: sounds },
    video: { ...rules, references, source: { field: 'promptVideo', modes: ['reference'] } },
    credits: unknownPrice,
  };
};

const seedance = { prompt: 3500, images: 9, others: 15, longest: 15 };
const small = [...pixels.seedance480, ...pixels.seedance720];
const seedance2 = seedanceOf([...small, ...pixels.seedance1080, ...pixels.seedance4k], seedance);
const seedanceSmall = seedanceOf(small, seedance);
const seedance25 = seedanceOf([...pixels.seedance25, ...pixels.seedance720, ...pixels.seedance1080], {
  ...{ prompt: 15_000, images: 30, others: 30, longest: 30 },
});

const omni: Rules = {
  prompt: needed(),
  ratio: { words: pixels.landscape, otherwise: '1280:720' },
  duration: upTo(3, 10),
  fields: [],
};

const omni11: Rules = {
  ...omni,
  ratio: {
    words: [...pixels.small, ...pixels.landscape, ...pixels.fullHd, ...pixels.uhd],
    otherwise: '1280:720',
  },
  duration: { ...fractions(3, 10), auto: true },
};

const someImages = { references: { most: many } };

const grok: Rules = {
  prompt: needed(),
  resolution: ['720p', '480p', '1080p'],
  duration: fractions(1, 15),
  fields: [],
};

const wanReferences = {
  references: { most: 10 },
  referenceVideos: { most: 10, seconds: 15 },
  referenceAudio: { most: 10, seconds: 15 },
};

const wan: Rules = {
  prompt: needed(),
  ratio: {
    words: [...pixels.wan480, ...pixels.wan720, ...pixels.wan1080, ...pixels.auto],
    otherwise: '1280:720',
  },
  duration: fractions(5, 30),
  fields: ['audio'],
};

const { references: _, ...wanSounds } = wanReferences;

const wanModel: RunwayModel = {
  text: { ...wan, references: wanReferences },
  image: { ...wan, frames: 'or-references', references: wanSounds },
  credits: unknownPrice,
};

const hailuoReferences = {
  references: { most: 9 },
  referenceVideos: { most: 9, seconds: 15 },
  referenceAudio: { most: 9, seconds: 15 },
};

const hailuo: Rules = {
  prompt: needed(),
  ratio: { words: ['adaptive', ...shapes.hailuo], otherwise: '16:9' },
  resolution: ['768p', '2k', '768P', '2K'],
  duration: fractions(4, 15),
  fields: [],
};

const h3: Rules = {
  prompt: needed(),
  resolution: ['768p', '480p'],
  duration: fractions(1, 15),
  fields: ['seed', 'promptExpansionMode'],
};

const horse: Rules = { prompt: needed(2500), duration: fractions(1, 15), fields: [] };

/** As typed in the SDK (4.20.1). Where it says only `number`, lengths are those that the models' makers publish. */
export const runwayModels: Readonly<Record<string, RunwayModel>> = {
  'gen4.5': {
    text: gen45,
    image: { ...gen45, ratio: { words: pixels.gen4 }, frames: 'first' },
    credits: [12, 12],
  },
  gen4_turbo: {
    image: {
      prompt: optional(1000),
      ratio: { words: pixels.gen4 },
      duration: upTo(2, 10),
      frames: 'first',
      fields: ['seed', 'contentModeration'],
    },
    credits: [5, 5],
  },
  'veo3.1': veoModel([20, 40]),
  'veo3.1_fast': veoModel([10, 15]),
  seedance2: { ...seedance2, credits: [36, 36] },
  seedance2_fast: seedanceSmall,
  seedance2_mini: seedanceSmall,
  seedance2_5: {
    ...seedance25,
    ...(seedance25.text && { text: { ...seedance25.text, prompt: optional(15_000) } }),
    ...(seedance25.video && {
      video: {
        ...seedance25.video,
        source: { field: 'promptVideo', modes: ['reference', 'extend', 'edit'] },
      },
    }),
  },
  gemini_omni_flash: {
    text: omni,
    image: { ...omni, prompt: optional(), frames: 'first' },
    video: {
      ...{ prompt: needed(), fields: [], references: someImages },
      source: { field: 'videoUri', modes: ['edit'] },
    },
    credits: unknownPrice,
  },
  'gemini_omni_flash_1.1': {
    text: { ...omni11, references: { ...someImages, referenceVideos: { most: many, seconds: 30 } } },
    image: { ...omni11, frames: 'first-and-last' },
    video: {
      ...{ ...omni11, references: someImages },
      source: { field: 'videoUri', modes: ['reference', 'extend', 'edit'] },
    },
    credits: unknownPrice,
  },
  grok_imagine_1_5: {
    text: {
      ...{ ...grok, ratio: { words: shapes.grok, otherwise: '16:9' } },
      references: { ...someImages, referenceAudio: { most: many, seconds: Number.POSITIVE_INFINITY } },
    },
    image: { ...grok, prompt: optional(), frames: 'first' },
    credits: unknownPrice,
  },
  wan3: wanModel,
  wan3_prime: wanModel,
  hailuo3: {
    text: { ...hailuo, references: hailuoReferences },
    image: {
      ...{ ...hailuo, frames: 'or-references' },
      references: { referenceAudio: hailuoReferences.referenceAudio },
    },
    video: {
      ...{ ...hailuo, references: hailuoReferences },
      source: { field: 'promptVideo', modes: ['reference'] },
    },
    credits: unknownPrice,
  },
  h3_max: { text: h3, image: { ...h3, frames: 'first-and-last' }, credits: unknownPrice },
  happyhorse_1_0: {
    text: { ...horse, ratio: { words: pixels.horse, otherwise: '1280:720' } },
    image: {
      ...horse,
      prompt: optional(2500),
      resolution: ['720p', '1080p', '720P', '1080P'],
      frames: 'first',
    },
    credits: unknownPrice,
  },
  aleph2: {
    video: {
      prompt: optional(),
      source: { field: 'videoUri', modes: ['edit'] },
      fields: ['seed', 'contentModeration', 'outputFormat', 'keyframes', 'targetAspectRatio'],
    },
    credits: [28, 28],
  },
};
