import { describe, expect, it } from 'vitest';
import { committedOf, noMoney } from '../../src/core/holdings.ts';
import type { Intent, JournalRecord } from '../../src/store/record.ts';
import { replay } from '../../src/store/replay.ts';
import { generate } from '../rig/plans.ts';

const { kind, segment, take, link, fingerprint, request } = generate('climb');
const attempt = 'a1';
const intent: Intent = {
  ...{ type: 'intent', attempt, kind, storyboard: 'film', segment, take, link, fingerprint, request },
  price: 2,
};
const accepted = { type: 'accepted', attempt, remote: 'r' } as const;
const failed = { type: 'failed', attempt, reason: 'other', message: 'no' } as const;
const lost = { type: 'lost', attempt, message: 'gone' } as const;
const clip = { clip: 'c', extension: 'mp4', bytes: 7, seconds: 4 } as const;
const made = (cost: number, charged?: number): JournalRecord => ({
  ...{ type: 'made' as const, attempt, ...clip, cost },
  ...(charged !== undefined && { charged }),
});
const resolved = (answer: 'not-created' | 'repeatable' | 'abandoned') =>
  ({ type: 'resolved', attempt, answer }) as const;
const adopted = { type: 'resolved', attempt, answer: 'adopted', remote: 'r2' } as const;
const charged = (dollars: number, by: 'user' | 'provider') =>
  ({ type: 'charged', attempt, charged: dollars, by }) as const;

/** The state after these records, which come a second apart. */
function stateAfter(...records: readonly JournalRecord[]) {
  const state = replay([]);
  [intent, ...records].forEach((record, n) => {
    state.apply(record, Date.UTC(2026, 0, 1, 0, 0, n));
  });
  return state;
}

const nothing = { spent: 0, lost: 0, reserved: 0, maybeCharged: 0 };

describe('an attempt in the ledger', () => {
  it.each<[string, readonly JournalRecord[], object]>([
    ['unanswered', [], { remote: null, reserved: 2 }],
    ['refused', [{ ...failed, type: 'rejected' }], { remote: null, message: 'no' }],
    ['in-flight', [accepted], { remote: 'r', reserved: 2 }],
    ['in-flight', [accepted, charged(3, 'provider')], { reserved: 3, charged: 3, chargedBy: 'provider' }],
    ['made', [accepted, made(2)], { spent: 2, clip: 'c', charged: null }],
    ['made', [accepted, made(1.5, 1.5)], { spent: 1.5, clip: 'c', charged: 1.5, chargedBy: 'provider' }],
    ['failed', [accepted, failed], { maybeCharged: 2, message: 'no', charged: null }],
    ['failed', [accepted, { ...failed, charged: 0 }], { charged: 0, chargedBy: 'provider' }],
    ['failed', [accepted, failed, charged(1, 'user')], { spent: 1, lost: 1, charged: 1, chargedBy: 'user' }],
    [
      'failed',
      [accepted, charged(3, 'provider'), failed],
      { spent: 3, lost: 3, charged: 3, chargedBy: 'provider' },
    ],
    [
      'failed',
      [accepted, charged(3, 'provider'), { ...failed, charged: 1 }],
      { spent: 1, lost: 1, charged: 1 },
    ],
    ['failed', [accepted, made(1.5, 1.5), failed], { spent: 1.5, lost: 1.5, charged: 1.5 }],
    ['lost', [accepted, lost], { spent: 2, lost: 2, message: 'gone' }],
    ['lost', [accepted, charged(3, 'provider'), lost], { spent: 3, lost: 3 }],
    ['given-up', [accepted, lost, resolved('abandoned')], { spent: 2, lost: 2, message: 'gone' }],
    ['given-up', [resolved('repeatable')], {}],
    ['not-created', [resolved('not-created')], {}],
    ['in-flight', [adopted], { remote: 'r2', reserved: 2 }],
    ['in-flight', [accepted, lost, adopted], { remote: 'r2', reserved: 2, ended: null, message: null }],
    [
      'in-flight',
      [accepted, charged(3, 'provider'), lost, adopted],
      { reserved: 3, charged: 3, chargedBy: 'provider' },
    ],
    ['in-flight', [accepted, charged(3, 'provider'), adopted], { remote: 'r2', reserved: 3, charged: 3 }],
    ['in-flight', [accepted, made(1.5, 1.5), adopted], { remote: 'r2', reserved: 1.5, spent: 0 }],
    ['made', [accepted, lost, adopted, made(2)], { remote: 'r2', spent: 2, message: null }],
    ['made', [accepted, made(2), { type: 'deleted', attempt }], { spent: 2 }],
  ])('is %s after %j', (state, records, expected) => {
    const [entry] = stateAfter(...records).ledger('film');
    expect(entry).toMatchObject({
      ...{ ...nothing, attempt, segment: 'climb', take: 1, link: 1, request: fingerprint, price: 2, state },
      ...expected,
    });
    const { ledger, money } = stateAfter(...records);
    const { planned: _, ...sums } = money('film');
    expect(ledger('film')[0]).toMatchObject(sums);
  });

  it('tells when it was submitted, accepted and ended', () => {
    const [entry] = stateAfter(accepted, made(2)).ledger('film');
    expect(entry).toMatchObject({
      submitted: '2026-01-01T00:00:00.000Z',
      accepted: '2026-01-01T00:00:01.000Z',
      ended: '2026-01-01T00:00:02.000Z',
    });
  });
});

describe('a film of several names', () => {
  const same = (storyboard: string, sameAs: readonly string[], gone: readonly string[] = []) =>
    ({ type: 'film', storyboard, sameAs, gone }) as const;

  it('has one sum of money, one ledger, and what was made for it', () => {
    const other = { ...intent, attempt: 'a2', storyboard: 'ferry' };
    const state = stateAfter(accepted, made(2), other, { ...accepted, attempt: 'a2', remote: 'r2' });
    expect(state.money('film')).toMatchObject({ spent: 2, reserved: 0 });
    state.apply(same('ferry', ['film']), 0);
    state.apply(same('ship', ['ferry', 'film'], ['ferry']), 0);
    for (const name of ['film', 'ferry', 'ship']) {
      expect(state.money(name)).toMatchObject({ spent: 2, reserved: 2 });
      expect(state.ledger(name)).toHaveLength(2);
      expect(state.madeFor(name)).toHaveLength(1);
      expect(state.lastRequest(name, 'climb', 1, 1)).toEqual(request);
      expect([...state.namesOf(name)].sort()).toEqual(['ferry', 'film', 'ship']);
    }
    expect(state.namesOf('ship').values().next().value).toBe('ship');
    expect(['film', 'ferry', 'ship', 'boat'].map(state.isInUse)).toEqual([true, false, true, false]);
    expect(committedOf(state.money('boat'))).toBe(0);
    expect(state.money('boat')).toEqual(noMoney);
  });
});

it('keeps as many takes that `redo` ordered as a journal from somebody else has, in order', () => {
  const most = 100_000;
  const state = replay([]);
  for (let take = most; take > 1; take--) state.apply({ type: 'redo', requestClass: 'c', take }, 0);
  const takes = state.redone('c');
  expect([takes.length, takes[0], takes.at(-1)]).toEqual([most - 1, 2, most]);
});
