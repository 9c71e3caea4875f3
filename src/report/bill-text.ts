import { maskedSlice } from '../core/mask-keys.ts';
import { dollars } from '../core/money.ts';
import type { Ledger } from '../sandbox/ledger.ts';
import { count } from './units.ts';

type Paid = Ledger['paid'][number];

/** Orders that are listed one by one. */
const most = 10;

/**
 * What a rehearsal would have cost, in one line; then what was ordered more than once, and what was unfinished at the
 * end.
 */
export function billText({ requests, paid }: Ledger): string {
  const cost = dollars(paid.reduce((sum, video) => sum + video.cost, 0));
  const faults = requests.filter(({ fault }) => fault !== undefined).length;
  const asked = `${count(requests.length, 'request')}, ${count(faults, 'fault')}`;
  const repeated = equalOrders(paid).map(orderText);
  const rest = repeated.length - most;
  const rendering = paid.filter(({ footage }) => footage === 'rendering').length;
  return [
    `Sandbox: ${asked}; ${count(paid.length, 'video')} that would have cost ${cost}.`,
    ...repeated.slice(0, most),
    ...(rest > 0 ? [`… and ${count(rest, 'more order', 'more orders')} for several takes.`] : []),
    ...(rendering > 0 ? [`${count(rendering, 'video')} still being made when the sandbox stopped.`] : []),
  ].join('\n');
}

/** Orders that were accepted more than once and did not fail; what was paid for in vain comes first. */
function equalOrders(paid: readonly Paid[]): readonly (readonly Paid[])[] {
  const orders = new Map<string, Paid[]>();
  for (const one of paid) if (!one.fails) orders.set(one.order, [...(orders.get(one.order) ?? []), one]);
  return [...orders.values()]
    .filter(({ length }) => length > 1)
    .sort((a, b) => Number(b.some(isWasted)) - Number(a.some(isWasted)));
}

/** A server can't tell intended takes from a repeated order, but what nobody fetched was paid for in vain. */
function orderText(order: readonly Paid[]): string {
  const words = JSON.stringify(maskedSlice((order[0]?.prompt ?? '').split(/\r?\n/, 1)[0] ?? '', 0, 70));
  if (!order.some(isWasted)) return `${order.length} takes of ${words}`;
  const fetched = order.filter(({ footage }) => footage === 'fetched').length;
  return `Paid ${times(order.length)}, fetched ${times(fetched)}: ${words}`;
}

const isWasted = ({ footage }: Paid): boolean => footage === 'gone' || footage === 'waiting';

const times = (n: number): string => ['never', 'once', 'twice'][n] ?? `${n} times`;
