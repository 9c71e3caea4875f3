import type { CallProblem } from '../../../problem.ts';
import { invalid } from '../../../problem.ts';

/** A few models as OpenRouter's list tells of them, and what a job of theirs costs here. */
interface ListedModel {
  readonly durations: readonly number[];
  readonly resolutions: readonly string[];
  readonly aspects: readonly string[];
  readonly sizes?: readonly string[];
  readonly frames: readonly ('first_frame' | 'last_frame')[];
  readonly audio: boolean | null;
  readonly seed: boolean | null;
  readonly skus: Readonly<Record<string, string>>;
  readonly price: (bought: Bought) => number;
}

/** Lengths in seconds. */
export interface Bought {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly sound: boolean;
  readonly images: number;
}

const lines = ({ width, height }: Bought): number => Math.min(width, height);
const upTo = (last: number, first = 1): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
const wide = ['16:9', '9:16'];

const models: Readonly<Record<string, ListedModel>> = {
  'google/veo-3.1-fast': {
    durations: [8, 4, 6],
    resolutions: ['720p', '1080p', '4K'],
    aspects: wide,
    frames: ['first_frame', 'last_frame'],
    audio: true,
    seed: true,
    skus: {
      duration_seconds_with_audio: '0.12',
      duration_seconds_with_audio_4k: '0.30',
      duration_seconds_with_audio_720p: '0.10',
      duration_seconds_without_audio: '0.10',
      duration_seconds_without_audio_4k: '0.25',
      duration_seconds_without_audio_720p: '0.08',
    },
    price: (bought) => {
      const [loud, silent] =
        lines(bought) > 1080 ? [0.3, 0.25] : lines(bought) > 720 ? [0.12, 0.1] : [0.1, 0.08];
      return bought.seconds * (bought.sound ? loud : silent);
    },
  },
  'bytedance/seedance-2.0': {
    durations: upTo(15, 4),
    resolutions: ['480p', '720p', '1080p'],
    aspects: [...wide, '1:1', '4:3', '3:4', '21:9'],
    sizes: ['854x480', '480x854', '1280x720', '720x1280', '1920x1080', '1080x1920'],
    frames: ['first_frame', 'last_frame'],
    audio: true,
    seed: true,
    skus: {
      video_tokens: '0.000007',
      video_tokens_without_audio: '0.000007',
      video_tokens_with_video_input: '0.0000043',
    },
    price: ({ width, height, seconds }) => ((width * height * 24 * seconds) / 1024) * 0.000007,
  },
  'x-ai/grok-imagine-video-1.5': {
    durations: upTo(15),
    resolutions: ['480p', '720p', '1080p'],
    aspects: [...wide, '1:1', '4:3', '3:4', '3:2', '2:3'],
    frames: ['first_frame'],
    audio: null,
    seed: null,
    skus: {
      cents_per_image_input: '1',
      cents_per_video_output_second_480p: '8',
      cents_per_video_output_second_720p: '14',
      cents_per_video_output_second_1080p: '25',
    },
    price: (bought) =>
      bought.seconds * (lines(bought) > 720 ? 0.25 : lines(bought) > 480 ? 0.14 : 0.08) +
      bought.images * 0.01,
  },
  'sandbox/odd': {
    durations: [4, 8],
    resolutions: ['720p'],
    aspects: wide,
    frames: [],
    audio: false,
    seed: false,
    skus: { cents_per_megapixel_second_precise: '7.5' },
    price: ({ seconds }) => seconds,
  },
};

/** As `GET /videos/models` answers. */
export const listedModels = {
  data: [
    ...Object.entries(models).map(([id, { price: _, ...model }]) => ({
      ...describing(id),
      supported_durations: model.durations,
      supported_resolutions: model.resolutions,
      supported_aspect_ratios: model.aspects,
      supported_sizes: model.sizes ?? null,
      supported_frame_images: model.frames.length > 0 ? model.frames : null,
      generate_audio: model.audio,
      seed: model.seed,
      pricing_skus: model.skus,
    })),
    // It changes footage, and makes none.
    {
      ...describing('sandbox/upscale'),
      ...{ supported_durations: null, supported_resolutions: null, supported_aspect_ratios: null },
      ...{ supported_sizes: null, supported_frame_images: null, generate_audio: false, seed: false },
      pricing_skus: { cents_per_megapixel_second_precise: '7.5' },
    },
  ],
};

function describing(id: string) {
  return {
    ...{ id, canonical_slug: id, name: id, description: 'Played by a sandbox.', created: 1_790_000_000 },
    ...{ allowed_passthrough_parameters: [], creativity: null, upscale_factor: null },
  };
}

/** What a request asks of a model. */
interface Asking {
  readonly seconds: number;
  readonly resolution: string | undefined;
  readonly aspect: string | undefined;
  readonly size: string | undefined;
  readonly frames: readonly string[];
}

/** Why one of these models refuses; of others nothing is known. */
export function misfitOf(id: string, asking: Asking): CallProblem | undefined {
  const model = models[id];
  if (!model) return undefined;
  const { durations, resolutions, aspects, sizes, frames } = model;
  const outside = (name: string, value: unknown, known: readonly unknown[]): CallProblem | undefined =>
    value === undefined || known.includes(value)
      ? undefined
      : invalid(name, `${id} does not support ${name} ${String(value)}. Supported: ${known.join(', ')}.`);
  return (
    outside('duration', asking.seconds, durations) ??
    outside('resolution', asking.resolution, resolutions) ??
    outside('aspect_ratio', asking.aspect, aspects) ??
    outside('size', asking.size, sizes ?? []) ??
    asking.frames.map((frame) => outside('frame_type', frame, frames)).find((one) => one !== undefined)
  );
}

export const priceAt = (id: string, bought: Bought): number | undefined => {
  const price = models[id]?.price(bought);
  return price === undefined ? undefined : Number(price.toFixed(6));
};
