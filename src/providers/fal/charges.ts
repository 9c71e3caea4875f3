import { objectOf } from '../http/json.ts';
import type { Exchange } from '../http/response.ts';

/** How many units of an endpoint's price a job is charged. */
export const unitsHeader = 'x-fal-billable-units';

/**
 * What jobs were charged: the units that fal tells with a result, at the price that it tells for the endpoint. Undefined where
 * it tells either not, or in another currency: many keys may not read prices.
 */
export function chargesBy() {
  const prices = new Map<string, number>();
  return async (
    endpoint: string,
    result: Exchange,
    ask: { price(endpoint: string): Promise<Exchange> },
  ): Promise<number | undefined> => {
    const units = result.kind === 'answered' ? figureIn(result.kept?.[unitsHeader]) : undefined;
    if (units === undefined) return undefined;
    const price = prices.get(endpoint) ?? priceIn(await ask.price(endpoint), endpoint);
    if (price === undefined) return undefined;
    prices.set(endpoint, price);
    // Neither is exact: to the millionth, they are what fal counts.
    return Math.round(units * price * 1e6) / 1e6;
  };
}

/** US dollars of a unit. */
function priceIn(exchange: Exchange, endpoint: string): number | undefined {
  const { prices } = objectOf(exchange.kind === 'answered' ? exchange.body : undefined);
  const told = (Array.isArray(prices) ? prices : [])
    .map(objectOf)
    .find((one) => one.endpoint_id === endpoint && one.currency === 'USD');
  const dollars = told?.unit_price;
  return typeof dollars === 'number' ? dollars : undefined;
}

/** Be it plausible or not: the executor tells what can't be right. `5,5` and `5 s` are no figures. */
function figureIn(header: string | undefined): number | undefined {
  const isFigure = /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(header ?? '');
  return isFigure ? Number(header) : undefined;
}
