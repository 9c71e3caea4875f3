import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Clock } from '../../core/ports.ts';
import { err } from '../../core/result.ts';
import { hidingKeys } from '../hiding-keys.ts';
import { objectOf, textOf } from '../http/json.ts';
import { type Limits, usualLimits } from '../http/limits.ts';
import { sendOnce } from '../http/send-once.ts';
import { isRecent, jobIdIn } from '../http/webhook-call.ts';
import type { ReadCall } from '../webhook.ts';
import { hostsAt } from './hosts.ts';

/** Milliseconds: fal asks not to keep its keys for longer than a day. */
const KEPT = 3_600_000;
/** Milliseconds: a call with an unknown signature has them read anew, but not each such call. */
const SOONEST = 60_000;
const limits: Limits = { ...usualLimits, exchange: 10_000, answer: 2 ** 16 };

const headersOf = ['request-id', 'user-id', 'timestamp', 'signature'] as const;

/**
 * fal signs the SHA-256 of the body with Ed25519, and publishes the other half of its keys
 * (https://fal.ai/docs/model-apis/webhooks).
 */
export function falCalls(baseUrl: string): ReadCall {
  const address = `${hostsAt(baseUrl).files}/.well-known/jwks.json`;
  let keys: readonly KeyObject[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const read = async (clock: Clock, signal: AbortSignal): Promise<void> => {
    const exchange = await sendOnce({ clock, limits, keys: hidingKeys({}) }, address, {}, signal);
    readAt = clock.steady();
    const told = exchange.kind === 'answered' ? keysIn(exchange.body) : [];
    // An error, too, may be answered as JSON.
    if (told.length > 0) keys = told;
  };
  const refresh = (clock: Clock, signal: AbortSignal): Promise<void> => {
    reading ??= read(clock, signal).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return async (call, { clock, signal }) => {
    const [id = '', user = '', time = '', signature = ''] = headersOf.map(
      (name) => call.headers[`x-fal-webhook-${name}`],
    );
    if (!/^[0-9a-f]{128}$/i.test(signature)) return err('It has no signature.');
    if (!isRecent(time, clock)) return err('It was not signed within the last five minutes.');
    const hash = createHash('sha256').update(call.body).digest('hex');
    const signed = Buffer.from([id, user, time, hash].join('\n'));
    const isSigned = (): boolean =>
      keys.some((key) => verify(null, signed, key, Buffer.from(signature, 'hex')));
    if (clock.steady() - readAt > KEPT) await refresh(clock, signal);
    if (!isSigned() && clock.steady() - readAt > SOONEST) await refresh(clock, signal);
    if (keys.length === 0) return err(`The keys that fal signs with could not be read from ${address}.`);
    return isSigned() ? jobIdIn(call, 'request_id') : err('Its signature is not fal’s.');
  };
}

/** Of a JSON Web Key Set, those that can be used. */
function keysIn(body: unknown): readonly KeyObject[] {
  const { keys } = objectOf(body);
  return (Array.isArray(keys) ? keys : []).flatMap((one) => {
    const { kty, crv, x } = objectOf(one);
    if (kty !== 'OKP' || crv !== 'Ed25519') return [];
    try {
      return [createPublicKey({ key: { kty, crv, x: textOf(x) ?? '' }, format: 'jwk' })];
    } catch {
      return [];
    }
  });
}
