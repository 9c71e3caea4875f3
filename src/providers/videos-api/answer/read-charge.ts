import { type Json, membersNamed, objectOf } from '../../http/json.ts';

/** Where a server says in a finished job what it charged, in a unit that is known. */
export interface ChargePlace {
  /** As in `usage.cost`. */
  readonly at: string;
  /** Units in a US dollar. */
  readonly perDollar: number;
}

/** Where servers put it. A figure there is of an unknown unit, but nothing is nothing in any. */
const usualPlaces = ['usage.cost', 'usage.total_cost', 'usage.cost_in_usd_ticks', 'outputs.cost', 'cost'];

/**
 * US dollars that a finished job was charged, if the server says so in a place and unit that its documents or the config
 * file name, or says that a failed one was charged nothing. Only a number is a figure, be it plausible or not.
 */
export function readCharge(
  body: unknown,
  place: ChargePlace | undefined,
  failed: boolean,
): number | undefined {
  // Whoever brings a key of their own is charged elsewhere, too.
  if (objectOf(objectOf(body).usage).is_byok === true) return undefined;
  const told = place && figureAt(body, place.at);
  if (place && told !== undefined) {
    const isForeign = place.perDollar === 1 && isInOtherUnit(body, place.at);
    return isForeign ? undefined : told / place.perDollar;
  }
  const figures = usualPlaces.map((at) => figureAt(body, at)).filter((figure) => figure !== undefined);
  return failed && figures.length > 0 && figures.every((figure) => figure === 0) ? 0 : undefined;
}

/** Whether a currency or a unit beside the figure, or a currency around all, says that it is no amount of US dollars. */
function isInOtherUnit(body: unknown, at: string): boolean {
  const beside = objectOf(valueAt(body, at.split('.').slice(0, -1)));
  const units = [
    ...membersNamed(beside, [...currencies, 'costunit', 'unit']),
    ...membersNamed(objectOf(body), currencies),
  ];
  return units.some((unit) => typeof unit === 'string' && !isDollars(unit));
}

const currencies = ['currency', 'currencycode', 'costcurrency', 'currencyunit'];

const isDollars = (unit: string): boolean =>
  /usd|dollar|^\s*(us\s*)?\$/i.test(unit) && !/cent|tick|milli|micro|nano|credit/i.test(unit);

function figureAt(body: unknown, at: string): number | undefined {
  const value = valueAt(body, at.split('.'));
  return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
}

const valueAt = (body: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((within, key) => memberOf(objectOf(within), key), body);

const memberOf = (json: Json, key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);
