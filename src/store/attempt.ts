import { type Money, noMoney } from '../core/holdings.ts';
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
 * `open` and `accepted` reserve what they cost, `made` and `lost` have spent it. What was accepted and failed may have been
 * charged, unless somebody said what was. The others cost nothing.
 */
export type Attempt = {
  readonly intent: Intent;
  /** US dollars that the provider said it will charge at most, when it accepted: they count instead of the price. */
  readonly estimate?: number;
} /** `since`, here and below: milliseconds since 1970. */ & (
  | { readonly kind: 'open'; readonly since: number }
  /**
   * `refetch`: its clip was here and is paid for, but is missing. `overdue`: it takes far longer than usual; what the server
   * last told of it, if anything.
   */
  | {
      readonly kind: 'accepted';
      readonly remote: string;
      readonly since: number;
      readonly refetch?: true;
      /** US dollars, if the provider has told its figure already. */
      readonly charged?: number;
      readonly overdue?: string;
    }
  /** `remote`: as long as its footage is at the provider. */
  | { readonly kind: 'made'; readonly remote?: string; readonly clip: StoredClip }
  /** `charged`: US dollars, 0 if nothing was created; absent if nobody knows. */
  | { readonly kind: 'failed'; readonly message: string; readonly charged?: number }
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
  /** US dollars paid: the provider's own figure (`charged`), if it told one, and otherwise the price. */
  readonly cost: number;
  readonly charged?: number;
  /** The prompt that it was made with, if that was not the request's own. */
  readonly fallback?: string;
}

/** US dollars that an attempt costs, as far as nobody has said what was charged. */
export const dueFor = ({ intent, estimate }: Pick<Attempt, 'intent' | 'estimate'>): number =>
  estimate ?? intent.price;

/** US dollars that an accepted attempt counts at: what it is known to be charged, or what it costs. */
export const countedAt = (accepted: Extract<Attempt, { kind: 'accepted' }>): number =>
  accepted.charged ?? dueFor(accepted);

/** US dollars that an attempt has spent, and those that may still be or have been charged. */
export function moneyOf(attempt: Attempt): Money {
  switch (attempt.kind) {
    case 'open':
      return { ...noMoney, reserved: attempt.intent.price };
    case 'accepted':
      return { ...noMoney, reserved: countedAt(attempt) };
    case 'made':
      return { ...noMoney, spent: attempt.clip.cost, planned: attempt.intent.price };
    case 'lost':
    case 'released':
      return inVain(attempt.cost);
    case 'failed':
      return attempt.charged === undefined
        ? { ...noMoney, maybeCharged: dueFor(attempt) }
        : inVain(attempt.charged);
    default:
      return unreachable(attempt);
  }
}

const inVain = (dollars: number): Money => ({
  ...noMoney,
  spent: dollars,
  planned: dollars,
  lost: dollars,
});

/** The first sum, with an attempt's part in it replaced. */
export const exchanged = (total: Money, before: Money, after: Money): Money => ({
  spent: total.spent + after.spent - before.spent,
  planned: total.planned + after.planned - before.planned,
  lost: total.lost + after.lost - before.lost,
  reserved: total.reserved + after.reserved - before.reserved,
  maybeCharged: total.maybeCharged + after.maybeCharged - before.maybeCharged,
});
