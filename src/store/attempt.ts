import type { Money } from '../core/holdings.ts';
import { unreachable } from '../core/result.ts';
import type { Intent } from './record.ts';

/**
 * One try at a job at a provider, as the journal knows it.
 *
 *   intent ──► open ──accepted──► accepted ──made──► made
 *               │  └──adopted───►  │   ├─────failed──► failed
 *               ├─rejected─► failed    └──lost──► lost
 *               └─not-created,              └─abandoned,
 *                 repeatable─► released       repeatable─► released
 *
 * `open` and `accepted` reserve their price, `made` and `lost` have spent it, the others cost nothing.
 */
export type Attempt = { readonly intent: Intent } /** `since`, here and below: milliseconds since 1970. */ & (
  | { readonly kind: 'open'; readonly since: number }
  /** `refetch`: its clip was here and is paid for, but is missing. */
  | { readonly kind: 'accepted'; readonly remote: string; readonly since: number; readonly refetch?: true }
  /** `remote`: as long as its footage is at the provider. */
  | { readonly kind: 'made'; readonly remote?: string; readonly clip: StoredClip }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'lost'; readonly message: string; readonly cost: number }
  /** May be submitted again; `cost` is what was paid in vain. */
  | { readonly kind: 'released'; readonly cost: number }
);

/** An attempt whose outcome somebody has to find out. */
export type Unresolved = Extract<Attempt, { kind: 'open' | 'lost' }>;

export const isUnresolved = (attempt: Attempt): attempt is Unresolved =>
  attempt.kind === 'open' || attempt.kind === 'lost';

/** An attempt whose clip is in the store, and whose footage is also at its provider. */
export type Delivered = Extract<Attempt, { kind: 'made' }> & { readonly remote: string };

export const isDelivered = (attempt: Attempt): attempt is Delivered =>
  attempt.kind === 'made' && attempt.remote !== undefined;

/** What the journal says about a file in the store. */
export interface StoredClip {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly extension: 'mp4' | 'png';
  readonly bytes: number;
  /** Seconds of picture; absent for a frame. */
  readonly seconds?: number;
  /** US dollars paid. */
  readonly cost: number;
  /** The prompt that it was made with, if that was not the request's own. */
  readonly fallback?: string;
}

/** US dollars that an attempt has spent, and those that may still be charged. */
export function moneyOf(attempt: Attempt): Money {
  switch (attempt.kind) {
    case 'open':
    case 'accepted':
      return { spent: 0, reserved: attempt.intent.price };
    case 'made':
      return { spent: attempt.clip.cost, reserved: 0 };
    case 'lost':
    case 'released':
      return { spent: attempt.cost, reserved: 0 };
    case 'failed':
      return none;
    default:
      return unreachable(attempt);
  }
}

export const none: Money = { spent: 0, reserved: 0 };
