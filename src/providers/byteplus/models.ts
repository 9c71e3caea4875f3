import { sizeText } from '../../core/frames.ts';
import type { Capabilities } from '../capabilities.ts';
import { commonOptions } from '../options.ts';
import { type SeedanceAge, type SeedanceTier, sizesOf } from './shapes.ts';

/** Frames per second, of all models. */
const fps = 24;

interface Seedance {
  readonly model: string;
  readonly age: SeedanceAge;
  readonly longest: number;
  /** US dollars per million tokens. */
  readonly perMillion: Readonly<Partial<Record<SeedanceTier, number>>>;
  readonly references: { readonly images: number; readonly audio: number; readonly seconds: number };
  readonly promptLimit: number;
  /** Of its price. */
  readonly source: string;
}

const older: Pick<Seedance, 'age' | 'longest' | 'promptLimit' | 'references' | 'source'> = {
  ...{ age: '2.0', longest: 15, promptLimit: 3500 },
  references: { images: 9, audio: 3, seconds: 15 },
  source: 'https://github.com/Comfy-Org/docs/pull/966',
};

/**
 * Seedance at BytePlus. docs/providers.md has the source of each figure. Reference videos are taken from public addresses only,
 * which a film's files don't have, so none is offered.
 */
const seedances: readonly Seedance[] = [
  {
    ...{ model: 'dreamina-seedance-2-5-260628', age: '2.5', longest: 30, promptLimit: 15_000 },
    perMillion: { '480p': 10.7, '720p': 10.7, '1080p': 11.7 },
    references: { images: 30, audio: 10, seconds: 30 },
    source: 'https://dev.to/develmilk/seedance-25-api-cost-model-id-usage-and-a-safe-test-harness-1i8o',
  },
  {
    ...{ ...older, model: 'dreamina-seedance-2-0-260128' },
    perMillion: { '480p': 7, '720p': 7, '1080p': 7.7, '4k': 4 },
  },
  {
    ...{ ...older, model: 'dreamina-seedance-2-0-fast-260128' },
    perMillion: { '480p': 5.6, '720p': 5.6 },
  },
  {
    ...{ ...older, model: 'dreamina-seedance-2-0-mini-260615' },
    perMillion: { '480p': 3.5, '720p': 3.5 },
    source: 'third parties',
  },
];

export const seedanceModels: readonly Capabilities[] = seedances.map(capabilitiesOf);

export const ageOf = (model: string | undefined): SeedanceAge =>
  seedances.find((one) => one.model === model)?.age ?? '2.0';

/** US dollars; undefined: its price isn't known. */
export function priceOfTokens(
  model: string | undefined,
  resolution: string | undefined,
  tokens: number,
): number | undefined {
  const { perMillion = {} } = seedances.find((one) => one.model === model) ?? {};
  const [, price] = Object.entries(perMillion).find(([tier]) => tier === resolution?.toLowerCase()) ?? [];
  return price === undefined ? undefined : Math.round(tokens * price) / 1e6;
}

function capabilitiesOf({ source, ...seedance }: Seedance): Capabilities {
  const { model, age, longest, perMillion, references, promptLimit } = seedance;
  const tiers = Object.keys(perMillion) as SeedanceTier[];
  const sized = tiers.map((tier) => ({ tier, sizes: sizesOf(tier, age) }));
  const { images, audio, seconds } = references;
  return {
    ...{ model, promptLimit, fps, sound: 'choice', options: commonOptions('seed') },
    lengths: { kind: 'range', min: 4, max: longest, step: 1 },
    // What it extends itself is read from a public address, as reference videos are.
    ...{ extend: { kind: 'last-frame' }, edit: false },
    sizes: { kind: 'set', sizes: sized.flatMap((one) => one.sizes) },
    tiers: Object.fromEntries(
      sized.flatMap(({ tier, sizes }) => sizes.map((size) => [sizeText(size), tier])),
    ),
    inputs: {
      firstFrame: 'sized',
      lastFrame: { fits: 'sized', needsFirst: true },
      references: { images, audio, longest: { audio: seconds }, apart: true },
      characters: 0,
    },
    price: {
      kind: 'rules',
      rules: Object.entries(perMillion).map(([tier, dollars]) => ({
        when: { tier },
        perMillionTokens: { dollars, fps },
      })),
      source,
      date: '2026-11-28',
      note: 'BytePlus’s list, as others quote it. A job has width × height × 24 × seconds / 1024 tokens; those that BytePlus counted are charged.',
    },
    pace: { base: 60, perSecond: 12 },
  };
}
