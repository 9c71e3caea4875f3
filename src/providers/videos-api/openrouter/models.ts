import { parseSize, type Size, sizeText } from '../../../core/frames.ts';
import type { Capabilities, Lengths, Price, ReferenceLimits } from '../../capabilities.ts';
import { isObject, type Json, objectOf } from '../../http/json.ts';
import { commonOptions } from '../../options.ts';
import { sizeOfAspect } from '../sizes-of.ts';
import { readPrices } from './skus.ts';

/** Where a list is from, and when it was read. */
export interface ListSource {
  readonly source: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/**
 * The models in OpenRouter's own list that footage can be ordered from by its length and size, in its order. The list is
 * untrusted: whatever does not hold together is left out.
 */
export function modelsIn(list: unknown, from: ListSource): readonly Capabilities[] {
  const { data } = objectOf(list);
  if (!Array.isArray(data)) return [];
  const models = data
    .slice(0, mostModels)
    .flatMap((one) => (isObject(one) ? (modelOf(one, from) ?? []) : []));
  return models.filter(({ model }, i) => models.findIndex((one) => one.model === model) === i);
}

const mostModels = 1000;

function modelOf(entry: Json, from: ListSource): Capabilities | undefined {
  const { id } = entry;
  if (typeof id !== 'string' || !/^[\w.:@-]{1,60}\/[\w.:@-]{1,100}$/.test(id)) return undefined;
  const lengths = lengthsOf(entry.supported_durations);
  const sizes = sizesOf(entry);
  if (lengths === undefined || sizes.length === 0) return undefined;
  const frames = wordsIn(entry.supported_frame_images);
  const begins = frames.includes('first_frame');
  const sound = soundOf(entry.generate_audio);
  const tiers = [...new Set(sizes.map(({ tier }) => tier))];
  const limits = referenceLimits[id] ?? { images: 0 };
  return {
    model: id,
    lengths,
    extend: { kind: begins ? 'last-frame' : 'none' },
    edit: false,
    sizes: { kind: 'set', sizes: sizes.map(({ size }) => size) },
    tiers: Object.fromEntries(sizes.map(({ size, tier }) => [sizeText(size), tier])),
    fps: 24,
    inputs: {
      firstFrame: begins ? 'sized' : 'none',
      ...(begins && frames.includes('last_frame') && { lastFrame: { fits: 'sized', needsFirst: true } }),
      // Beside frames, references would be ignored.
      references: { ...limits, apart: true },
      characters: 0,
    },
    sound,
    options: entry.seed === true ? commonOptions('seed') : {},
    price: priceOf(entry.pricing_skus, { model: id, sound, tiers }, from),
    pace: { base: 60, perSecond: 12 },
  };
}

/**
 * How many reference images their makers say that models accept: the list has no number of them. OpenRouter hands image
 * references on to all makers, as its client's types say (`@openrouter/sdk` 1.3.19).
 */
const referenceLimits: Readonly<Record<string, ReferenceLimits>> = {
  'google/veo-3.1': { images: 3 },
  'google/veo-3.1-fast': { images: 3 },
  'bytedance/seedance-2.0': { images: 9 },
  'bytedance/seedance-2.0-fast': { images: 9 },
  'bytedance/seedance-2.5': { images: 30 },
  'x-ai/grok-imagine-video': { images: 7, jobSeconds: 10 },
  'x-ai/grok-imagine-video-1.5': { images: 7, tiers: ['480p', '720p'] },
  'minimax/hailuo-3': { images: 9 },
  'alibaba/wan-3.0': { images: 10 },
};

/** Whether it makes sound if nothing is told of it: then it is left out where nobody wants any. */
const soundOf = (told: unknown): Capabilities['sound'] =>
  told === true ? 'choice' : told === false ? 'never' : 'always';

function lengthsOf(value: unknown): Lengths | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > 1000) return undefined;
  const seconds = [...new Set(value as readonly unknown[])].filter(
    (one): one is number => Number.isInteger(one) && Number(one) > 0 && Number(one) <= 600,
  );
  if (seconds.length === 0) return undefined;
  const sorted = seconds.toSorted((a, b) => a - b);
  const [min = 0, max = 0] = [sorted[0], sorted.at(-1)];
  const isWhole = sorted.length > 2 && max - min === sorted.length - 1;
  return isWhole ? { kind: 'range', min, max, step: 1 } : { kind: 'set', seconds: sorted };
}

interface SizeInTier {
  readonly size: Size;
  readonly tier: string;
}

/** The sizes that it names, or those that its resolutions and aspects mean. */
function sizesOf(entry: Json): readonly SizeInTier[] {
  const tiers = wordsIn(entry.supported_resolutions).filter((word) => linesOf(word) !== undefined);
  const named = wordsIn(entry.supported_sizes).flatMap((word) => parseSize(word) ?? []);
  const aspects = wordsIn(entry.supported_aspect_ratios).filter((word) => /^\d{1,2}:\d{1,2}$/.test(word));
  const all =
    named.length > 0
      ? named.flatMap((size) => tierFor(size, tiers) ?? [])
      : tiers.flatMap((tier) =>
          aspects.map((aspect) => ({ tier, size: sizeOfAspect(aspect, linesOf(tier) ?? 0) })),
        );
  const fit = all.filter(({ size }) => [size.width, size.height].every(isSide));
  return fit.filter(({ size }, i) => fit.findIndex((one) => sizeText(one.size) === sizeText(size)) === i);
}

const isSide = (side: number): boolean => side % 2 === 0 && side >= 64 && side <= 8192;

/** The tier whose 16:9 has about as many pixels. */
function tierFor(size: Size, tiers: readonly string[]): SizeInTier | undefined {
  const gap = (tier: string): number => {
    const lines = linesOf(tier) ?? 1;
    return Math.abs(Math.log((size.width * size.height) / ((lines * lines * 16) / 9)));
  };
  const exact = tiers.find((tier) => linesOf(tier) === Math.min(size.width, size.height));
  const tier = exact ?? tiers.toSorted((a, b) => gap(a) - gap(b))[0];
  return tier === undefined ? undefined : { size, tier };
}

/** `1K` could be any of several. */
function linesOf(tier: string): number | undefined {
  if (/^\d{3,4}p$/.test(tier)) return Number.parseInt(tier, 10);
  return tier === '2K' ? 1440 : tier === '4K' ? 2160 : undefined;
}

const wordsIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.slice(0, 200).filter((one): one is string => typeof one === 'string' && one.length <= 40)
    : [];

function priceOf(
  skus: unknown,
  model: Pick<Capabilities, 'model' | 'sound'> & { readonly tiers: readonly string[] },
  { source, date }: ListSource,
): Price {
  if (!isObject(skus)) return { kind: 'unknown', source, date, note: 'it has no price list' };
  const read = readPrices(skus, model);
  return read.kind === 'priced'
    ? { kind: 'rules', rules: read.rules, source, date }
    : { kind: 'unknown', source, date, note: read.why };
}
