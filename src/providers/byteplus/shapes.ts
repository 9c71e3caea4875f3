import { parseSize, type Size, sizeText } from '../../core/frames.ts';

/** What is asked for a size: a resolution and a ratio. */
export interface SeedanceShape {
  readonly resolution: string;
  readonly ratio: string;
}

const ratios = ['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'] as const;

/** Sizes of each resolution, in the order of `ratios`; several are not quite of their ratio. */
const sizes = {
  '480p': ['992x432', '864x496', '752x560', '640x640', '560x752', '496x864'],
  '720p': ['1470x630', '1280x720', '1112x834', '960x960', '834x1112', '720x1280'],
  '1080p': ['2206x946', '1920x1080', '1664x1248', '1440x1440', '1248x1664', '1080x1920'],
  '4k': ['3840x1646', '3840x2160', '3840x2880', '3840x3840', '2880x3840', '2160x3840'],
} as const;

export type SeedanceTier = keyof typeof sizes;

/** Of Seedance 2.5, two of 480p are smaller. */
const ofNewer: Readonly<Record<string, string>> = { '864x496': '854x480', '496x864': '480x854' };

export type SeedanceAge = '2.0' | '2.5';

export const sizesOf = (tier: SeedanceTier, age: SeedanceAge): readonly Size[] =>
  sizes[tier].map((text) => sizeNamed(age === '2.5' ? (ofNewer[text] ?? text) : text));

/** Undefined: no model has that size. */
export function shapeOf(size: Size): SeedanceShape | undefined {
  const text = sizeText(size);
  const tier = tiers.find((one) => namesOf(one).includes(text));
  const ratio = tier && ratios[namesOf(tier).indexOf(text) % ratios.length];
  return tier && ratio ? { resolution: tier, ratio } : undefined;
}

/** The size of footage of which an answer tells this; undefined: it isn't known. */
export function sizeTold(
  resolution: string | undefined,
  ratio: string | undefined,
  age: SeedanceAge,
): Size | undefined {
  const tier = tiers.find((one) => one === resolution?.toLowerCase());
  const place = ratios.indexOf(ratio as (typeof ratios)[number]);
  return tier && sizesOf(tier, age)[place];
}

const tiers = Object.keys(sizes) as readonly SeedanceTier[];

/** Those of both ages, in the same order. */
const namesOf = (tier: SeedanceTier): readonly string[] => [
  ...sizesOf(tier, '2.0').map(sizeText),
  ...sizesOf(tier, '2.5').map(sizeText),
];

function sizeNamed(text: string): Size {
  const size = parseSize(text);
  if (size === undefined) throw new Error(`${text} is not a size`);
  return size;
}
