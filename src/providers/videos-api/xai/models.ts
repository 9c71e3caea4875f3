import { sizeText } from '../../../core/frames.ts';
import type { Capabilities, PriceRule } from '../../capabilities.ts';
import { sizeOfAspect } from '../sizes-of.ts';

/** xAI's models, by its own pages. docs/providers.md has the source of each figure. */

const aspects = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3'];

const linesOf: Readonly<Record<string, number>> = { '480p': 480, '720p': 720, '1080p': 1080 };

/** US dollars per second of new footage, by tier, and for each image that is sent. */
interface Dollars {
  readonly bySecond: Readonly<Record<string, number>>;
  readonly perImage: number;
}

const imaged = ({ bySecond, perImage }: Dollars): readonly PriceRule[] =>
  Object.entries(bySecond).map(([tier, perSecond]) => ({
    when: { tier, kind: 'generate' },
    perSecond,
    perImage: { dollars: perImage, free: 0 },
  }));

type Common = Pick<Capabilities, 'model' | 'lengths' | 'fps' | 'options' | 'pace'> &
  Pick<Capabilities, 'sizes' | 'tiers' | 'price'>;

function common(model: string, dollars: Dollars, more: readonly PriceRule[] = []): Common {
  const tiers = Object.keys(dollars.bySecond);
  const sized = tiers.flatMap((tier) =>
    aspects.map((aspect) => ({ tier, size: sizeOfAspect(aspect, linesOf[tier] ?? 0) })),
  );
  return {
    model,
    lengths: { kind: 'range', min: 1, max: 15, step: 1 },
    fps: 24,
    options: {},
    pace: { base: 60, perSecond: 12 },
    sizes: { kind: 'set', sizes: sized.map(({ size }) => size) },
    tiers: Object.fromEntries(sized.map(({ tier, size }) => [sizeText(size), tier])),
    price: {
      kind: 'rules',
      rules: [...imaged(dollars), ...more],
      source: 'https://docs.x.ai/developers/models',
      date: '2026-11-28',
      note: 'What xAI says that it charged counts as soon as it is known.',
    },
  };
}

/** More is refused, with frames beside them, too; and neither goes with 1080p. */
const references = { images: 7, apart: true, tiers: ['480p', '720p'] } as const;

const video15: Capabilities = {
  ...common('grok-imagine-video-1.5', {
    bySecond: { '480p': 0.08, '720p': 0.14, '1080p': 0.25 },
    perImage: 0.01,
  }),
  extend: { kind: 'last-frame' },
  edit: false,
  inputs: {
    // Of another shape, it would be stretched.
    firstFrame: 'sized',
    lastFrame: { fits: 'sized', needsFirst: true, tiers: ['480p', '720p'] },
    references,
    characters: 0,
  },
  sound: 'choice',
};

/** The most seconds of footage that can be extended; what is sent costs US$ 0.01 per second. */
const longestSource = 15;
const perSourceSecond = 0.01;

const video: Capabilities = {
  ...common('grok-imagine-video', { bySecond: { '480p': 0.05, '720p': 0.07 }, perImage: 0.002 }, [
    {
      when: { tier: '480p', kind: 'extend' },
      perSecond: 0.05,
      perJob: longestSource * perSourceSecond,
      assumed: true,
    },
    { when: { kind: 'extend' }, perSecond: 0.07, perJob: longestSource * perSourceSecond, assumed: true },
    { when: { tier: '480p', kind: 'edit' }, perSecond: 0.05 + perSourceSecond, assumed: true },
    { when: { kind: 'edit' }, perSecond: 0.07 + perSourceSecond, assumed: true },
  ]),
  // What was extended once is too long to be extended again.
  extend: {
    kind: 'native',
    lengths: { kind: 'range', min: 2, max: 10, step: 1 },
    most: 1,
    longest: longestSource + 10,
  },
  edit: true,
  editLongest: 8.7,
  inputs: {
    firstFrame: 'sized',
    references: { ...references, jobSeconds: 10 },
    characters: 0,
  },
  sound: 'always',
};

export const xaiModels: readonly Capabilities[] = [video15, video];
