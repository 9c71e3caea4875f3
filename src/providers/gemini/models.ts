import { type Size, sizeText } from '../../core/frames.ts';
import type { Capabilities, PriceRule } from '../capabilities.ts';
import { dollarsOf } from './tokens.ts';

/** What Google calls a size's resolution; each is either wide or tall. */
const tiers = {
  '360p': { width: 640, height: 360 },
  '720p': { width: 1280, height: 720 },
  '1080p': { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
} as const satisfies Readonly<Record<string, Size>>;

type OmniTier = keyof typeof tiers;

/** Of footage that is made, and of footage that is read. */
const tokensPerSecond = 5792;

/** Seconds of reference videos, all of them together. */
const longestVideos = 3;

/** US dollars. Of the others, only rounded figures are published, and not how many tokens they are. */
const perSecond: Readonly<Record<OmniTier, number>> = {
  '360p': 0.034,
  '720p': dollarsOf({ video: tokensPerSecond }),
  '1080p': 0.15,
  '4k': 0.3,
};

const ofTier = ([name, { width, height }]: readonly [string, Size]) => [
  { name, size: { width, height } },
  { name, size: { width: height, height: width } },
];

const sizes = Object.entries(tiers).flatMap(ofTier);

/** docs/providers.md has the source of each figure. */
export const omniModels: readonly Capabilities[] = [
  {
    model: 'gemini-omni-1.1-flash',
    lengths: { kind: 'range', min: 3, max: 10, step: 1 },
    // It extends, too: but Google's pages differ in how far, and don't say whether the footage before counts as made again.
    ...{ extend: { kind: 'last-frame' }, edit: true, fps: 24, sound: 'always', options: {} },
    sizes: { kind: 'set', sizes: sizes.map(({ size }) => size) },
    tiers: Object.fromEntries(sizes.map(({ name, size }) => [sizeText(size), name])),
    inputs: {
      firstFrame: 'sized',
      lastFrame: { fits: 'sized', needsFirst: true },
      // Each video may have three seconds: all of them together have them then.
      references: { images: 6, videos: 3, longest: { videos: longestVideos } },
      characters: 0,
    },
    price: {
      kind: 'rules',
      rules: (Object.keys(tiers) as OmniTier[]).flatMap((tier): readonly PriceRule[] => [
        {
          when: { tier, kind: 'edit' },
          perSecond: perSecond[tier] + dollarsOf({ input: tokensPerSecond }),
        },
        // How long they are, a rule can't say: the most that it reads.
        {
          when: { tier, footage: true },
          perSecond: perSecond[tier],
          perJob: dollarsOf({ input: longestVideos * tokensPerSecond }),
        },
        { when: { tier }, perSecond: perSecond[tier] },
      ]),
      source: 'https://wavespeed.ai/blog/ai-models/gemini-omni-1-1-flash-api/',
      date: '2026-11-28',
      note: 'Google’s list, as others quote it. Words, pictures and thoughts cost tokens on top.',
    },
    pace: { base: 60, perSecond: 12 },
  },
];

/** What is asked for a size. Undefined: there is no such footage. */
export function shapeOf(
  size: Size,
): { readonly resolution: string; readonly aspect_ratio: string } | undefined {
  const found = sizes.find((one) => sizeText(one.size) === sizeText(size));
  return found && { resolution: found.name, aspect_ratio: size.width > size.height ? '16:9' : '9:16' };
}
