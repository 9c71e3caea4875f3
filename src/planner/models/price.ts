import { type Size, sizeText } from '../../core/frames.ts';
import { inputsOf, mediumOf, type Request } from '../../core/request.ts';
import type { Capabilities, PriceRule } from '../../providers/capabilities.ts';

/** US dollars, and whether the figure is assumed rather than published. */
export interface Amount {
  readonly dollars: number;
  readonly estimated: boolean;
}

type Priced = Pick<Capabilities, 'price' | 'tiers'>;

/** What a request costs. Where only seconds of generated footage have a price, extensions and edits are assumed to cost the same. */
export function priceOf(request: Request, { price, tiers }: Priced): Amount {
  switch (price.kind) {
    case 'free':
      return { dollars: 0, estimated: false };
    // What has to be made with it is refused before anybody sees a sum.
    case 'unknown':
      return { dollars: 0, estimated: true };
    case 'per-second': {
      const perSecond = perSecondAt(request.size, price.bySize);
      return {
        dollars: roundToMicrodollars(perSecond.dollars * request.seconds),
        estimated: perSecond.estimated || request.kind !== 'generate',
      };
    }
    case 'rules':
      return byRules(request, price.rules, tiers ?? {});
  }
}

/** A size without a published price is assumed to cost as much as the most expensive one. */
function perSecondAt(size: Size, bySize: Readonly<Record<string, number>>): Amount {
  const published = bySize[sizeText(size)] ?? bySize.any;
  if (published !== undefined) return { dollars: published, estimated: false };
  return { dollars: Math.max(0, ...Object.values(bySize)), estimated: true };
}

/** A request that no rule fits is assumed to cost as much as by the most expensive one. */
function byRules(request: Request, rules: readonly PriceRule[], tiers: Readonly<Record<string, string>>) {
  const rule = rules.find(({ when = {} }) => fits(request, when, tiers[sizeText(request.size)]));
  if (rule) return { dollars: byRule(request, rule), estimated: rule.assumed ?? false };
  return { dollars: Math.max(0, ...rules.map((one) => byRule(request, one))), estimated: true };
}

function fits(
  request: Request,
  { tier, sound, kind, footage, frames, references }: NonNullable<PriceRule['when']>,
  own: string | undefined,
): boolean {
  return (
    (tier === undefined || tier === own) &&
    (sound === undefined || sound === (request.sound ?? true)) &&
    (kind === undefined || kind === request.kind) &&
    (footage === undefined || footage === sendsFootage(request)) &&
    (frames === undefined || frames === sendsFrames(request)) &&
    (references === undefined || references === sendsReferences(request))
  );
}

const sendsFootage = (request: Request): boolean =>
  request.kind !== 'generate' || request.references.some((one) => 'video' in one);

const sendsFrames = (request: Request): boolean =>
  request.kind === 'generate' && (request.firstFrame !== undefined || request.lastFrame !== undefined);

const sendsReferences = (request: Request): boolean =>
  request.kind === 'generate' && request.references.length > 0;

function byRule(request: Request, rule: PriceRule): number {
  const { perJob = 0, perSecond = 0, perMillionTokens, perImage, least = 0 } = rule;
  const { seconds } = request;
  const tokens = perMillionTokens === undefined ? 0 : tokensOf(request, perMillionTokens.fps);
  const images = perImage === undefined ? 0 : Math.max(0, imagesOf(request) - perImage.free);
  const sum =
    perJob +
    perSecond * seconds +
    (perMillionTokens?.dollars ?? 0) * (tokens / 1e6) +
    (perImage?.dollars ?? 0) * images;
  return roundToMicrodollars(Math.max(least, sum));
}

/** See `PriceRule.perMillionTokens`. */
const tokensOf = ({ size: { width, height }, seconds }: Request, fps: number): number =>
  (width * height * fps * seconds) / 1024;

/** References of other media are no images, and neither is a source. */
function imagesOf(request: Request): number {
  if (request.kind !== 'generate') return 0;
  const others = request.references.filter((one) => mediumOf(one).kind !== 'image').length;
  return inputsOf(request).length - others;
}

/** Keeps sums of decimal prices free of binary rounding errors. */
export const roundToMicrodollars = (dollars: number): number => Math.round(dollars * 1e6) / 1e6;
