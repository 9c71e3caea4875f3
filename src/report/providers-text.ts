import { sizeText } from '../core/frames.ts';
import { dollars } from '../core/money.ts';
import { unreachable } from '../core/result.ts';
import type {
  Capabilities,
  Extension,
  Lengths,
  Price,
  PriceRule,
  ProviderData,
  ReferenceLimits,
  Sizes,
} from '../providers/capabilities.ts';
import type { Paint } from './paint.ts';

/** Each provider, with the capabilities of its models. */
export function providersText(providers: Iterable<ProviderData>, paint: Paint): string {
  return [...providers].map((provider) => providerText(provider, paint)).join('\n\n');
}

function providerText({ name, models, defaultModel, unavailable }: ProviderData, paint: Paint): string {
  const note = unavailable ? `\n  ${paint('yellow', unavailable.reason)} ${unavailable.help}` : '';
  const texts = models.map((model) => modelText(model, model.model === defaultModel, paint));
  return `${paint('bold', name)}${note}\n${texts.join('\n')}`;
}

function modelText(model: Capabilities, isDefault: boolean, paint: Paint): string {
  const rows: readonly (readonly [string, string])[] = [
    ['lengths', [lengthsText(model.lengths), ...(model.lengthRules ?? []).map(lengthRuleText)].join('; ')],
    ['extends', extensionText(model.extend)],
    ['edits', model.edit ? 'yes' : 'no'],
    ['sizes', sizesText(model.sizes)],
    ['inputs', inputsText(model.inputs)],
    ['sound', soundTexts[model.sound]],
    ['price', priceText(model.price)],
    ...(model.endOfLife ? [['ends', `${model.endOfLife.date}: ${model.endOfLife.note}`] as const] : []),
  ];
  const lines = rows.map(([key, value]) => `    ${key.padEnd(8)} ${value}`);
  return [`  ${paint('cyan', model.model)}${isDefault ? ' (default)' : ''}`, ...lines].join('\n');
}

const soundTexts = { never: 'none', always: 'always', choice: 'by choice' } as const;

const lengthRuleText = ({ when, lengths }: NonNullable<Capabilities['lengthRules']>[number]): string =>
  [
    when.tier,
    when.frames === undefined ? undefined : `${when.frames ? 'with' : 'without'} a first or last frame`,
  ]
    .filter((one) => one !== undefined)
    .join(' ')
    .concat(`: ${lengthsText(lengths)}`);

function lengthsText(lengths: Lengths): string {
  switch (lengths.kind) {
    case 'set':
      return `${lengths.seconds.join(', ')} s`;
    case 'range':
      return `${Number(lengths.min.toFixed(2))} to ${lengths.max} s`;
    default:
      return unreachable(lengths);
  }
}

/** The largest limit in the data, which means no limit. */
const noLimit = 1_000_000;

function extensionText(extend: Extension): string {
  switch (extend.kind) {
    case 'native': {
      const most = extend.most < noLimit ? `, up to ${extend.most} times` : '';
      const longest = extend.longest < noLimit ? `, ${extend.longest} s in total` : '';
      return `natively by ${lengthsText(extend.lengths)}${most}${longest}`;
    }
    case 'last-frame':
      return 'from the last frame';
    case 'none':
      return 'no';
    default:
      return unreachable(extend);
  }
}

const sizesText = (sizes: Sizes): string =>
  sizes.kind === 'any'
    ? `any from ${sizes.min} to ${sizes.max} pixels per side`
    : sizes.sizes.map(sizeText).join(', ');

function inputsText({ firstFrame, lastFrame, references, characters }: Capabilities['inputs']): string {
  const takes = [
    firstFrame === 'none'
      ? undefined
      : firstFrame === 'sized'
        ? 'a first frame of exactly that size'
        : 'a first frame',
    lastFrame && (lastFrame.needsFirst ? 'a last frame together with it' : 'a last frame'),
    ...referenceTexts(references),
    characters > 0 ? `${characters} characters` : undefined,
  ].filter((text) => text !== undefined);
  return takes.length > 0 ? takes.join(', ') : 'text only';
}

function referenceTexts({ images, videos = 0, audio = 0, longest = {}, apart }: ReferenceLimits): string[] {
  const within = (seconds: number | undefined) => (seconds === undefined ? '' : ` of ${seconds} s in all`);
  const texts = [
    ...(images > 0 ? [`${images} reference images`] : []),
    ...(videos > 0 ? [`${videos} reference videos${within(longest.videos)}`] : []),
    ...(audio > 0 ? [`${audio} reference recordings${within(longest.audio)}`] : []),
  ];
  const last = texts.pop();
  return last === undefined ? [] : [...texts, apart ? `${last} (not with a frame)` : last];
}

function priceText(price: Price): string {
  switch (price.kind) {
    case 'free':
      return 'free';
    case 'unknown':
      return `unknown (${[price.source, price.date, price.note].filter((part) => part !== undefined).join(', ')})`;
    case 'per-second': {
      const sizes = Object.entries(price.bySize).map(
        ([size, price]) => `${dollars(price)} at ${size === 'any' ? 'any size' : size}`,
      );
      return `per second: ${sizes.join(', ')} (${[price.source, price.date].filter((part) => part !== undefined).join(', ')})`;
    }
    case 'rules':
      return `${price.rules.map(ruleText).join(', ')} (${price.source}, ${price.date})`;
    default:
      return unreachable(price);
  }
}

function ruleText({ when = {}, perJob, perSecond, perMillionTokens, perImage, least }: PriceRule): string {
  const figures = [
    ...(perSecond === undefined ? [] : [`${dollars(perSecond)} per second`]),
    ...(perMillionTokens === undefined ? [] : [`${dollars(perMillionTokens.dollars)} per million tokens`]),
    ...(perJob === undefined ? [] : [`${dollars(perJob)} per job`]),
    ...(perImage === undefined ? [] : [`${dollars(perImage.dollars)} per image${beyond(perImage.free)}`]),
    ...(least === undefined ? [] : [`at least ${dollars(least)}`]),
  ];
  const { tier, sound, kind, footage, frames, references } = when;
  const fits = [
    ...(tier === undefined ? [] : [`at ${tier}`]),
    ...(sound === undefined ? [] : [sound ? 'with sound' : 'without sound']),
    ...(kind === undefined ? [] : [`to ${kind}`]),
    ...(footage === undefined ? [] : [footage ? 'with footage sent' : 'without footage sent']),
    ...(frames === undefined ? [] : [frames ? 'with a frame' : 'without a frame']),
    ...(references === undefined ? [] : [references ? 'with references' : 'without references']),
  ];
  return [figures.join(' and '), ...fits].join(' ');
}

const beyond = (free: number): string => (free === 0 ? '' : ` beyond ${free}`);
