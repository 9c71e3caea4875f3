import { type Size, sizeText } from '../../core/frames.ts';
import type { Request } from '../../core/request.ts';
import type { Price } from '../../providers/capabilities.ts';

/** US dollars, and whether the figure is assumed rather than published. */
export interface Amount {
  readonly dollars: number;
  readonly estimated: boolean;
}

/** The price of a request: of the new seconds, at the price of their size. */
export function priceOf(request: Request, price: Price): Amount {
  const perSecond = pricePerSecond(price, request.size);
  return {
    dollars: roundToMicrodollars(perSecond.dollars * request.seconds),
    // Prices are published for generating; extensions and edits are assumed to cost the same.
    estimated: perSecond.estimated || (price.kind !== 'free' && request.kind !== 'generate'),
  };
}

/** A size without a published price is assumed to cost as much as the most expensive one. */
export function pricePerSecond(price: Price, size: Size): Amount {
  if (price.kind === 'free') return { dollars: 0, estimated: false };
  const published = price.bySize[sizeText(size)] ?? price.bySize.any;
  if (published !== undefined) return { dollars: published, estimated: false };
  return { dollars: Math.max(0, ...Object.values(price.bySize)), estimated: true };
}

/** Keeps sums of decimal prices free of binary rounding errors. */
export const roundToMicrodollars = (dollars: number): number => Math.round(dollars * 1e6) / 1e6;
