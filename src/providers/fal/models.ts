import { type Size, sizeText } from '../../core/frames.ts';
import type { Capabilities, PriceRule, ReferenceLimits } from '../capabilities.ts';
import { commonOptions } from '../options.ts';
import { falWires } from './wire.ts';

/** In which its page says that a prompt of Kling 3.0 is best kept. */
const klingPrompt = 2500;

/**
 * Models at fal whose price its pages tell. What they accept is as typed in fal's own client (`@fal-ai/client` 1.10.1) or written
 * on their pages; docs/providers.md has the source of each figure.
 */
export const falModels: readonly Capabilities[] = [
  veo('fal-ai/veo3.1/fast', { hd: [0.1, 0.15], uhd: [0.3, 0.35] }),
  veo('fal-ai/veo3.1', { hd: [0.2, 0.4], uhd: [0.4, 0.6] }),
  {
    ...common('fal-ai/kling-video/v3/pro', wide(['1080p']), bySound(undefined, [0.112, 0.168])),
    lengths: { kind: 'range', min: 3, max: 15, step: 1 },
    inputs: inputs(),
    options: commonOptions('negative-prompt'),
    promptLimit: klingPrompt,
  },
  {
    ...common('fal-ai/kling-video/o3/4k', wide(['4k']), [{ perSecond: 0.42 }]),
    lengths: { kind: 'range', min: 3, max: 15, step: 1 },
    inputs: inputs({ images: 7 }),
    options: {},
    promptLimit: klingPrompt,
  },
  {
    ...common('fal-ai/pixverse/v6', wide(['360p', '540p', '720p', '1080p']), [
      ...bySound('360p', [0.025, 0.035]),
      ...bySound('540p', [0.035, 0.045]),
      ...bySound('720p', [0.045, 0.06]),
      ...bySound('1080p', [0.09, 0.115]),
    ]),
    lengths: { kind: 'range', min: 1, max: 15, step: 1 },
    inputs: inputs(),
    options: commonOptions('seed', 'negative-prompt'),
  },
  {
    ...common('fal-ai/ltx-2.3', wide(['1080p', '1440p', '2160p']), [
      { when: { tier: '1080p' }, perSecond: 0.08 },
      { when: { tier: '1440p' }, perSecond: 0.16 },
      { when: { tier: '2160p' }, perSecond: 0.32 },
    ]),
    lengths: { kind: 'set', seconds: [6, 8, 10] },
    fps: 25,
    inputs: inputs(),
    options: {},
  },
  seedance('bytedance/seedance-2.0', 0.3034),
  seedance('bytedance/seedance-2.0/fast', 0.2419),
];

type Common = Omit<Capabilities, 'lengths' | 'inputs' | 'options' | 'promptLimit'>;

/** A size, and what the model calls its resolution. */
interface TierSize {
  readonly size: Size;
  readonly tier: string;
}

function common(model: string, sizes: readonly TierSize[], rules: readonly PriceRule[]): Common {
  // Each endpoint has a page of its own, which tells the price of all.
  const page = falWires[model]?.endpoints.footage.id ?? model;
  return {
    model,
    // Whether what extends footage returns it, too, is not documented: a job continues from the last frame.
    ...{ extend: { kind: 'last-frame' }, edit: false, fps: 24, sound: 'choice' },
    sizes: { kind: 'set', sizes: sizes.map(({ size }) => size) },
    tiers: Object.fromEntries(sizes.map(({ size, tier }) => [sizeText(size), tier])),
    price: {
      kind: 'rules',
      rules,
      source: `https://fal.ai/models/${page}`,
      date: '2026-11-29',
      note: 'Read from a stored copy of the page, which may be older.',
    },
    pace: { base: 60, perSecond: 12 },
  };
}

/** Prices of a second, silent and with sound. */
type SilentAndLoud = readonly [number, number];

function bySound(tier: string | undefined, [silent, loud]: SilentAndLoud): readonly PriceRule[] {
  const when = tier === undefined ? {} : { tier };
  return [
    { when: { ...when, sound: false }, perSecond: silent },
    { when, perSecond: loud },
  ];
}

/** All begin with a picture, and end with one only if they do. */
function inputs(references: ReferenceLimits = { images: 0 }): Capabilities['inputs'] {
  return {
    ...{ firstFrame: 'sized', lastFrame: { fits: 'sized', needsFirst: true } },
    ...{ references, characters: 0 },
  };
}

/** 16:9 and 9:16, of which it is certain how many pixels a resolution has. */
function wide(tiers: readonly string[]): readonly TierSize[] {
  return tiers.flatMap((tier) => {
    const height = tier === '4k' ? 2160 : Number.parseInt(tier, 10);
    const width = (height * 16) / 9;
    return [
      { tier, size: { width, height } },
      { tier, size: { width: height, height: width } },
    ];
  });
}

function veo(
  model: string,
  prices: { readonly hd: SilentAndLoud; readonly uhd: SilentAndLoud },
): Capabilities {
  const rules = [...bySound('4k', prices.uhd), ...bySound(undefined, prices.hd)];
  return {
    ...common(model, wide(['720p', '1080p', '4k']), rules),
    lengths: { kind: 'set', seconds: [4, 6, 8] },
    inputs: inputs(),
    options: commonOptions('seed', 'negative-prompt'),
  };
}

/** At 720p, of which the page tells a price per second; sizes as at other services. */
function seedance(model: string, perSecond: number): Capabilities {
  const sizes = [
    ...[[1470, 630] as const, [1280, 720] as const, [1112, 834] as const],
    ...[[960, 960] as const, [834, 1112] as const, [720, 1280] as const],
  ].map(([width, height]) => ({ tier: '720p', size: { width, height } }));
  return {
    ...common(model, sizes, [{ perSecond }]),
    lengths: { kind: 'range', min: 4, max: 15, step: 1 },
    // Reference videos count at a price of their own.
    inputs: inputs({ images: 9, audio: 3, longest: { audio: 15 }, apart: true }),
    options: commonOptions('seed'),
  };
}
