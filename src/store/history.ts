import type { LedgerEntry } from '../core/holdings.ts';
import { unreachable } from '../core/result.ts';
import type { OfAnAttempt } from './advance.ts';
import { type Attempt, moneyOf } from './attempt.ts';
import type { Intent } from './record.ts';

/** When things happened to an attempt, in milliseconds since 1970, and what of it its present state no longer says. */
interface Past {
  readonly submitted: number;
  readonly accepted?: number;
  readonly ended?: number;
  readonly remote?: string;
  readonly charged?: number;
  readonly chargedBy?: 'user' | 'provider';
  readonly message?: string;
  readonly state?: LedgerEntry['state'];
}

/** The past of every attempt. */
export class History {
  readonly #pasts = new Map<string, Past>();

  begin({ attempt }: Intent, t: number): void {
    this.#pasts.set(attempt, { submitted: t });
  }

  note(record: OfAnAttempt, t: number): void {
    const before = this.#pasts.get(record.attempt) ?? { submitted: t };
    this.#pasts.set(record.attempt, after(before, record, t));
  }

  /** What the ledger says of an attempt. */
  entryOf(attempt: Attempt): LedgerEntry {
    const { intent } = attempt;
    const { attempt: id, storyboard, segment, take, link, kind, request, fingerprint, price } = intent;
    const past = this.#pasts.get(id) ?? { submitted: 0 };
    const { spent, lost, reserved, maybeCharged } = moneyOf(attempt);
    return {
      ...{ attempt: id, storyboard, segment, take, link, kind },
      ...{ provider: request.provider, model: request.model, request: fingerprint },
      remote: past.remote ?? null,
      submitted: new Date(past.submitted).toISOString(),
      accepted: timeOf(past.accepted),
      ended: timeOf(past.ended),
      state: attempt.kind === 'made' ? 'made' : (past.state ?? 'unanswered'),
      ...{
        price,
        estimate: attempt.estimate ?? null,
        charged: past.charged ?? null,
        chargedBy: past.chargedBy ?? null,
      },
      ...{ spent, lost, reserved, maybeCharged },
      clip: attempt.kind === 'made' ? attempt.clip.hash : null,
      message: past.message ?? null,
    };
  }
}

const timeOf = (t: number | undefined): string | null => (t === undefined ? null : new Date(t).toISOString());

function after(before: Past, record: OfAnAttempt, t: number): Past {
  switch (record.type) {
    case 'accepted':
      return { ...before, accepted: t, remote: record.remote, state: 'in-flight' };
    case 'rejected':
      return { ...before, ended: t, message: record.message, state: 'refused' };
    case 'failed':
      return { ...ended(before, t), ...told(record.charged), message: record.message, state: 'failed' };
    case 'lost':
      return { ...ended(before, t), message: record.message, state: 'lost' };
    case 'made':
      return { ...ended(before, t), ...told(record.charged), state: 'made' };
    case 'charged':
      return { ...before, charged: record.charged, chargedBy: record.by };
    case 'overdue':
    case 'deleted':
      return before;
    case 'resolved':
      return resolved(before, record, t);
    default:
      return unreachable(record);
  }
}

const ended = ({ message: _, ...before }: Past, t: number): Past => ({ ...before, ended: t });

const told = (charged: number | undefined): Partial<Past> =>
  charged === undefined ? {} : { charged, chargedBy: 'provider' };

function resolved(before: Past, record: Extract<OfAnAttempt, { type: 'resolved' }>, t: number): Past {
  switch (record.answer) {
    case 'adopted': {
      const { ended: _, message: __, ...open } = before;
      return { ...open, accepted: before.accepted ?? t, remote: record.remote, state: 'in-flight' };
    }
    case 'not-created':
      return { ...before, ended: t, state: 'not-created' };
    case 'repeatable':
    case 'abandoned':
      return { ...before, ended: before.ended ?? t, state: 'given-up' };
    default:
      return unreachable(record);
  }
}
