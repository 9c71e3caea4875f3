import { unreachable } from '../../core/result.ts';
import type { KeyHider } from '../hiding-keys.ts';
import { isObject } from './json.ts';
import type { Exchange } from './response.ts';

/**
 * The response without the key that was sent, which some servers quote. Whole texts are redacted before anything shortens
 * them. Where the key still shows, nothing of the response is used but its status.
 */
export function redacted(exchange: Exchange, { hide, holds }: KeyHider): Exchange {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return holds(value) ? hide(value) : value;
    if (Array.isArray(value)) return value.map(clean);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name), clean(one)]));
  };
  const shows = (value: unknown): boolean => value !== undefined && holds(asText(value));
  switch (exchange.kind) {
    case 'unsent':
    case 'lost':
      return exchange;
    case 'answered':
    case 'refused':
    case 'garbled': {
      const { body, requestId, location } = exchange;
      if (![body, requestId, location].some(shows)) return exchange;
      const without = { ...exchange, body: clean(body), requestId: undefined, location: undefined };
      return shows(without.body) ? onlyStatus(exchange) : without;
    }
    default:
      return unreachable(exchange);
  }
}

const asText = (said: unknown): string => (typeof said === 'string' ? said : (JSON.stringify(said) ?? ''));

function onlyStatus(exchange: Extract<Exchange, { readonly body?: unknown }>): Exchange {
  const nothing = { requestId: undefined, location: undefined };
  return exchange.kind === 'refused'
    ? { ...exchange, ...nothing, body: { message: `its answer ${withKey}` }, retryAfter: undefined }
    : { kind: 'garbled', why: `it ${withKey}`, status: exchange.status, ...nothing, body: undefined };
}

const withKey = 'contains the key that was sent, and is not used';
