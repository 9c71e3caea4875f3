import { sizeText } from '../core/frames.ts';
import { valuesInWords } from '../core/option-values.ts';
import { unreachable } from '../core/result.ts';
import type { ProviderState } from '../project/machine/provider-states.ts';
import type { Capabilities, Extension, Lengths, ReferenceLimits, Sizes } from '../providers/capabilities.ts';
import type { Paint } from './paint.ts';
import { agoText, priceText } from './prices-text.ts';

/** Each provider and whether it is ready, with the capabilities of its models. `now`: milliseconds since 1970. */
export function providersText(providers: readonly ProviderState[], now: number, paint: Paint): string {
  return providers.map((provider) => providerText(provider, now, paint)).join('\n\n');
}

function providerText({ data, problem }: ProviderState, now: number, paint: Paint): string {
  const { name, models, defaultModel, told } = data;
  const state = problem
    ? `\n  ${paint('yellow', problem.message)}${problem.help ? ` ${problem.help}` : ''}`
    : `  ${paint('green', 'ready')}`;
  const list = told === undefined ? '' : `\n  ${paint('dim', `as it told ${agoText(told, now)}`)}`;
  const texts = models.map((model) => `\n${modelText(model, model.model === defaultModel, { now, paint })}`);
  return `${paint('bold', name)}${state}${list}${texts.join('')}`;
}

function modelText(
  model: Capabilities,
  isDefault: boolean,
  { now, paint }: { readonly now: number; readonly paint: Paint },
): string {
  const rows: readonly (readonly [string, string])[] = [
    ['lengths', [lengthsText(model.lengths), ...(model.lengthRules ?? []).map(lengthRuleText)].join('; ')],
    ['extends', extensionText(model.extend)],
    ['edits', model.edit ? editsText(model.editLongest) : 'no'],
    ['sizes', sizesText(model.sizes)],
    ['inputs', inputsText(model.inputs)],
    ['sound', soundTexts[model.sound]],
    ['options', optionsText(model.options)],
    ['price', priceText(model.price, now)],
    ...(model.endOfLife ? [['ends', `${model.endOfLife.date}: ${model.endOfLife.note}`] as const] : []),
  ];
  const lines = rows.map(([key, value]) => `    ${key.padEnd(8)} ${value}`);
  return [`  ${paint('cyan', model.model)}${isDefault ? ' (default)' : ''}`, ...lines].join('\n');
}

const editsText = (longest: number | undefined): string =>
  longest === undefined ? 'yes' : `footage of up to ${longest} s`;

const soundTexts = { never: 'none', always: 'always', choice: 'by choice' } as const;

const optionsText = (options: Capabilities['options']): string =>
  Object.entries(options)
    .map(([name, values]) => (values.type === 'any' ? name : `${name} (${valuesInWords(values)})`))
    .join(', ') || 'none';

const lengthRuleText = ({ when, lengths }: NonNullable<Capabilities['lengthRules']>[number]): string =>
  [
    when.tier,
    when.frames === undefined ? undefined : `${when.frames ? 'with' : 'without'} a first or last frame`,
  ]
    .filter((one) => one !== undefined)
    .join(' ')
    .concat(`: ${lengthsText(lengths)}`);

export function lengthsText(lengths: Lengths): string {
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
      const most =
        extend.most < noLimit ? `, ${extend.most === 1 ? 'once' : `up to ${extend.most} times`}` : '';
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

function inputsText({
  firstFrame,
  needsFirst,
  lastFrame,
  references,
  characters,
}: Capabilities['inputs']): string {
  const always = needsFirst ? ', always' : '';
  const takes = [
    firstFrame === 'none'
      ? undefined
      : firstFrame === 'sized'
        ? `a first frame of exactly that size${always}`
        : `a first frame${always}`,
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
