/**
 * How a model is asked for footage. Its endpoints differ by what is sent, and each has fields of its own: fal gives every model
 * the shape that its maker chose.
 */
export interface FalWire {
  /** `footage`: of words alone; `first`: with a first frame; `both`: with a last one, too; `references`: with references. */
  readonly endpoints: {
    readonly footage: FalEndpoint;
    readonly first: FalEndpoint;
    readonly both?: FalEndpoint;
    readonly references?: FalEndpoint;
  };
  /** Eight seconds are `"8"`, `"8s"` or `8`. */
  readonly duration: 'text' | 'text-with-unit' | 'number';
  /** Whether a resolution is sent: the tier of the size. */
  readonly resolution: boolean;
  /** The field that says whether there is sound. */
  readonly sound: 'generate_audio' | 'generate_audio_switch';
  /** What is always sent. */
  readonly always?: Readonly<Record<string, string | number | boolean>>;
}

export interface FalEndpoint {
  readonly id: string;
  /** Fields of the frames. */
  readonly first?: string;
  readonly last?: string;
  /** Fields of the references, which are lists. */
  readonly images?: string;
  readonly audio?: string;
  /** Whether an aspect is sent; otherwise it is that of the first frame. */
  readonly aspect: boolean;
}

const footage = (id: string): FalEndpoint => ({ id, aspect: true });

/** Most name the frames like this. */
const frames = { first: 'image_url', last: 'end_image_url', aspect: true } as const;

/** A prompt is sent as it is written: what moderation refuses is the storyboard's to change. */
const unchanged = { auto_fix: false };

const veo = (model: string): FalWire => ({
  endpoints: {
    footage: footage(model),
    first: { id: `${model}/image-to-video`, first: 'image_url', aspect: true },
    both: {
      id: `${model}/first-last-frame-to-video`,
      ...{ first: 'first_frame_url', last: 'last_frame_url', aspect: true },
    },
  },
  duration: 'text-with-unit',
  resolution: true,
  sound: 'generate_audio',
  always: unchanged,
});

const seedance = (model: string): FalWire => ({
  endpoints: {
    footage: footage(`${model}/text-to-video`),
    first: { id: `${model}/image-to-video`, ...frames },
    both: { id: `${model}/image-to-video`, ...frames },
    references: {
      id: `${model}/reference-to-video`,
      ...{ images: 'image_urls', audio: 'audio_urls', aspect: true },
    },
  },
  duration: 'text',
  resolution: true,
  sound: 'generate_audio',
});

const kling3 = 'fal-ai/kling-video/v3/pro';
const kling4k = 'fal-ai/kling-video/o3/4k';
const ltx = 'fal-ai/ltx-2.3';
const pixverse = 'fal-ai/pixverse/v6';

const kling3Frames: FalEndpoint = {
  id: `${kling3}/image-to-video`,
  ...{ first: 'start_image_url', last: 'end_image_url', aspect: false },
};

const klingReferences: FalEndpoint = {
  id: `${kling4k}/reference-to-video`,
  ...{ first: 'start_image_url', last: 'end_image_url', images: 'image_urls', aspect: true },
};

const klingCommon = { duration: 'text', resolution: false, sound: 'generate_audio' } as const;

const ltxFrames: FalEndpoint = { id: `${ltx}/image-to-video`, ...frames };

/** By model, as in `models.ts`. docs/providers.md has the sources. */
export const falWires: Readonly<Record<string, FalWire>> = {
  'fal-ai/veo3.1/fast': veo('fal-ai/veo3.1/fast'),
  'fal-ai/veo3.1': veo('fal-ai/veo3.1'),
  [kling3]: {
    endpoints: { footage: footage(`${kling3}/text-to-video`), first: kling3Frames, both: kling3Frames },
    ...klingCommon,
  },
  [kling4k]: {
    endpoints: {
      footage: footage(`${kling4k}/text-to-video`),
      ...{ first: klingReferences, both: klingReferences, references: klingReferences },
    },
    ...klingCommon,
  },
  [pixverse]: {
    endpoints: {
      footage: footage(`${pixverse}/text-to-video`),
      first: { id: `${pixverse}/image-to-video`, first: 'image_url', aspect: false },
      both: {
        id: `${pixverse}/transition`,
        ...{ first: 'first_image_url', last: 'end_image_url', aspect: true },
      },
    },
    duration: 'number',
    resolution: true,
    sound: 'generate_audio_switch',
  },
  [ltx]: {
    endpoints: { footage: footage(`${ltx}/text-to-video`), first: ltxFrames, both: ltxFrames },
    duration: 'number',
    resolution: true,
    sound: 'generate_audio',
    always: { fps: 25 },
  },
  'bytedance/seedance-2.0': seedance('bytedance/seedance-2.0'),
  'bytedance/seedance-2.0/fast': seedance('bytedance/seedance-2.0/fast'),
};

/** The endpoints of all models, each with its model. */
export const falEndpoints: ReadonlyMap<string, string> = new Map(
  Object.entries(falWires).flatMap(([model, { endpoints }]) =>
    Object.values(endpoints).map(({ id }): [string, string] => [id, model]),
  ),
);
