import type { Capabilities, PriceRule } from '../../capabilities.ts';

/**
 * What OpenRouter says that a model costs: figures by names such as `duration_seconds_with_audio_720p`. What they mean is not
 * documented in full. A figure is read only if its name is understood, and a model is priced only if all of them are: one that
 * is not might come on top.
 */
export function readPrices(
  skus: Readonly<Record<string, unknown>>,
  model: Pick<Capabilities, 'model' | 'sound'> & { readonly tiers: readonly string[] },
): ReadPrices {
  const read: Sku[] = [];
  for (const [name, value] of Object.entries(skus)) {
    const sku = readSku(name, figureOf(value), model.model);
    if (sku === undefined)
      return { kind: 'unread', why: `its price list has "${quoted(name)}", which is not understood` };
    read.push(sku);
  }
  const low = read.find(isTooLow);
  if (low)
    return {
      kind: 'unread',
      why: `its price list has ${low.dollars} US dollars a ${low.unit}, which can't be right`,
    };
  const combinations = combinationsOf(model, read);
  const rules = combinations.flatMap((asked) => ruleFor(asked, read));
  if (rules.length === 0)
    return { kind: 'unread', why: 'its price list has no price for a second of footage' };
  // One for some of the requests is none for the others.
  return { kind: 'priced', rules: rules.length === combinations.length ? merged(rules) : rules };
}

/** As far as it can be shown: it is another's text. */
const quoted = (name: string): string => name.slice(0, 60).replace(/[^\w.-]/g, '?');

type ReadPrices =
  | { readonly kind: 'priced'; readonly rules: readonly PriceRule[] }
  | { readonly kind: 'unread'; readonly why: string };

type Sku =
  | Rate
  /** For each image that is sent, or each reference; the least that a job costs. In US dollars. */
  | { readonly kind: 'image' | 'reference' | 'least'; readonly dollars: number }
  /** For requests that are never sent. */
  | { readonly kind: 'unasked' };

/** US dollars for a second of footage and for a million tokens: no service makes footage for less, and a plan would say that it costs nothing. */
const leastRate: Readonly<Record<Rate['unit'], number>> = { second: 0.001, token: 0.1 };

const isTooLow = (one: Sku): one is Rate => one.kind === 'rate' && one.dollars < leastRate[one.unit];

/** US dollars for a second of footage, or a million tokens, and the requests that it counts for. */
interface Rate {
  readonly kind: 'rate';
  readonly unit: 'second' | 'token';
  readonly dollars: number;
  readonly of: Asked;
}

interface Asked {
  readonly tier?: string;
  readonly sound?: boolean;
  readonly mode?: 'text' | 'frames' | 'references';
}

/** Nothing costs nothing, and nothing a hundred thousand dollars. */
function figureOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{1,5}(\.\d{1,15})?$/.test(text)) return undefined;
  const figure = Number(text);
  return figure > 0 ? figure : undefined;
}

function readSku(name: string, figure: number | undefined, model: string): Sku | undefined {
  if (figure === undefined) return undefined;
  // No footage is sent to be continued, or as a reference.
  if (/^(cents_per_second_video_continuation|video_tokens_with_video_input)(_|$)/.test(name))
    return { kind: 'unasked' };
  switch (name) {
    case 'minimum_cents_per_generation':
      return { kind: 'least', dollars: figure / 100 };
    case 'cents_per_image_input':
      return { kind: 'image', dollars: figure / 100 };
    case 'reference_images':
      return { kind: 'reference', dollars: figure };
    default:
      return readRate(name, figure, model);
  }
}

const tier = '(?:[_-](\\d{3,4}p|[124]k))?';
const perSecond = new RegExp(
  `^(?:(text_to_video|image_to_video|reference)_)?duration_seconds(?:_(with|without)_audio)?${tier}$`,
);
const perCentSecond = new RegExp(`^cents_per_(?:second_output|video_output_second)${tier}$`);
/** As in the example of OpenRouter's guide. */
const perVideoSecond = new RegExp(`^per-video-second${tier}$`);
const perToken = new RegExp(`^video_tokens(_without_audio)?${tier}$`);

const modes: Readonly<Record<string, NonNullable<Asked['mode']>>> = {
  text_to_video: 'text',
  image_to_video: 'frames',
  reference: 'references',
};

function readRate(name: string, figure: number, model: string): Rate | undefined {
  const [second, , , ofSecond] = perSecond.exec(name) ?? [];
  if (second !== undefined) {
    const [, mode, audio] = perSecond.exec(name) ?? [];
    const of = { ...tierOf(ofSecond), ...modeOf(mode), ...(audio && { sound: audio === 'with' }) };
    return { kind: 'rate', unit: 'second', dollars: figure, of };
  }
  const cents = perCentSecond.exec(name);
  if (cents) return { kind: 'rate', unit: 'second', dollars: figure / 100, of: tierOf(cents[1]) };
  const video = perVideoSecond.exec(name);
  if (video) return { kind: 'rate', unit: 'second', dollars: figure, of: tierOf(video[1]) };
  // How many tokens footage has is known of Seedance alone.
  const tokens = model.startsWith('bytedance/seedance') ? perToken.exec(name) : null;
  if (!tokens) return undefined;
  const of = { ...tierOf(tokens[2]), ...(tokens[1] && { sound: false }) };
  return { kind: 'rate', unit: 'token', dollars: figure * 1e6, of };
}

const tierOf = (name: string | undefined): Asked => (name === undefined ? {} : { tier: name.toLowerCase() });

function modeOf(name: string | undefined): Asked {
  const mode = name === undefined ? undefined : modes[name];
  return mode === undefined ? {} : { mode };
}

/** A request that prices tell apart from others, with what a rule says of it. */
interface Combination {
  readonly asked: Asked;
  readonly when: NonNullable<PriceRule['when']>;
}

function combinationsOf(
  { sound, tiers }: Pick<Capabilities, 'sound'> & { readonly tiers: readonly string[] },
  skus: readonly Sku[],
): readonly Combination[] {
  const tells = (what: keyof Asked): boolean =>
    skus.some((one) => one.kind === 'rate' && one.of[what] !== undefined);
  const byMode = tells('mode') || skus.some(({ kind }) => kind === 'reference');
  const heard: readonly Combination[] =
    sound === 'choice'
      ? tells('sound')
        ? [true, false].map((sound) => ({ asked: { sound }, when: { sound } }))
        : [none]
      : [{ asked: { sound: sound === 'always' }, when: {} }];
  const ways = byMode ? byModes : [none];
  const sized: readonly Combination[] = tells('tier')
    ? tiers.map((tier) => ({ asked: { tier: tier.toLowerCase() }, when: { tier } }))
    : [none];
  return sized.flatMap((a) => heard.flatMap((b) => ways.map((c) => both(both(a, b), c))));
}

const none: Combination = { asked: {}, when: {} };

const byModes: readonly Combination[] = [
  { asked: { mode: 'text' }, when: { frames: false, references: false } },
  { asked: { mode: 'frames' }, when: { frames: true } },
  { asked: { mode: 'references' }, when: { references: true } },
];

const both = (a: Combination, b: Combination): Combination => ({
  asked: { ...a.asked, ...b.asked },
  when: { ...a.when, ...b.when },
});

/** The rates that say most of a request count; where they differ, the highest, which is never too little. */
function ruleFor({ asked, when }: Combination, skus: readonly Sku[]): readonly PriceRule[] {
  const fitting = skus.filter((one): one is Rate => one.kind === 'rate' && fits(one.of, asked));
  const best = fitting.filter((one) => !fitting.some((other) => saysMore(other.of, one.of)));
  const [highest] = best.toSorted((a, b) => b.dollars - a.dollars);
  if (highest === undefined || best.some(({ unit }) => unit !== highest.unit)) return [];
  const least = dollarsOf('least', skus);
  const ofReference = asked.mode === 'references' ? (dollarsOf('reference', skus) ?? 0) : 0;
  const image = (dollarsOf('image', skus) ?? 0) + ofReference;
  return [
    {
      when,
      ...(highest.unit === 'second'
        ? { perSecond: rounded(highest.dollars) }
        : { perMillionTokens: { dollars: rounded(highest.dollars), fps: 24 } }),
      ...(image > 0 && { perImage: { dollars: rounded(image), free: 0 } }),
      ...(least !== undefined && { least: rounded(least) }),
    },
  ];
}

const dims = ['tier', 'sound', 'mode'] as const;

const fits = (of: Asked, asked: Asked): boolean =>
  dims.every((dim) => of[dim] === undefined || of[dim] === asked[dim]);

/** Of two that fit. */
const saysMore = (of: Asked, than: Asked): boolean =>
  dims.every((dim) => than[dim] === undefined || of[dim] !== undefined) &&
  dims.some((dim) => than[dim] === undefined && of[dim] !== undefined);

const dollarsOf = (kind: Sku['kind'], skus: readonly Sku[]): number | undefined =>
  skus.flatMap((one) => (one.kind === kind && 'dollars' in one ? [one.dollars] : []))[0];

/** Without the rounding errors of cents and tokens. */
const rounded = (dollars: number): number => Number(dollars.toPrecision(12));

/** One rule where all say the same. */
function merged(rules: readonly PriceRule[]): readonly PriceRule[] {
  const figures = rules.map(({ when: _, ...rest }) => JSON.stringify(rest));
  const [first] = rules;
  if (first === undefined || new Set(figures).size > 1) return rules;
  const { when: _, ...rest } = first;
  return [rest];
}
