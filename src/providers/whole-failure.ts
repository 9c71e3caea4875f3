import { say, says } from '../core/sentence.ts';
import type { Failure } from './provider.ts';

/** Of an outcome without footage, what an adapter may have left out. */
type Told = { readonly kind?: unknown; readonly failure?: unknown };

const reasons: { readonly [Reason in Failure['reason']]: true } = {
  moderation: true,
  cancelled: true,
  invalid: true,
  quota: true,
  permission: true,
  rate: true,
  capacity: true,
  network: true,
  environment: true,
  other: true,
};

const failing = ['rejected', 'unknown', 'unreachable', 'failed'];

/**
 * The failure of an outcome that has one, or should have. An adapter is somebody else's program, whose types prove nothing:
 * what it leaves out or gets wrong must not break a run.
 */
export function failureIn({ kind, failure }: Told, provider: string): Failure | undefined {
  if (failure === undefined && !failing.some((one) => one === kind)) return undefined;
  const told: Partial<Record<keyof Failure, unknown>> = isObject(failure) ? failure : {};
  const { reason, message, help, again, retryAfter, params } = told;
  const isSaid = typeof message === 'string' && message.trim() !== '';
  return {
    reason: isReason(reason) ? reason : 'other',
    ...(isSaid ? { message } : says(say`${{ provider }} gave no reason.`)),
    ...(typeof help === 'string' && { help }),
    again: again === true,
    ...(typeof retryAfter === 'number' && retryAfter > 0 && { retryAfter }),
    ...(isSaid && isObject(params) && { params: params as NonNullable<Failure['params']> }),
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isReason = (reason: unknown): reason is Failure['reason'] =>
  typeof reason === 'string' && Object.hasOwn(reasons, reason);
