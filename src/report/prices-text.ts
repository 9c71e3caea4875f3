import { dollars, rate } from '../core/money.ts';
import { unreachable } from '../core/result.ts';
import type { Price, PriceRule } from '../providers/capabilities.ts';

/** `now`: milliseconds since 1970. */
export function priceText(price: Price, now: number): string {
  switch (price.kind) {
    case 'free':
      return 'free';
    case 'unknown':
      return `unknown (${fromText(price, now)}${price.note === undefined ? '' : `: ${price.note}`})`;
    case 'per-second': {
      const sizes = Object.entries(price.bySize).map(
        ([size, price]) => `${rate(price)} at ${size === 'any' ? 'any size' : size}`,
      );
      return `per second: ${sizes.join(', ')} (${fromText(price, now)})`;
    }
    case 'rules':
      return `${price.rules.map(ruleText).join(', ')} (${fromText(price, now)})`;
    default:
      return unreachable(price);
  }
}

/** From the lowest to the highest price of newly made footage, without what else is counted. */
export function shortPrice(price: Price): string {
  switch (price.kind) {
    case 'free':
      return 'free';
    case 'unknown':
      return 'price unknown';
    case 'per-second':
      return `${between(Object.values(price.bySize))} per second`;
    case 'rules': {
      const rules = price.rules.filter(({ when }) => (when?.kind ?? 'generate') === 'generate');
      const of = (figure: (rule: PriceRule) => number | undefined): readonly number[] =>
        rules.map(figure).filter((one) => one !== undefined);
      const perSecond = of((rule) => rule.perSecond);
      if (perSecond.length > 0) return `${between(perSecond)} per second`;
      const perMillion = of((rule) => rule.perMillionTokens?.dollars);
      if (perMillion.length > 0) return `${between(perMillion)} per million tokens`;
      return `${between(of((rule) => rule.perJob))} per job`;
    }
    default:
      return unreachable(price);
  }
}

function between(figures: readonly number[]): string {
  const [least, most] = [rate(Math.min(...figures)), rate(Math.max(...figures))];
  return least === most ? least : `${least} to ${most}`;
}

function ruleText({ when = {}, perJob, perSecond, perMillionTokens, perImage, least }: PriceRule): string {
  const figures = [
    ...(perSecond === undefined ? [] : [`${rate(perSecond)} per second`]),
    ...(perMillionTokens === undefined ? [] : [`${dollars(perMillionTokens.dollars)} per million tokens`]),
    ...(perJob === undefined ? [] : [`${dollars(perJob)} per job`]),
    ...(perImage === undefined ? [] : [`${rate(perImage.dollars)} per image${beyond(perImage.free)}`]),
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

const fromText = (
  { source, date }: { readonly source: string; readonly date?: string },
  now: number,
): string => (date === undefined ? source : `${source}, ${agoText(Date.parse(date), now)}`);

/** `2026-11-28, 3 days ago`. Another day's clock may have been ahead, by a time zone or by years. */
export function agoText(then: number, now: number): string {
  const days = Math.floor(now / day) - Math.floor(then / day);
  const ago =
    days < -1 ? 'in the future' : days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return `${new Date(then).toISOString().replace(/T.*/, '')}, ${ago}`;
}

const day = 86_400_000;
