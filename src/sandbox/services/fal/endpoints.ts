/** What an endpoint accepts, field by field. */
export interface EndpointRules {
  /** `"8"`, `"8s"` or `8`. */
  readonly duration: { readonly values: readonly (string | number)[]; readonly otherwise: string | number };
  /** The first is the default. Absent: the field is unknown there. */
  readonly resolution?: readonly [string, ...string[]];
  readonly aspect?: readonly [string, ...string[]];
  /** Lines of the footage where no resolution is asked for. */
  readonly lines: number;
  readonly sound: 'generate_audio' | 'generate_audio_switch';
  readonly frames?: { readonly first: Frame; readonly last?: Frame };
  readonly lists?: readonly {
    readonly field: string;
    readonly kind: 'image' | 'audio';
    readonly most: number;
    /** In all; without, any. */
    readonly seconds?: number;
    readonly needed?: true;
  }[];
  /** Further fields. */
  readonly fields: readonly string[];
  /** US dollars of a second, silent and with sound, by resolution; `any`: of all others. */
  readonly prices: Readonly<Record<string, readonly [number, number]>>;
}

interface Frame {
  readonly field: string;
  readonly needed: boolean;
}

const texts = (from: number, to: number): readonly string[] => numbers(from, to).map(String);
const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const first = (field: string): Frame => ({ field, needed: true });
const last = (field: string, needed = false): Frame => ({ field, needed });

const veo = (prices: EndpointRules['prices']) => {
  const rules: EndpointRules = {
    duration: { values: ['4s', '6s', '8s'], otherwise: '8s' },
    resolution: ['720p', '1080p', '4k'],
    aspect: ['16:9', '9:16'],
    ...{ lines: 720, sound: 'generate_audio' },
    fields: ['seed', 'negative_prompt', 'auto_fix', 'safety_tolerance'],
    prices,
  };
  return {
    footage: rules,
    first: {
      ...{ ...rules, aspect: ['auto', '16:9', '9:16'] },
      frames: { first: first('image_url') },
    } satisfies EndpointRules,
    both: {
      ...{ ...rules, aspect: ['auto', '16:9', '9:16'] },
      frames: { first: first('first_frame_url'), last: last('last_frame_url', true) },
    } satisfies EndpointRules,
  };
};

const veo31 = veo({ '4k': [0.4, 0.6], any: [0.2, 0.4] });
const veo31Fast = veo({ '4k': [0.3, 0.35], any: [0.1, 0.15] });

const kling: EndpointRules = {
  duration: { values: texts(3, 15), otherwise: '5' },
  aspect: ['16:9', '9:16', '1:1'],
  ...{ lines: 1080, sound: 'generate_audio' },
  fields: ['negative_prompt', 'cfg_scale', 'shot_type'],
  prices: { any: [0.112, 0.168] },
};
const { aspect: _, ...klingOfPicture } = kling;

const kling4k: EndpointRules = {
  ...{ ...kling, lines: 2160, fields: ['shot_type'] },
  prices: { any: [0.42, 0.42] },
};

const pixverse: EndpointRules = {
  duration: { values: numbers(1, 15), otherwise: 5 },
  resolution: ['720p', '360p', '540p', '1080p'],
  aspect: ['16:9', '4:3', '1:1', '3:4', '9:16', '2:3', '3:2', '21:9'],
  ...{ lines: 720, sound: 'generate_audio_switch' },
  fields: ['seed', 'negative_prompt', 'style', 'thinking_type', 'generate_multi_clip_switch'],
  prices: {
    '360p': [0.025, 0.035],
    '540p': [0.035, 0.045],
    '720p': [0.045, 0.06],
    '1080p': [0.09, 0.115],
  },
};
const { aspect: __, ...pixverseOfPicture } = pixverse;

const ltx: EndpointRules = {
  duration: { values: [6, 8, 10], otherwise: 6 },
  resolution: ['1080p', '1440p', '2160p'],
  aspect: ['16:9', '9:16'],
  ...{ lines: 1080, sound: 'generate_audio', fields: ['fps'] },
  prices: { '1080p': [0.08, 0.08], '1440p': [0.16, 0.16], '2160p': [0.32, 0.32] },
};

const seedance = (price: number) => {
  const rules: EndpointRules = {
    duration: { values: ['auto', ...texts(4, 15)], otherwise: 'auto' },
    resolution: ['720p', '480p', '1080p'],
    aspect: ['auto', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16'],
    ...{ lines: 720, sound: 'generate_audio', fields: ['seed'] },
    prices: { any: [price, price] },
  };
  return {
    footage: rules,
    frames: { ...rules, frames: { first: first('image_url'), last: last('end_image_url') } },
    references: {
      ...rules,
      lists: [
        { field: 'image_urls', kind: 'image', most: 9 },
        { field: 'audio_urls', kind: 'audio', most: 3, seconds: 15 },
      ],
    } satisfies EndpointRules,
  };
};

const seedance2 = seedance(0.3034);
const seedance2Fast = seedance(0.2419);

/** As typed in fal's client (1.10.1), or as its pages say. */
export const falRules: Readonly<Record<string, EndpointRules>> = {
  'fal-ai/veo3.1': veo31.footage,
  'fal-ai/veo3.1/image-to-video': veo31.first,
  'fal-ai/veo3.1/first-last-frame-to-video': veo31.both,
  'fal-ai/veo3.1/fast': veo31Fast.footage,
  'fal-ai/veo3.1/fast/image-to-video': veo31Fast.first,
  'fal-ai/veo3.1/fast/first-last-frame-to-video': veo31Fast.both,
  'fal-ai/kling-video/v3/pro/text-to-video': kling,
  'fal-ai/kling-video/v3/pro/image-to-video': {
    ...klingOfPicture,
    frames: { first: first('start_image_url'), last: last('end_image_url') },
  },
  'fal-ai/kling-video/o3/4k/text-to-video': kling4k,
  'fal-ai/kling-video/o3/4k/reference-to-video': {
    ...kling4k,
    frames: { first: { field: 'start_image_url', needed: false }, last: last('end_image_url') },
    lists: [{ field: 'image_urls', kind: 'image', most: 7 }],
  },
  'fal-ai/pixverse/v6/text-to-video': pixverse,
  'fal-ai/pixverse/v6/image-to-video': { ...pixverseOfPicture, frames: { first: first('image_url') } },
  'fal-ai/pixverse/v6/transition': {
    ...pixverse,
    frames: { first: first('first_image_url'), last: last('end_image_url') },
  },
  'fal-ai/ltx-2.3/text-to-video': ltx,
  'fal-ai/ltx-2.3/image-to-video': {
    ...{ ...ltx, aspect: ['auto', '16:9', '9:16'] },
    frames: { first: first('image_url'), last: last('end_image_url') },
  },
  'bytedance/seedance-2.0/text-to-video': seedance2.footage,
  'bytedance/seedance-2.0/image-to-video': seedance2.frames,
  'bytedance/seedance-2.0/reference-to-video': seedance2.references,
  'bytedance/seedance-2.0/fast/text-to-video': seedance2Fast.footage,
  'bytedance/seedance-2.0/fast/image-to-video': seedance2Fast.frames,
  'bytedance/seedance-2.0/fast/reference-to-video': seedance2Fast.references,
};

/** What a unit of an endpoint's price costs: a second at the lowest of its prices. */
export const unitPrice = ({ prices }: EndpointRules): number => Math.min(...Object.values(prices).flat());

/** The apps that the endpoints are of. */
export const falApps: readonly string[] = [...new Set(Object.keys(falRules).map(appOf))];

/** `fal-ai/veo3.1/image-to-video` → `fal-ai/veo3.1`. */
export function appOf(endpoint: string): string {
  return endpoint.split('/').slice(0, 2).join('/');
}
